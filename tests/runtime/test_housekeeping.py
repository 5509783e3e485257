"""What one process does for all: heal webhooks, catch up, forget."""

import contextlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import requests

from bot.errors import WebexError
from bot.inbox.alive import Alive
from bot.inbox.upkeep import KEPT_S
from bot.runtime.housekeeping import Housekeeping
from bot.sandbox import Fault, Message, Sandbox, demo_world, running
from bot.sandbox.record import Webhook
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.clock import WebexClock
from bot.webex.webhooks import Webhooks
from tests.by_hand import Bot, Clock, bearer_at

# Nobody listens there.
_URL = "http://127.0.0.1:1"


class Process:
    """A process of the bot, and its housekeeping that looks when it is told to."""

    def __init__(self, webex: Sandbox, folder: Path, clock: Clock) -> None:
        self.alive = Alive(str(folder))
        self.alive.begin()
        self.bot = Bot(webex, folder, owner=self.alive.name, clock=clock)
        hooks = Webhooks(bearer_at(webex), _URL, Secret(name.WEBHOOK_SECRET))
        catch_up = self.bot.catch_up
        self.housekeeping = Housekeeping(self.bot.upkeep, self.alive, hooks, catch_up)

    def look(self) -> None:
        self.housekeeping.look()

    def end(self) -> None:
        self.alive.end()
        self.bot.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    """A pretend Webex that delivers nothing, with the bot's webhooks registered."""
    with running(demo_world()) as sandbox:
        sandbox.courier.copies = 0
        assert len([*Webhooks(bearer_at(sandbox), _URL, Secret("the secret")).sync()]) == 3
        yield sandbox


@pytest.fixture
def processes(webex: Sandbox, tmp_path: Path, clock: Clock) -> Iterator[list[Process]]:
    """Two processes on one database; the first has the duty, and has seen that all is well."""
    found = [Process(webex, tmp_path, clock) for _ in range(2)]
    found[0].look()
    yield found
    for process in found:
        with contextlib.suppress(ValueError):
            process.end()


@pytest.fixture
def process(processes: list[Process]) -> Process:
    return processes[0]


def _hooks(webex: Sandbox) -> list[Webhook]:
    return [*webex.world.webhooks.values()]


def _disable(webex: Sandbox) -> None:
    for hook in _hooks(webex):
        hook.status = "inactive"


def _states(webex: Sandbox) -> set[str]:
    return {hook.status for hook in _hooks(webex)}


def _is_answered(bot: Bot, asked: Message) -> bool:
    bot.answer_all()
    return len(bot.webex.replies(asked.id)) == 1


# Webhooks.


