"""What an operator is told of a database that a command cannot use."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.database.cause import cause
from bot.database.sqlite_file import unfit
from bot.errors import SchemaError, UnavailableError
from bot.runtime.summary import database
from bot.settings.settings import Settings


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Turn what goes wrong with the database in the block into a line for the operator."""
    if wrong := unfit(settings.database_url):
        raise click.ClickException(f"{sentence(wrong.seen)} {wrong.next_step}")
    try:
        yield
    except SchemaError as error:
        raise click.ClickException(sentence(str(error))) from error
    except UnavailableError as error:
        raise click.ClickException(
            f"The database does not answer: {error}. {_which(settings)}"
        ) from error
    except (SQLAlchemyError, OSError) as error:
        why = cause(error, make_url(settings.database_url))
        raise click.ClickException(
            f"The database does not answer: {why}. {_which(settings)}"
        ) from error


def _which(settings: Settings) -> str:
    return f"It is {database(settings)}, by DATABASE_URL. See: roomdesk check"


def sentence(text: str) -> str:
    """Return what the log has after a colon as a line of its own."""
    end = "" if text.endswith((".", "?")) else "."
    return f"{text[0].upper()}{text[1:]}{end}"
