"""What the bot's own database says, read from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, NullPool, Row, create_engine, func, select

from bot.database.engine import engine_for
from bot.database.schema.tables import marks, questions


class Ledger:
    """The database behind `url`, which a bot has made."""

    def __init__(self, url: str) -> None:
        # Each look has a connection of its own: the server may have been killed since.
        self._engine = create_engine(engine_for(url, 1).url, poolclass=NullPool)

    def is_marked(self) -> bool:
        """Tell whether the bot knows from which moment on it would have to catch up."""
        return bool(self._count(select(func.count()).where(marks.c.name == "seen")))

    def open_questions(self) -> int:
        """Return how many questions wait or are being answered."""
        return self._count(_how_many(questions.c.ended_at.is_(None)))

    def resumed(self) -> int:
        """Return how many questions were with a process that died."""
        return self._count(_how_many(questions.c.crashes > 0))

    def row(self, message_id: str) -> Row[Any] | None:
        """Return what is kept of a question."""
        with self._connected() as connection:
            return connection.execute(
                select(questions).where(questions.c.subject_id == message_id)
            ).first()

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def _count(self, wanted: Any) -> int:
        with self._connected() as connection:
            return int(connection.scalar(wanted) or 0)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection


def _how_many(condition: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(questions).where(condition)
