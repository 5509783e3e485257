from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.inbox.database import engine_for
from bot.inbox.ledger import Ledger
from bot.inbox.store import Inbox


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
    opened: list[Ledger] = field(default_factory=list)

    def of(self, owner: str) -> Inbox:
        ledger = Ledger(engine_for(self.url, 4), self.clock)
        self.opened.append(ledger)
        return Inbox(ledger, owner)


@pytest.fixture
def inboxes(tmp_path: Path) -> Iterator[Inboxes]:
    found = Inboxes(f"sqlite:///{tmp_path / 'inbox.db'}")
    yield found
    for ledger in found.opened:
        ledger.close()
