"""Whether a process can work: told part by part, and without a call to Webex."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.errors import UnavailableError
from bot.events.socket.hearing import HearingMarks
from bot.inbox.alive import Alive
from bot.inbox.letters import Letters
from bot.inbox.upkeep import Upkeep
from bot.runtime.housekeeping import DELIVERING, Housekeeping
from bot.runtime.readiness import GOOD_FOR_S, Readiness, is_ready
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.telemetry.metrics.state import Hearing
from bot.tokens.token_health import TokenHealth, TokenState
from bot.webex.webhooks import Webhooks
from tests.by_hand import Clock, bearer_at

_SEEN = {"bot token": True, "signatures": True}


class Process:
    """A process whose parts are as they are set."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.database = Database(engine_for(f"sqlite:///{folder / 'bot.db'}", 2), self.clock)
        self.upkeep = Upkeep(self.database, "one")
        self.is_away, self.is_working, self.access = False, True, "ok"
        self.has_token = self.has_secret = True

    def check(self) -> None:
        if self.is_away:
            raise UnavailableError("away")

    def readiness(self, *, has_webhooks: bool = True) -> Readiness:
        return Readiness(
            self.check,
            lambda: self.is_working,
            lambda: TokenHealth(TokenState(self.access)),
            Letters(self.database).queue,
            self.upkeep,
            has_webhooks,
            lambda: self.has_token,
            lambda: self.has_secret,
        )

    def listening(self) -> Readiness:
        """Return it for a process of a bot that has no webhooks."""
        marks = HearingMarks(self.upkeep)
        return replace(self.readiness(has_webhooks=False), signatures=None, hearing=marks.look)

    def parts(self, *, has_webhooks: bool = True) -> dict[str, bool]:
        return self.readiness(has_webhooks=has_webhooks).parts()


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    found = Process(tmp_path)
    yield found
    found.database.close()


def test_all_is_well(process: Process) -> None:
    process.upkeep.mark(DELIVERING, process.clock())
    assert process.parts() == {
        "database": True,
        "workers": True,
        **_SEEN,
        "organisation token": True,
        "webhooks": True,
    }


def test_what_is_switched_off_is_not_named(process: Process) -> None:
    process.access = "off"
    assert process.parts(has_webhooks=False) == {"database": True, "workers": True, **_SEEN}


def test_what_cannot_be_told_without_the_database_is_not_named(process: Process) -> None:
    process.is_away = True
    assert process.parts() == {"database": False, "workers": True, **_SEEN}
    process.is_working = process.has_token = process.has_secret = False
    assert process.parts() == dict.fromkeys(["database", "workers", *_SEEN], False)


def test_the_figures_tell_the_same(process: Process) -> None:
    process.upkeep.mark(DELIVERING, process.clock())
    process.access, process.has_token = "lost", False
    found = process.readiness().state()
    assert (found.token_works, found.delivers) == (False, True)
    assert (found.bot_token_works, found.signatures_fit) == (False, True)
    assert found.queue.waiting == 0
    process.access = "off"
    found = process.readiness(has_webhooks=False).state()
    assert (found.token_works, found.delivers) == (None, None)
    process.is_away = True  # or takes nothing, which shows in no figure that is read
    with pytest.raises(UnavailableError):
        process.readiness().state()


def test_that_webex_delivers_is_believed_for_five_minutes(process: Process) -> None:
    assert not process.parts()["webhooks"]
    process.upkeep.mark(DELIVERING, process.clock())
    process.clock.now += GOOD_FOR_S - 1
    assert process.parts()["webhooks"]
    process.clock.now += 1
    assert not process.parts()["webhooks"]


@pytest.mark.parametrize(
    ("failing", "is_up"),
    [
        ("database", False),
        ("workers", False),
        ("bot token", True),
        ("signatures", True),
        ("organisation token", True),
        ("webhooks", True),
    ],
)
def test_only_what_this_process_needs_makes_it_unready(failing: str, is_up: bool) -> None:
    names = ("database", "workers", *_SEEN, "organisation token", "webhooks")
    parts = dict.fromkeys(names, True)
    assert is_ready(parts)
    assert is_ready(parts | {failing: False}) is is_up


# What the housekeeping of one process sees reaches all of them.


def test_every_process_knows_what_one_has_seen(
    process: Process, webex: Sandbox, tmp_path: Path
) -> None:
    hooks = Webhooks(bearer_at(webex), "http://127.0.0.1:1", Secret(name.WEBHOOK_SECRET))
    other = Upkeep(process.database, "another process")
    housekeeping = Housekeeping(other, Alive(str(tmp_path)), hooks, None)

    def seen() -> bool:
        housekeeping.look()
        return process.parts()["webhooks"]

    assert not seen()  # there are none yet
    assert len([*hooks.sync()]) == 3
    assert seen()
    before = len(webex.calls())
    assert process.parts()["webhooks"]
    assert len(webex.calls()) == before
    one = next(iter(webex.world.webhooks.values()))
    one.status = "inactive"
    assert not seen()
    one.status = "active"
    assert seen()
    one.secret = "another one"
    assert not seen()
    one.secret = name.WEBHOOK_SECRET
    assert seen()
    webex.faults.add(Fault(path="/webhooks", status=503, times=1))
    with pytest.raises(Exception, match="503"):
        housekeeping.look()
    assert process.parts()["webhooks"]  # nobody has seen anything else


def test_without_a_socket_that_is_listened_to_it_is_not_ready(process: Process) -> None:
    marks = HearingMarks(process.upkeep)
    assert process.listening().parts() == {
        "database": True,
        "workers": True,
        "bot token": True,
        "organisation token": True,
        "event socket": False,
    }
    assert not is_ready(process.listening().parts())
    marks.alive(None, 0)
    assert is_ready(process.listening().parts())
    process.clock.now += 61
    assert not is_ready(process.listening().parts())
    marks.alive(None, 0)
    marks.deaf()
    assert not is_ready(process.listening().parts())


def test_how_the_socket_is_belongs_to_the_state(process: Process) -> None:
    marks, now = HearingMarks(process.upkeep), process.clock.now
    for _ in range(3):
        marks.opened()
    marks.alive(5.0, 2)
    marks.alive(None, 1)
    state = process.listening().state()
    at = datetime.fromtimestamp(now, UTC)
    assert state.hearing == Hearing(
        is_alive=True, since=at, latest_event=at - timedelta(seconds=5), reconnects=2, gaps=3
    )
    assert state.signatures_fit is None