def test_a_disabled_webhook_is_switched_on_again_after_five_minutes(
    process: Process, webex: Sandbox, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    _disable(webex)
    for seconds in (0, 30, 269):
        clock.now += seconds
        process.look()
        assert _states(webex) == {"inactive"}
    clock.now += 1
    process.look()
    assert _states(webex) == {"active"}
    assert "Webex has disabled 3 of our webhooks, since" in caplog.text
    assert caplog.messages.count("switched the webhook for messages on again") == 1


def test_a_webhook_that_is_switched_on_again_is_otherwise_as_it_was(
    process: Process, webex: Sandbox, clock: Clock
) -> None:
    before = [(hook.id, hook.name, hook.target_url, hook.secret) for hook in _hooks(webex)]
    _disable(webex)
    process.look()
    clock.now += 300
    process.look()
    assert _states(webex) == {"active"}
    after = [(hook.id, hook.name, hook.target_url, hook.secret) for hook in _hooks(webex)]
    assert after == before
    assert {secret for *_, secret in after} == {"the secret"}


def test_a_webhook_that_is_disabled_anew_waits_five_minutes_anew(
    process: Process, webex: Sandbox, clock: Clock
) -> None:
    for _ in range(2):
        _disable(webex)
        process.look()
        clock.now += 299
        process.look()
        assert _states(webex) == {"inactive"}
        clock.now += 1
        process.look()
        assert _states(webex) == {"active"}
        clock.now += 30
        process.look()


def test_a_stranger_s_webhook_stays_disabled(
    process: Process, webex: Sandbox, clock: Clock
) -> None:
    _disable(webex)
    (stranger, *ours) = _hooks(webex)
    stranger.target_url = "http://127.0.0.1:1/another/webhook"
    process.look()
    clock.now += 300
    process.look()
    assert [stranger.status, *(hook.status for hook in ours)] == ["inactive", "active", "active"]


def test_while_a_webhook_is_disabled_questions_are_looked_for(
    process: Process, webex: Sandbox, clock: Clock
) -> None:
    _disable(webex)
    for seconds in (0, 30, 300):
        clock.now += seconds
        asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
        process.look()
        assert _is_answered(process.bot, asked)


# Catching up.


def test_an_empty_database_looks_back_at_nothing(
    webex: Sandbox, tmp_path: Path, clock: Clock
) -> None:
    asked = webex.say(name.JOHN_EMAIL, None, "help")
    process = Process(webex, tmp_path, clock)
    process.look()
    assert process.bot.answer_all() == 0
    assert webex.replies(asked.id) == []
    process.end()


def test_a_process_that_starts_again_answers_what_was_asked_meanwhile(
    processes: list[Process], webex: Sandbox, tmp_path: Path, clock: Clock
) -> None:
    for process in processes:
        process.end()
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    clock.now += 120
    again = Process(webex, tmp_path, clock)
    again.look()
    assert _is_answered(again.bot, asked)
    again.end()


def test_while_webex_delivers_nothing_is_looked_for(process: Process, webex: Sandbox) -> None:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    process.look()
    assert process.bot.answer_all() == 0
    assert webex.replies(asked.id) == []


def test_what_was_refused_at_the_door_is_looked_for(process: Process, webex: Sandbox) -> None:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    process.housekeeping.missed_something()
    process.look()
    assert _is_answered(process.bot, asked)


def test_what_another_process_refused_at_the_door_is_looked_for(
    processes: list[Process], webex: Sandbox, clock: Clock
) -> None:
    holder, other = processes
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    other.housekeeping.missed_something()
    for _ in range(4):  # what is marked as seen moves on
        clock.now += 30
        holder.look()
    other.look()
    holder.look()
    assert _is_answered(holder.bot, asked)


def test_where_webex_is_away_the_next_look_catches_up(process: Process, webex: Sandbox) -> None:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    process.housekeeping.missed_something()
    away = webex.faults.add(Fault(status=503))
    with pytest.raises(WebexError):
        process.look()
    webex.faults.remove(away)
    process.look()
    assert _is_answered(process.bot, asked)


@pytest.mark.parametrize("ahead_s", [-90, 0, 90], ids=["behind", "alike", "ahead"])
def test_what_was_missed_is_found_whatever_this_machine_s_clock_says(
    processes: list[Process], webex: Sandbox, ahead_s: int
) -> None:
    bot, alive, clock = processes[0].bot, processes[0].alive, WebexClock()
    response = requests.Response()
    there = datetime.now(UTC) - timedelta(seconds=ahead_s)
    response.headers["Date"] = format_datetime(there, usegmt=True)
    clock.note(response)
    for asked in range(3):  # each time as if it had just started
        Housekeeping(bot.upkeep, alive, None, bot.catch_up, clock=clock).look()
        assert bot.answer_all() == min(asked, 1)
        said = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
        at = said.created - timedelta(seconds=ahead_s)
        object.__setattr__(webex.world.messages[said.id], "created", at)
        webex.world.room(name.UNICORN).last_activity = at


def test_a_space_that_shows_nothing_is_missed_until_it_does(
    process: Process, webex: Sandbox
) -> None:
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    bad = webex.faults.add(Fault(method="GET", path="/messages", status=500))
    process.housekeeping.missed_something()
    before = process.bot.upkeep.marked("seen")
    process.look()
    assert process.bot.upkeep.marked("seen") == before
    webex.faults.remove(bad)
    process.look()
    assert process.bot.upkeep.marked("seen") != before
    assert _is_answered(process.bot, asked)


def test_what_is_old_is_forgotten(process: Process, clock: Clock) -> None:
    process.bot.ask("help")
    assert process.bot.answer_all() == 1
    process.look()
    assert process.bot.letters.counts() == {"answered": 1}
    clock.now += KEPT_S + 60
    process.look()
    assert process.bot.letters.counts() == {}


# One for all.


def looked(webex: Sandbox) -> int:
    return sum((call.method, call.path) == ("GET", "/v1/webhooks") for call in webex.calls())


def test_only_one_of_two_processes_looks(
    processes: list[Process], webex: Sandbox, clock: Clock
) -> None:
    before = looked(webex)
    for _ in range(5):
        clock.now += 30
        for process in processes:
            process.look()
    assert looked(webex) == before + 5


def test_chores_are_done_by_the_one_on_duty(processes: list[Process]) -> None:
    done: list[int] = []
    for number, process in enumerate(processes):
        chores = [lambda number=number: done.append(number)]
        upkeep = process.bot.upkeep
        Housekeeping(upkeep, process.alive, None, None, chores=chores).look()
    assert done == [0]


def test_the_duty_passes_on_when_its_holder_falls_silent(
    processes: list[Process], webex: Sandbox, clock: Clock
) -> None:
    _, other = processes
    before = looked(webex)
    clock.now += 60
    other.look()
    assert looked(webex) == before
    clock.now += 31
    other.look()
    assert looked(webex) == before + 1


def test_the_thread_goes_on_after_a_failure(processes: list[Process], webex: Sandbox) -> None:
    bot, alive = processes[0].bot, processes[0].alive
    hooks = Webhooks(bearer_at(webex), _URL, Secret("the secret"))
    fault = webex.faults.add(Fault(path="/webhooks", status=503, times=2))
    housekeeping = Housekeeping(bot.upkeep, alive, hooks, bot.catch_up, every_s=0.01)
    housekeeping.start()
    # A question at the end tells that it went on: it is found by a look that succeeds.
    housekeeping.missed_something()
    asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    waited = threading.Event()
    while not bot.letters.counts():
        waited.wait(0.01)
    housekeeping.stop()
    assert webex.faults.hits(fault) == 2
    assert _is_answered(bot, asked)


def test_where_events_come_by_the_socket_only_who_listens_knows_what_was_missed(
    process: Process,
) -> None:
    process.bot.upkeep.unmark("seen")
    Housekeeping(process.bot.upkeep, process.alive, None, None, is_deaf=True).look()
    assert process.bot.upkeep.marked("seen") is None
