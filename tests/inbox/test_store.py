from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.errors import UnavailableError
from bot.inbox.question import Question
from bot.inbox.store import LEASE_S, Inbox
from bot.webex.model.event import Event
from tests.inboxes import Inboxes


def _event(number: int, room: str = "room") -> Event:
    return Event("messages", "created", f"message{number}", room, "person", "ana@example.com")


def test_a_question_is_accepted_once(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    assert inbox.accept(_event(1))
    assert not inbox.accept(_event(1))
    assert [question.event for question in inbox.claim(10)] == [_event(1)]


def test_a_question_that_nobody_waits_before_is_taken_as_it_is_written_down(
    inboxes: Inboxes,
) -> None:
    one, other = inboxes.of("one"), inboxes.of("other")
    is_new, taken = one.take_in(_event(1), at_once=True)
    assert is_new
    assert taken
    assert (taken.event, taken.tries, taken.crashes, taken.posting_at) == (_event(1), 1, 0, None)
    assert one.claim(10) == other.claim(10) == []
    assert one.posting(taken)
    assert other.owners() == ["one"]


def test_a_question_is_not_taken_before_others_that_wait(inboxes: Inboxes) -> None:
    one, other = inboxes.of("one"), inboxes.of("other")
    one.accept(_event(1))
    assert other.take_in(_event(2), at_once=True) == (True, None)
    assert [question.event.id for question in other.claim(10)] == ["message1", "message2"]
    assert other.take_in(_event(3), at_once=True)[1]


def test_a_question_is_not_taken_while_another_waits_to_be_tried_again(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _, taken = inbox.take_in(_event(1), at_once=True)
    assert taken
    inbox.later(taken, 5, "away", unsaid=True)
    assert inbox.take_in(_event(2), at_once=True) == (True, None)


def test_a_question_that_was_known_is_not_taken(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    _, taken = inbox.take_in(_event(1), at_once=True)
    assert inbox.take_in(_event(1), at_once=True) == (False, None)
    assert taken
    inbox.answered(taken)
    assert inbox.take_in(_event(1), at_once=True) == (False, None)


def test_many_processes_accept_and_claim_each_question_once(inboxes: Inboxes) -> None:
    owners = [inboxes.of(f"owner {number}") for number in range(4)]
    with ThreadPoolExecutor(8) as pool:
        accepted = list(
            pool.map(lambda number: owners[number % 4].accept(_event(number // 4)), range(200))
        )
        claimed = [
            found
            for batch in pool.map(lambda n: owners[n % 4].claim(5), range(40))
            for found in batch
        ]
    assert sum(accepted) == 50
    assert sorted(question.number for question in claimed) == sorted(
        {question.number for question in claimed}
    )
    assert len(claimed) == 50


def test_many_processes_take_each_question_once(inboxes: Inboxes) -> None:
    owners = [inboxes.of(f"owner {number}") for number in range(4)]

    def take_in(number: int) -> bool:
        owner = owners[number % 4]
        is_new, taken = owner.take_in(_event(number // 4), at_once=True)
        for question in [taken] if taken else owner.claim(1):
            numbers.append(question.number)
            owner.answered(question)
        return is_new

    numbers: list[int] = []
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take_in, range(200))) == 50
    numbers += [question.number for question in owners[0].claim(50)]
    assert len(numbers) == len(set(numbers)) == 50


def test_an_answered_question_stays_known_and_closed(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    inbox.answered(inbox.claim(1)[0])
    inboxes.forward(10 * LEASE_S)
    assert inbox.claim(1) == []
    assert not inbox.accept(_event(1))


@pytest.mark.parametrize("at_once", [True, False], ids=["taken at once", "claimed"])
def test_a_dead_process_s_question_is_taken_over_when_its_lease_ends(
    inboxes: Inboxes, at_once: bool
) -> None:
    dead, alive = inboxes.of("dead"), inboxes.of("alive")
    _, taken = dead.take_in(_event(1), at_once=at_once)
    (lost,) = [taken] if taken else dead.claim(1)
    inboxes.forward(LEASE_S - 10)  # on PostgreSQL the server's own time passes besides
    assert alive.claim(1) == []
    inboxes.forward(10)
    (found,) = alive.claim(1)
    assert (found.number, found.event) == (lost.number, lost.event)
    assert (found.tries, found.crashes) == (2, 1)


def test_a_lease_is_prolonged_for_what_runs_now_only(inboxes: Inboxes) -> None:
    one, other = inboxes.of("one"), inboxes.of("other")
    for number in range(2):
        one.accept(_event(number))
    first, second = one.claim(2)
    inboxes.forward(LEASE_S - 1)
    one.renew([first.key])
    inboxes.forward(2)
    assert [question.number for question in other.claim(2)] == [second.number]


def test_who_lost_a_question_cannot_close_it(inboxes: Inboxes) -> None:
    late, owner = inboxes.of("late"), inboxes.of("owner")
    late.accept(_event(1))
    lost = late.claim(1)[0]
    inboxes.forward(LEASE_S + 1)
    owner.claim(1)
    _check_powerless(late, lost)
    inboxes.forward(LEASE_S + 1)
    assert [question.tries for question in inboxes.of("third").claim_suspect()] == [3]


def test_an_earlier_try_of_the_same_process_is_as_powerless(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    (lost,) = inbox.claim(1)
    inboxes.forward(LEASE_S + 1)
    inbox.reclaim([])
    (now,) = inbox.claim(1)
    assert now.tries == 2
    _check_powerless(inbox, lost)
    assert inbox.posting(now)
    inbox.answered(now)
    inboxes.forward(LEASE_S + 1)
    assert inboxes.of("other").claim(1) == []


def _check_powerless(inbox: Inbox, lost: Question) -> None:
    """Check that none of what a try may write does anything any more."""
    assert not inbox.posting(lost)
    inbox.answered(lost)
    inbox.give_up(lost, "too old")
    inbox.later(lost, 0, "503", unsaid=True)
    inbox.release([lost.key])
    inbox.renew([lost.key])
    inbox.due([lost.key])
    assert inbox.claim(1) == []


def test_nobody_takes_over_what_is_just_being_posted(inboxes: Inboxes) -> None:
    slow, other = inboxes.of("slow"), inboxes.of("other")
    slow.accept(_event(1))
    (question,) = slow.claim(1)
    inboxes.forward(LEASE_S + 1)
    assert slow.posting(question)
    inboxes.forward(LEASE_S - 1)
    assert other.claim(1) == []
    inboxes.forward(2)
    assert [one.tries for one in other.claim(1)] == [2]


@pytest.mark.parametrize("ago_s", [LEASE_S + 1, 10 * LEASE_S], ids=["a lease", "long"])
def test_a_process_does_not_take_what_it_has(inboxes: Inboxes, ago_s: float) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    (running,) = inbox.claim(1)
    inboxes.forward(ago_s)
    assert inbox.claim(1) == []
    inbox.reclaim([running.key])
    assert inbox.claim(1) == []
    assert inbox.posting(running)


def test_what_a_process_has_by_its_name_alone_comes_back_once_its_lease_ends(
    inboxes: Inboxes,
) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    inbox.claim(1)
    inboxes.forward(LEASE_S - 1)
    inbox.reclaim([])
    assert inbox.claim(1) == []
    inboxes.forward(1)
    inbox.reclaim([])
    assert [(question.tries, question.crashes) for question in inbox.claim(1)] == [(2, 1)]


@pytest.mark.parametrize("most", [0, -1, -3])
def test_a_claim_of_none_is_none(inboxes: Inboxes, most: int) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    assert inbox.claim(most) == []
    assert len(inbox.claim(1)) == 1


def test_what_is_put_off_comes_back_though_the_clock_was_set_back(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    for number in range(2):
        inbox.accept(_event(number))
        inbox.later(inbox.claim(1)[0], 3, "503", unsaid=True)
    inboxes.forward(-50)
    assert inbox.claim(2) == []
    inbox.due([(1, 1)])  # its process knows
    assert [question.number for question in inbox.claim(2)] == [1]
    inboxes.forward(-40)
    assert [question.number for question in inbox.claim(2)] == [2]  # and else it shows


def test_what_was_never_tried_is_due_though_the_clock_was_set_back(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    inboxes.forward(-50)
    assert len(inbox.claim(1)) == 1


def test_a_question_put_off_comes_back_when_it_is_due(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    inbox.later(inbox.claim(1)[0], 5, "503", unsaid=True)
    assert inbox.claim(1) == []
    inboxes.forward(5)
    assert [question.tries for question in inbox.claim(1)] == [2]


@pytest.mark.parametrize("unsaid", [True, False])
def test_a_resumed_question_tells_whether_its_answer_may_be_out(
    inboxes: Inboxes, unsaid: bool
) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    question = inbox.claim(1)[0]
    assert question.posting_at is None
    assert inbox.posting(question)
    inbox.later(question, 0, "timeout", unsaid=unsaid)
    assert (inbox.claim(1)[0].posting_at is None) is unsaid


def test_a_dead_letter_is_not_tried_again(inboxes: Inboxes) -> None:
    inbox = inboxes.of("one")
    inbox.accept(_event(1))
    inbox.give_up(inbox.claim(1)[0], "too old")
    inboxes.forward(10 * LEASE_S)
    assert inbox.claim(1) == []


def test_what_was_not_begun_is_handed_back_at_once(inboxes: Inboxes) -> None:
    one, other = inboxes.of("one"), inboxes.of("other")
    one.accept(_event(1))
    one.release([question.key for question in one.claim(1)])
    assert [question.crashes for question in other.claim(1)] == [0]


def test_a_database_that_does_not_open_is_said_to_be_unavailable(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}", 1)
    inbox = Inbox(Database(engine), "one")
    for use in (lambda: inbox.accept(_event(1)), inbox.check):
        with pytest.raises(UnavailableError):
            use()


def test_acceptance_survives_the_process(inboxes: Inboxes) -> None:
    before = inboxes.of("before")
    before.accept(_event(1))
    inboxes.opened.pop().close()
    assert len(inboxes.of("after").claim(1)) == 1


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_both_names_of_postgresql_mean_it(scheme: str) -> None:
    engine = engine_for(f"{scheme}://ana:word@db.example:5432/desk", 1)
    assert engine.url.render_as_string() == "postgresql+psycopg://ana:***@db.example:5432/desk"


def test_sqlite_keeps_a_log_and_syncs_it_unless_told_otherwise(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'inbox.db'}", 1)
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }
    engine.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}
