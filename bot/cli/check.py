"""roomdesk check: what is wrong, before people notice."""

import sys
from collections.abc import Callable, Sequence

import click

from bot.cli.checks.finding import Finding
from bot.settings.settings import Settings


def check(settings: Settings) -> click.Command:
    """Return the command."""

    def look(person: str | None) -> Sequence[Finding]:
        # Only here: the web process has no use for it.
        from bot.cli.checks.everything import everything

        return everything(settings, person)

    return _check(look)


def check_of(problems: Sequence[str]) -> click.Command:
    """Return the command where the settings are such that the bot does not start."""

    def look(_person: str | None) -> Sequence[Finding]:
        from bot.cli.checks.configuration import of_problems

        return of_problems(problems)

    return _check(look)


def _check(look: Callable[[str | None], Sequence[Finding]]) -> click.Command:
    @click.command("check")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON: see docs/operator.md.")
    @click.option("--person", help="Whose personal room to look up, by address.")
    @click.pass_context
    def run(context: click.Context, as_json: bool, person: str | None) -> None:
        """Look at settings, tokens, webhooks and database, and say what to do.

        The exit code is 1 if anything fails, and 0 with warnings alone.
        """
        if person is not None and "@" not in person:
            raise click.BadParameter("an email address is needed", param_hint="--person")
        from bot.cli.checks import drawn

        findings = look(person)
        is_terminal = sys.stdout.isatty()
        click.echo(
            drawn.as_json(findings) if as_json else drawn.table(findings, is_terminal=is_terminal)
        )
        context.exit(1 if drawn.any_fails(findings) else 0)

    return run
