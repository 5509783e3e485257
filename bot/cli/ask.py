"""roomdesk ask …: one answer on the terminal, as somebody would get it; nothing is posted."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime

import click

from bot.cli.asking import Asked
from bot.cli.database import explained
from bot.cli.reader import reader
from bot.dispatch import audit
from bot.errors import AskError, SeveralError, WebexError
from bot.settings.settings import Settings


def ask(settings: Settings) -> click.Command:
    """Return the command."""

    @click.command("ask")
    @click.argument("words", nargs=-1, required=True)
    @click.option("--as", "who", required=True, help="Whom to ask as: an address or a person id.")
    @click.option("--in", "space", help="A space of theirs: id, link or title. Otherwise 1:1.")
    @click.option("--card", "form", flag_value="card", help="Print the Adaptive Card.")
    @click.option("--json", "form", flag_value="json", help="Print JSON: see docs/operator.md.")
    @click.option("-v", "--verbose", is_flag=True, help="Show the log too, with its audit line.")
    @click.pass_context
    def run(
        context: click.Context,
        words: tuple[str, ...],
        who: str,
        space: str | None,
        form: str,
        verbose: bool,
    ) -> None:
        """Ask one thing as somebody would, and print the answer.

        It takes the same rules, counts towards no limit, posts nothing and tells no host PIN. The
        exit code is 1 where the answer is a refusal or a failure.
        """
        with nullcontext() if verbose else _quiet():
            with _failures(), explained(settings), reader(settings) as asking:
                asker = asking.who(who)
                origin = asking.where(asker, space, datetime.now(UTC))
                asked = asking.ask(" ".join(words), origin)
            audit.write_ask(asked.origin, asked.case)
        _print(asked, form)
        if asked.is_nowhere and not asked.is_answered:
            click.echo(f"{who} has no 1:1 space with the bot yet: --in names another.", err=True)
        context.exit(0 if asked.is_answered else 1)

    return run


def _print(asked: Asked, form: str | None) -> None:
    # Only here: the web process has no use for it.
    from bot.cli import answer

    if form == "card":
        click.echo(answer.as_card(asked))
    elif form == "json":
        click.echo(answer.as_json(asked))
    else:
        click.echo(answer.as_text(asked))


@contextmanager
def _quiet() -> Iterator[None]:
    """Log nothing in the block: what went wrong is in the answer."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


@contextmanager
def _failures() -> Iterator[None]:
    """End the command with what to do about it."""
    try:
        yield
    except SeveralError as error:
        choices = "".join(f"\n  {webex_id}  {title}" for title, webex_id in error.choices)
        raise click.ClickException(
            f"Several spaces fit. Give one of these with --in:{choices}"
        ) from error
    except AskError as error:
        raise click.ClickException(f"{error.title}. {error.advice}") from error
    except WebexError as error:
        raise click.ClickException(f"Webex did not do it: {error}. See: roomdesk check") from error
