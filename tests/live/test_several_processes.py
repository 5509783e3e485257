"""Several processes that count and that claim at once."""

import multiprocessing

from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.inbox.presses import Presses
from bot.inbox.tally import Tally
from tests.inbox.test_presses import ONE, Pressing, moment
from tests.inboxes import Inboxes

_EACH = 40


def _count(url: str, places: "multiprocessing.SimpleQueue[int]") -> None:
    database = Database(engine_for(url, 1))
    for _ in range(_EACH):
        places.put(Tally(database).incr("ana", 600))
    database.close()


def test_processes_share_an_exact_count(inboxes: Inboxes) -> None:
    spawn = multiprocessing.get_context("spawn")
    places = spawn.SimpleQueue()
    others = [spawn.Process(target=_count, args=(inboxes.url, places)) for _ in range(3)]
    for other in others:
        other.start()
    found = sorted(places.get() for _ in range(3 * _EACH))
    for other in others:
        other.join()
    assert found == list(range(1, 3 * _EACH + 1))


def _press(url: str, number: int, at: float, found: "multiprocessing.Queue[bool]") -> None:
    database = Database(engine_for(url, 2))
    found.put(Presses(database).is_first(number, at, *ONE))
    database.close()


def test_of_several_processes_one_is_the_first(inboxes: Inboxes) -> None:
    pressing = Pressing(inboxes)
    questions = [pressing.ask() for _ in range(4)]
    context, now = multiprocessing.get_context("spawn"), moment()
    found = context.Queue()
    processes = [
        context.Process(target=_press, args=(inboxes.url, one.number, now, found))
        for one in questions
    ]
    for process in processes:
        process.start()
    answers = sorted(found.get(timeout=60) for _ in processes)
    for process in processes:
        process.join(60)
    assert answers == [False, False, False, True]
