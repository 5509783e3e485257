import pytest

from bot.sandbox import Refusal, World
from bot.sandbox.seed import name
from bot.sandbox.space import join, leave


def test_who_is_not_in_a_room_can_neither_invite_nor_be_removed(world: World) -> None:
    olga, ana = world.person(name.OLGA_EMAIL), world.person(name.ANA_EMAIL)
    room = world.room(name.UNICORN)
    with pytest.raises(Refusal, match="404"):
        join(world, room, olga, olga)
    with pytest.raises(Refusal, match="404"):
        leave(world, room, olga, ana)
    with pytest.raises(Refusal, match="404"):
        leave(world, room, ana, olga)
