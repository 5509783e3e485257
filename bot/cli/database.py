"""What an operator is told of a database that a command cannot use."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import SchemaError, UnavailableError


@contextmanager
def explained() -> Iterator[None]:
    """Turn what goes wrong with the database in the block into a line for the operator."""
    try:
        yield
    except SchemaError as error:
        raise click.ClickException(sentence(str(error))) from error
    except UnavailableError as error:
        raise click.ClickException(
            f"The database does not answer: {error}. See: flask --app app check"
        ) from error
    except (SQLAlchemyError, OSError) as error:
        # Its text may hold the address and the user.
        raise click.ClickException(
            f"The database does not answer: {type(error).__name__}. See: flask --app app check"
        ) from error


def sentence(text: str) -> str:
    """Return what the log has after a colon as a line of its own."""
    end = "" if text.endswith((".", "?")) else "."
    return f"{text[0].upper()}{text[1:]}{end}"
