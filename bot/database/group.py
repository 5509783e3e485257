"""Statements of several threads that are written to a SQLite file together.

One thread at a time writes, and what is to be durable takes a sync, which is milliseconds on many
disks. What comes while another is written waits, and is one transaction then.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from bot.database.prepared import Prepared

Rows = Sequence[Row[Any]]


@dataclass(slots=True, eq=False)
class Pending:
    """A statement with its values, and in the end its rows or why it has none."""

    statement: Prepared
    values: Mapping[str, Any]
    durable: bool
    found: Future[Rows] = field(default_factory=Future)


class Group:
    """Runs statements in turns; `write` runs some as one transaction and returns the rows of each.

    `turn` is held while it does.
    """

    def __init__(
        self,
        turn: AbstractContextManager[object],
        write: Callable[[Sequence[Pending]], Sequence[Rows]],
    ) -> None:
        self._turn = turn
        self._write = write
        self._pending: deque[Pending] = deque()

    def run(self, one: Pending) -> Rows:
        """Return the rows of a statement once it is written. Raises what that raises."""
        self._pending.append(one)
        with self._turn:
            if not one.found.done():
                self._settle([self._pending.popleft() for _ in range(len(self._pending))])
        return one.found.result()

    def _settle(self, batch: Sequence[Pending]) -> None:
        try:
            for one, rows in zip(batch, self._write(batch), strict=True):
                one.found.set_result(rows)
        except Exception as error:  # noqa: BLE001  # each is raised where it belongs
            if len(batch) == 1:
                batch[0].found.set_exception(error)
                return
            for one in batch:
                self._settle([one])
