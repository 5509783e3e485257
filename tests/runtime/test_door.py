import threading

from bot.runtime.door import Door

_LONG_S = 60.0


class _Handler:
    """A thread that gives way, and tells when it goes on."""

    def __init__(self, door: Door) -> None:
        self.goes_on = threading.Event()
        self._thread = threading.Thread(target=self._give_way, args=(door,), daemon=True)
        self._thread.start()

    def _give_way(self, door: Door) -> None:
        door.give_way()
        self.goes_on.set()

    def ended(self) -> bool:
        self._thread.join(10)
        return self.goes_on.is_set()


def test_nobody_waits_where_nobody_delivers() -> None:
    door = Door(_LONG_S)
    assert door.is_clear()
    assert _Handler(door).ended()


def test_nobody_waits_once_all_know_what_became_of_their_deliveries() -> None:
    door = Door(_LONG_S)
    for leave in (door.enter(), door.enter()):
        leave()
    assert door.is_clear()
    assert _Handler(door).ended()


def test_who_answers_waits_for_the_last_of_those_within() -> None:
    door = Door(_LONG_S)
    first, second = door.enter(), door.enter()
    handler = _Handler(door)
    first()
    assert not handler.goes_on.wait(0.05)
    second()
    assert handler.ended()


def test_all_who_answer_go_on_together() -> None:
    door = Door(_LONG_S)
    leave = door.enter()
    handler = [_Handler(door) for _ in range(3)]
    leave()
    assert all(one.ended() for one in handler)


def test_who_answers_gets_on_though_the_deliveries_never_pause() -> None:
    door = Door(longest_s=0.001)
    door.enter()
    assert _Handler(door).ended()
    assert not door.is_clear()
