"""roomdesk db …: the schema of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup
from sqlalchemy import Engine

from bot.cli.database import explained, sentence
from bot.database.engine import engine_for
from bot.database.schema.revision import NEWEST, Revision, complaint
from bot.database.schema.setup import look, upgrade
from bot.settings.settings import Settings


def db(settings: Settings) -> AppGroup:
    """Return the group."""
    group = AppGroup("db", help="The schema of the database.")

    @group.command("upgrade")
    def upgrade_() -> None:
        """Bring the database to the schema that this version of the bot needs."""
        with _engine(settings) as engine:
            before, now = upgrade(engine)
        if before == now:
            click.echo(f"Nothing to do: the database has {now.in_words}.")
        elif before is None:
            click.echo(f"The database was empty and has {now.in_words} now.")
        else:
            click.echo(f"The database had {before.in_words} and has {now.in_words} now.")

    @group.command("show")
    def show() -> None:
        """Show the schema that the database has, and what an upgrade would do."""
        with _engine(settings) as engine:
            found = look(engine)
        click.echo(f"The database: {found.in_words if found else 'empty'}")
        click.echo(f"This version of the bot: {NEWEST.in_words}")
        click.echo(_advice(found, is_sqlite=settings.database_url.startswith("sqlite:")))

    return group


def _advice(found: Revision | None, *, is_sqlite: bool) -> str:
    if found is None:
        return "The bot sets it up when it starts, and “roomdesk db upgrade” does so now."
    if found == NEWEST:
        return "Nothing to do."
    if found.serves(NEWEST):
        return "Nothing to do: this version works with the newer schema too."
    if found.number < NEWEST.number and is_sqlite:
        return "The bot upgrades it when it starts."
    return sentence(complaint(found))


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    engine = engine_for(settings.database_url, 1)
    try:
        with explained(settings):
            yield engine
    finally:
        engine.dispose()
