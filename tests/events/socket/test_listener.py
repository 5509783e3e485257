"""One connection, in one process, whatever becomes of it: each step by hand."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.errors import UnavailableError
from bot.events.socket.duty import Duty
from bot.events.socket.ending import Ending
from bot.events.socket.listener import Around, Listener
from bot.events.socket.news import Ended, Leaving, News, Opened
from bot.events.socket.waits import Waits
from bot.inbox.alive import Alive
from bot.inbox.store import LEASE_S
from tests.inboxes import Inboxes


@dataclass(eq=False)
class FakeLine:
    """A connection that does nothing by itself."""

    number: int
    done: list[str]
    heard_until: float | None = None
    latest_event: float | None = None

    def start(self) -> None:
        self.done.append(f"dial {self.number}")

    def close(self) -> None:
        self.done.append(f"close {self.number}")

    def beat(self, now: float) -> None:
        """Be alive."""


@dataclass
class Host:
    """A process that listens; hosts with one `base` are one deployment."""

    base: Inboxes
    owner: str = "one"
    now: float = 0.0
    lines: list[FakeLine] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    is_away: bool = False

    def __post_init__(self) -> None:
        alive = Alive(self.base.url)
        alive.name = self.owner
        duty = Duty(self.base.upkeep(self.owner), alive)
        taken = duty.take

        def take() -> bool:
            if self.is_away:
                raise UnavailableError("away")
            return taken()

        def did(what: str) -> Callable[[], None]:
            return lambda: self.done.append(what)

        duty.take = take  # type: ignore[method-assign]
        around = Around(
            duty,
            self.connect,
            did("forget"),
            did("look back"),
            self.note,
            did("opened"),
            did("deaf"),
        )
        self.listener = Listener(around, Waits(lambda: 0.0), lambda: self.now)

    def connect(self, _tell: Callable[[News], None]) -> FakeLine:
        self.lines.append(FakeLine(len(self.lines), self.done))
        return self.lines[-1]

    def note(self, line: object) -> None:
        """Write nothing down."""

    def after(self, seconds: float) -> list[str]:
        """Return what is done when so much time has passed, second by second."""
        self.done.clear()
        pass_time(seconds, self)
        return [*self.done]

    def open(self) -> "Host":
        self.listener.tick()
        self.hear(Opened(self.lines[-1]))
        return self

    def hear(self, news: News) -> list[str]:
        self.done.clear()
        self.listener.hear(news)
        return [*self.done]

    def end(self, ending: Ending, retry_after_s: float = 0.0, which: int = -1) -> list[str]:
        return self.hear(Ended(self.lines[which], ending, "because", retry_after_s))


def pass_time(seconds: float, *hosts: Host) -> None:
    """Let time pass second by second for hosts of one deployment."""
    for _ in range(int(seconds)):
        hosts[0].base.forward(1)
        for host in hosts:
            host.now += 1
            host.listener.tick()


@pytest.fixture(name="base")
def database(tmp_path: Path) -> Iterator[Inboxes]:
    found = Inboxes(f"sqlite:///{tmp_path / 'bot.db'}")
    yield found
    found.close()


@pytest.fixture
def host(base: Inboxes) -> Host:
    return Host(base)


def test_what_was_missed_is_looked_for_after_every_connect(host: Host) -> None:
    host.listener.tick()
    assert host.done == ["dial 0"]
    assert host.hear(Opened(host.lines[0])) == ["look back", "opened"]


def test_a_lost_connection_is_opened_again_after_waits_that_grow(host: Host) -> None:
    host.open()
    waited = []
    for _ in range(7):
        host.end(Ending.LOST)
        before = host.now
        while not host.after(1):
            pass
        waited.append(host.now - before)
    assert waited == [1, 2, 4, 8, 16, 32, 32]


def test_waits_start_over_only_after_a_minute_of_quiet(host: Host) -> None:
    host.open()
    host.end(Ending.LOST)
    assert host.after(1) == ["dial 1"]
    host.open()
    host.after(10)
    host.end(Ending.LOST)
    assert host.after(1) == []
    assert host.after(1) == ["dial 2"]
    host.open()
    host.after(60)
    host.end(Ending.LOST)
    assert host.after(1) == ["dial 3"]


def test_a_stale_device_is_registered_anew_at_once_and_only_once(host: Host) -> None:
    host.listener.tick()
    assert host.end(Ending.STALE) == ["forget"]
    host.listener.tick()
    assert len(host.lines) == 2
    host.end(Ending.STALE)
    host.listener.tick()
    assert len(host.lines) == 2
    assert host.after(1) == ["dial 2"]


def test_at_429_it_waits_as_long_as_webex_asks(host: Host) -> None:
    host.listener.tick()
    host.end(Ending.LOST, retry_after_s=50)
    assert host.after(49) == []
    assert host.after(1) == ["dial 1"]


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (Ending.FOR_GOOD, "WEBEX_EVENTS=webhook"),
        (Ending.CROWDED, "too many devices"),
    ],
)
def test_what_somebody_has_to_mend_is_told_once_and_tried_once_a_minute(
    host: Host, ending: Ending, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    host.listener.tick()
    assert host.end(ending) == ["deaf"]
    dials = []
    for _ in range(10):
        dials += host.after(60)
        host.end(ending)
    assert len(dials) == 10
    (error,) = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    assert told in error


def test_a_socket_that_refuses_the_token_has_calls_say_so_first(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    host.open()
    assert host.end(Ending.REFUSED) == ["forget", "deaf"]
    host.listener.tick()
    assert (len(host.lines), caplog.messages[1:]) == (2, [])
    host.end(Ending.REFUSED)  # and calls do take it
    assert host.after(59) == []
    assert host.after(1) == ["dial 2"]
    (error,) = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    assert "set WEBEX_BOT_TOKEN and restart" in error


def test_a_token_that_calls_refuse_too_is_told_of_by_them_alone(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    host.listener.tick()
    assert host.end(Ending.UNAUTHORIZED) == ["deaf"]
    assert host.after(59) == []
    assert host.after(1) == ["dial 1"]
    assert not [one for one in caplog.records if one.levelno == logging.ERROR]


def test_a_token_that_is_refused_after_each_opening_makes_no_storm(host: Host) -> None:
    host.open()
    host.end(Ending.REFUSED)
    host.open()
    host.end(Ending.REFUSED)
    assert host.after(59) == []
    assert host.after(1) == ["dial 2"]


def test_what_cannot_be_opened_several_times_is_told_once(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    host.listener.tick()
    for _ in range(10):
        host.end(Ending.LOST)
        host.after(32)
    (warning,) = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
    assert warning == "the bot hears nothing (because). See: roomdesk check"


def test_nobody_can_ask_it_to_wait_for_a_day(host: Host) -> None:
    host.listener.tick()
    host.end(Ending.LOST, retry_after_s=86_400)
    assert host.after(300) == ["dial 1"]


def test_who_was_replaced_by_another_process_of_the_deployment_stands_down(
    base: Inboxes, host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    host.open()
    host.is_away = True  # so that its lease runs out
    host.now += 20
    base.forward(20)
    other = Host(base, "two").open()
    host.is_away = False
    host.end(Ending.REPLACED)
    host.done.clear()
    pass_time(100, host, other)
    assert (host.done, len(other.lines)) == ([], 1)
    assert not [one for one in caplog.records if one.levelno == logging.ERROR]


def test_who_was_replaced_by_a_stranger_tells_and_does_not_fight(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    host.open()
    host.end(Ending.REPLACED)
    assert host.after(31) == []
    assert host.after(1) == ["dial 1"]
    (error,) = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    assert "another program listens" in error


def test_at_a_shutdown_the_new_connection_opens_before_the_old_one_closes(host: Host) -> None:
    host.open()
    host.hear(Leaving(host.lines[0]))
    host.listener.tick()
    assert host.done == ["dial 1"]
    assert host.hear(Opened(host.lines[1])) == ["look back", "close 0", "opened"]
    assert host.end(Ending.LOST, which=0) == []
    assert host.after(40) == []


def test_if_the_old_one_ends_first_nothing_is_dialled_twice(host: Host) -> None:
    host.open()
    host.hear(Leaving(host.lines[0]))
    host.end(Ending.LOST, which=0)
    assert host.after(40) == ["dial 1"]


def test_if_the_next_one_fails_the_old_one_goes_on_meanwhile(host: Host) -> None:
    host.open()
    host.hear(Leaving(host.lines[0]))
    host.listener.tick()
    assert host.end(Ending.LOST) == []
    assert host.after(1) == ["dial 2"]


def test_one_process_listens_and_another_takes_over_within_one_lease(base: Inboxes) -> None:
    one, two = Host(base, "one").open(), Host(base, "two")
    pass_time(60, one, two)
    assert (len(one.lines), len(two.lines)) == (1, 0)
    assert two.after(LEASE_S) == ["dial 0"]  # the other one is gone


def test_who_stood_still_for_longer_than_its_lease_hangs_up(base: Inboxes) -> None:
    one, two = Host(base, "one").open(), Host(base, "two")
    two.after(LEASE_S)
    one.now += LEASE_S
    one.done.clear()
    one.listener.tick()
    assert one.done == ["close 0"]


def test_without_the_database_the_connection_is_kept(host: Host) -> None:
    host.open()
    host.is_away = True
    for _ in range(3):
        host.now += 4
        with pytest.raises(UnavailableError):
            host.listener.tick()
        host.listener.tick()
    assert "close 0" not in host.done


def test_an_end_leaves_the_duty_to_others_at_once(base: Inboxes, host: Host) -> None:
    host.open()
    host.listener.start()
    host.listener.stop()
    assert host.done[-1] == "close 0"
    assert Host(base, "two").after(1) == ["dial 0"]
