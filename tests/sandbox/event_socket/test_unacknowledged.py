"""How long it is remembered what nobody acknowledged."""

import time

from bot.sandbox.event_socket.sent import Sent
from bot.sandbox.event_socket.unacknowledged import REMEMBERED_S, Unacknowledged


def _sent(key: str, age_s: float = 0.0, device: str = "d") -> Sent:
    return Sent(device, "owner", {"id": key}, time.monotonic() - age_s)


def test_it_is_remembered_for_a_quarter_of_an_hour() -> None:
    memory = Unacknowledged()
    for one in (_sent("old", REMEMBERED_S + 1), _sent("young", REMEMBERED_S - 60), _sent("new")):
        memory.add(one)
    assert [one.id for one in memory.of("d")] == ["young", "new"]
    assert not memory.acknowledge("d", "old")


def test_each_device_acknowledges_for_itself() -> None:
    memory = Unacknowledged()
    one = _sent("key")
    memory.add(one)
    assert not memory.acknowledge("other", "key")
    assert (one.acknowledged, memory.of("other")) == (None, [])
    assert memory.acknowledge("d", "key")
    assert one.acknowledged is not None
    assert memory.of("d") == []
