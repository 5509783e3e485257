from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine, insert, text

from bot.database.engine import engine_for
from bot.database.schema.tables import questions
from bot.database.transactions import Database
from bot.inbox.question import payload
from bot.inbox.store import Inbox
from bot.inbox.upkeep import Upkeep
from bot.webex.model.event import Event

_TIMES = {
    "questions": ("arrived_at", "due_at", "posting_at", "ended_at"),
    "duties": ("until",),
    "tallies": ("until",),
    "presses": ("at",),
    "confirmations": ("until", "taken_until"),
}


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Inboxes:
    """Inboxes of several processes on one database."""

    url: str
    clock: Clock = field(default_factory=Clock)
    opened: list[Database] = field(default_factory=list)

    def database(self, engine: Engine | None = None) -> Database:
        database = Database(engine or engine_for(self.url, 4), self.clock)
        self.opened.append(database)
        return database

    def of(self, owner: str) -> Inbox:
        return Inbox(self.database(), owner)

    def upkeep(self, owner: str) -> Upkeep:
        return Upkeep(self.database(), owner)

    def forward(self, seconds: float) -> None:
        """Let time pass: move the clock, or what is written down where the server has its own."""
        if self.url.startswith("sqlite"):
            self.clock.now += seconds
            return
        with self.database().begin() as connection:
            for table, times in _TIMES.items():
                moved = ", ".join(f'"{time}" = "{time}" - :by' for time in times)
                connection.execute(text(f"UPDATE {table} SET {moved}"), {"by": seconds})  # noqa: S608

    def close_long_ago(self, count: int, seconds: float, room: str = "room") -> None:
        """Write down answered questions, the last answer `seconds` ago and each one before it."""
        database, engine = self.database(), engine_for(self.url, 1)
        database.check()  # from here on there are tables
        rows = [
            {
                "resource": "messages",
                "event": "created",
                "subject_id": f"answered {seconds} s ago: {number}",
                "room_id": f"{room}{number % 200}",
                "person_id": f"person{number % 500}",
                "payload": payload(Event("messages", "created", f"{number}", room, "person")),
                "turn": number % 50,
                "tries": 1,
                "crashes": 0,
                "outcome": "answered",
            }
            for number in range(count)
        ]
        ended = database.now() - seconds
        with engine.begin() as connection:  # which takes as long as it takes
            connection.execute(
                insert(questions).values(arrived_at=ended, due_at=ended, ended_at=ended), rows
            )
        engine.dispose()

    def kept(self) -> int:
        """Return how many questions are written down, open and closed."""
        with self.database().begin() as connection:
            return int(connection.scalar(text("SELECT count(*) FROM questions")) or 0)

    def close(self) -> None:
        for database in self.opened:
            database.close()


@pytest.fixture
def sqlite_inboxes(sqlite_url: str) -> Iterator[Inboxes]:
    """Inboxes that go by a clock of the test's."""
    with closing(Inboxes(sqlite_url)) as found:
        yield found


@pytest.fixture
def postgresql_inboxes(postgresql_url: str) -> Iterator[Inboxes]:
    """Inboxes that go by the server's clock."""
    with closing(Inboxes(postgresql_url)) as found:
        yield found


@pytest.fixture
def inboxes(database_url: str) -> Iterator[Inboxes]:
    with closing(Inboxes(database_url)) as found:
        yield found
