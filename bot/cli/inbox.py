"""flask inbox …: the questions, and those that could not be answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from bot.cli.database import explained
from bot.inbox.letters import Letters
from bot.runtime.builder import database_for
from bot.settings.settings import Settings


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
    def show(number: int) -> None:
        """Show all that is kept of one question; the text of a message is not."""
        with _letters(settings) as letters:
            row = letters.one(number)
        if row is None:
            raise click.ClickException(
                f"There is no question {number}: see “flask --app app inbox list”."
            )
        for name, value in row._mapping.items():
            click.echo(f"{name}: {_time(value) if name.endswith('_at') and value else value}")

    @group.command("requeue")
    @click.argument("number", type=int)
    def requeue(number: int) -> None:
        """Let a dead letter be tried again."""
        with _letters(settings) as letters:
            if not letters.requeue(number):
                raise click.ClickException(
                    f"{number} is no dead letter: see “flask --app app inbox list”."
                )
        click.echo(f"{number} will be tried again.")

    return group


@contextmanager
def _letters(settings: Settings) -> Iterator[Letters]:
    database = database_for(settings)
    try:
        with explained():
            yield Letters(database)
    finally:
        database.close()


def _time(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"
