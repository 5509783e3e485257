"""Who is dead: certain for a process of this machine whose lock is free, and for nobody else."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.inbox.alive import Alive
from bot.inbox.question import Question
from bot.inbox.workers import Workers
from bot.webex.model.event import Event
from tests.inboxes import Inboxes
from tests.live.living import killed, living


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/inbox.db"


@pytest.fixture
def alive(database: str) -> Iterator[Alive]:
    """This process, which shows that it lives."""
    found = Alive(database)
    found.begin()
    yield found
    found.end()


def test_a_process_that_lives_is_not_dead(alive: Alive, database: str) -> None:
    with living(database) as (name, _):
        assert not alive.is_dead(name)


def test_a_process_that_was_killed_is_dead(alive: Alive, database: str) -> None:
    assert alive.is_dead(killed(database))


def test_a_process_that_ended_by_itself_leaves_no_lock(alive: Alive, database: str) -> None:
    ended = Alive(database)
    ended.begin()
    ended.end()
    assert not alive.is_dead(ended.name)


def test_one_is_not_dead_oneself(alive: Alive) -> None:
    assert not alive.is_dead(alive.name)


def test_a_lock_that_is_missing_proves_nothing(alive: Alive, database: str) -> None:
    assert not alive.is_dead(Alive(database).name)


def test_a_process_of_another_host_is_never_dead(alive: Alive, database: str) -> None:
    _, _, started = killed(database).split("/")
    assert not alive.is_dead(f"elsewhere/1/{started}")


def test_a_process_of_another_database_is_never_dead(alive: Alive, database: str) -> None:
    assert not alive.is_dead(killed(f"{database}.other"))


def test_who_shows_no_sign_of_life_takes_nobody_for_dead(database: str) -> None:
    assert not Alive(database).is_dead(killed(database))


def test_only_free_locks_that_hold_nothing_are_swept(alive: Alive, database: str) -> None:
    holding, idle = killed(database), killed(database)
    with living(database) as (name, process):
        alive.sweep([holding])
        assert alive.is_dead(holding)
        assert not alive.is_dead(idle)
        process.kill()
        process.wait()
        assert alive.is_dead(name)
    alive.sweep([])
    assert not alive.is_dead(holding)


def test_what_a_killed_process_held_is_answered_by_another(
    database: str, sqlite_inboxes: Inboxes
) -> None:
    dead, inbox = sqlite_inboxes.of(killed(database)), sqlite_inboxes.of("one")
    inbox.accept(Event("messages", "created", "message", "room", "person"))
    dead.claim(1)
    answered: list[Question] = []
    done = threading.Event()

    def handle(question: Question) -> None:
        inbox.answered(question)
        answered.append(question)
        done.set()

    workers = Workers(inbox, Alive(database), handle, threads=1)
    workers.start()
    # The clock stands still, so that no lease ends.
    assert done.wait(10)
    workers.stop(10)
    assert [(question.tries, question.crashes) for question in answered] == [(2, 1)]
