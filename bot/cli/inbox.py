"""roomdesk inbox …: the questions, and those that could not be answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from bot.cli.database import explained
from bot.inbox.letters import Letters
from bot.runtime.builder import database_for
from bot.settings.settings import Settings
from bot.webex.bearer import Bearer, FixedToken
from bot.webex.own import Own
from bot.webex.read_only import read_only


def inbox(settings: Settings) -> AppGroup:
    """Return the group."""
    group = AppGroup("inbox", help="The questions, and those that could not be answered.")

    @group.command("list")
    @click.option("--most", default=20, show_default=True, help="How many dead letters to show.")
    def list_(most: int) -> None:
        """Count the questions, and list the dead letters."""
        with _letters(settings) as letters:
            counts = letters.counts()
            states = ("waiting", "running", "answered", "dead")
            click.echo(", ".join(f"{counts.get(state, 0)} {state}" for state in states))
            for row in letters.dead(most):
                click.echo(
                    f"{row.number}  {_time(row.arrived_at)}  {row.resource}  {row.last_error}"
                )

    @group.command("show")
    @click.argument("number", type=int)
    @click.option("--json", "as_json", is_flag=True, help="Print all that is kept, with ids.")
    def show(number: int, as_json: bool) -> None:
        """Show who asked, where, when, and why there is no answer.

        Names come from Webex; the text of a message is kept nowhere.
        """
        from bot.cli import letter  # only here: the web process has no use for it

        with _letters(settings) as letters:
            row = letters.one(number)
        if row is None:
            raise click.ClickException(f"There is no question {number}: see “roomdesk inbox list”.")
        if as_json:
            click.echo(letter.as_json(row))
            return
        bearer = Bearer(read_only(settings.api_url, 1), FixedToken(settings.bot_token))
        for line in letter.lines(row, Own.of(bearer), datetime.now(UTC)):
            click.echo(line)

    @group.command("requeue")
    @click.argument("number", type=int)
    def requeue(number: int) -> None:
        """Let a dead letter be tried again."""
        with _letters(settings) as letters:
            if not letters.requeue(number):
                raise click.ClickException(
                    f"{number} is no dead letter: see “roomdesk inbox list”."
                )
        click.echo(f"{number} will be tried again.")

    return group


@contextmanager
def _letters(settings: Settings) -> Iterator[Letters]:
    database = database_for(settings)
    try:
        with explained(settings):
            yield Letters(database)
    finally:
        database.close()


def _time(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"
