"""What becomes of an event at the door."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.database.retry import insist
from bot.errors import UnavailableError
from bot.events.intake import Intake, is_stale
from bot.webex.model.event import Event
from bot.webex.model.profile import Profile

_ME = "Y2lzY29zcGFyazovL3VzL1BFT1BMRS9mNWIzNjE4Ny1jOGRkLTQ3MjctOGIyZi1mOWM0NDdmMjkwNDY"
_MY_EMAIL = "roomdesk@webex.bot"
_BOT = Profile(_ME, _MY_EMAIL, None, None)
_MY_UUID = "F5B36187-C8DD-4727-8B2F-F9C447F29046"


@dataclass
class _Book:
    """Where events are written down; it is away for the next `away` times."""

    away: int = 0
    me: Profile | None = _BOT
    asked: int = 0
    now: float = 0.0
    written: list[Event] = field(default_factory=list)

    def accept(self, event: Event) -> bool:
        self.asked += 1
        if self.away:
            self.away -= 1
            raise UnavailableError("in restart")
        is_new = event not in self.written
        self.written += [event] if is_new else []
        return is_new

    def receive(self, event: Event) -> str:
        return Intake(lambda: self.me, self.accept, insist=self.insist).receive(event)

    def insist(self, write: Callable[[], bool]) -> bool:
        return insist(write, 3, lambda: self.now, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def _event(
    person: str = "ana",
    resource: str = "messages",
    created: str | None = None,
    email: str | None = None,
) -> Event:
    return Event(resource, "created", "id", "room", person, email, created=created)


def test_a_question_is_written_down() -> None:
    book = _Book()
    assert book.receive(_event()) == "accepted"
    assert book.written == [_event()]


def test_a_duplicate_is_not_accepted() -> None:
    book = _Book()
    book.receive(_event())
    assert book.receive(_event()) == "known already"
    assert book.written == [_event()]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        pytest.param(_event(_ME), "my own", id="my message"),
        pytest.param(_event(_MY_UUID), "my own", id="my message, my id in another form"),
        pytest.param(_event("old", email="RoomDesk@Webex.bot"), "my own", id="my address alone"),
        pytest.param(_event(_ME, email="ana@example.com"), "my own", id="my id alone"),
        pytest.param(_event(_ME, "attachmentActions"), "my own", id="my press"),
        pytest.param(_event("ana", "memberships"), "not for me", id="somebody's arrival"),
        pytest.param(_event(_ME, "memberships"), "accepted", id="my arrival"),
        pytest.param(
            _event("old", "memberships", email=_MY_EMAIL), "accepted", id="my arrival, by address"
        ),
        pytest.param(_event(_MY_UUID, "memberships"), "accepted", id="my arrival, another form"),
    ],
)
def test_who_it_is_about_decides(event: Event, said: str) -> None:
    book = _Book()
    assert book.receive(event) == said
    assert book.written == ([event] if said == "accepted" else [])


@pytest.mark.parametrize("resource", ["messages", "attachmentActions", "memberships"])
def test_who_does_not_know_itself_yet_takes_everything(resource: str) -> None:
    book = _Book(me=None)
    assert book.receive(_event(_ME, resource)) == "accepted"
    assert book.receive(_event("ana", resource)) == "accepted"


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        pytest.param(timedelta(hours=71), "accepted", id="71 hours"),
        pytest.param(timedelta(hours=73), "too old", id="73 hours"),
        pytest.param(timedelta(hours=-1), "accepted", id="a clock that is ahead"),
    ],
)
def test_a_replay_of_what_may_be_forgotten_is_dropped(ago: timedelta, said: str) -> None:
    created = (datetime.now(UTC) - ago).isoformat()
    assert _Book().receive(_event(created=created)) == said


@pytest.mark.parametrize(
    ("created", "is_so"),
    [
        pytest.param("2026-03-01T12:00:00.000Z", False, id="72 hours"),
        pytest.param("2026-03-01T11:59:59.999Z", True, id="a little more"),
        pytest.param("2026-03-01T13:59:59.999+02:00", True, id="in another zone"),
        pytest.param("2026-03-01T11:59:59", True, id="without a zone"),
        pytest.param("yesterday", False, id="no time"),
        pytest.param(None, False, id="nothing"),
    ],
)
def test_what_is_older_than_72_hours_is_stale(created: str | None, is_so: bool) -> None:
    assert is_stale(_event(created=created), datetime(2026, 3, 4, 12, tzinfo=UTC)) is is_so


def test_a_database_that_comes_back_loses_nothing() -> None:
    book = _Book(away=2)
    assert book.receive(_event()) == "accepted"
    assert (book.asked, book.written) == (3, [_event()])


def test_a_database_that_stays_away_is_said_to_webex_after_some_seconds() -> None:
    book = _Book(away=10_000)
    with pytest.raises(UnavailableError):
        book.receive(_event())
    assert book.asked > 2
    assert 3 <= book.now < 4
    assert book.written == []
