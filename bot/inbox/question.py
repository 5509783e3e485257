"""A question that was handed over to this process."""

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from bot.webex.model.event import Event

Key = tuple[int, int]  # the number of a question, and of the try

_NAMES = tuple(field.name for field in fields(Event))


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the table of questions.

    `tries` includes this one. `crashes` counts the processes that ended while they worked on it.
    `posting_at` is when an earlier try began to post its answer, which may have arrived; None if
    none did.
    """

    number: int
    event: Event
    arrived_at: datetime
    tries: int
    crashes: int
    posting_at: datetime | None

    @property
    def key(self) -> Key:
        """Identifies this try."""
        return self.number, self.tries

    @classmethod
    def new(cls, row: Row[Any], event: Event) -> "Question":
        """Read the row of an event that has just come in, and is tried for the first time."""
        arrived_at = datetime.fromtimestamp(row.arrived_at, UTC)
        return cls(row.number, event, arrived_at, tries=1, crashes=0, posting_at=None)

    @classmethod
    def of(cls, row: Row[Any]) -> "Question":
        """Read a row of the table of questions."""
        return cls(
            number=row.number,
            event=Event(**json.loads(row.payload)),
            arrived_at=datetime.fromtimestamp(row.arrived_at, UTC),
            tries=row.tries,
            crashes=row.crashes,
            posting_at=None
            if row.posting_at is None
            else datetime.fromtimestamp(row.posting_at, UTC),
        )


def payload(event: Event) -> str:
    """Return what a row keeps of an event: ids and times, never the text of a message."""
    # Empty values are left out: an older version of the bot may not know their names.
    return json.dumps({name: value for name in _NAMES if (value := getattr(event, name))})
