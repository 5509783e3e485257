import pytest

from bot.sandbox import Refusal, World
from bot.sandbox.seed import name
from bot.sandbox.space import direct_room, join, leave, rooms_of


def test_two_people_share_one_direct_room(world: World) -> None:
    ana, bot = world.person(name.ANA_EMAIL), world.bot()
    room = direct_room(world, ana, bot)
    assert direct_room(world, bot, ana) is room
    assert (room.kind, set(world.members[room.id])) == ("direct", {ana.id, bot.id})


def test_who_is_not_in_a_room_can_neither_invite_nor_be_removed(world: World) -> None:
    olga, ana = world.person(name.OLGA_EMAIL), world.person(name.ANA_EMAIL)
    room = world.room(name.UNICORN)
    with pytest.raises(Refusal, match="404"):
        join(world, room, olga, olga)
    with pytest.raises(Refusal, match="404"):
        leave(world, room, olga, ana)
    with pytest.raises(Refusal, match="404"):
        leave(world, room, ana, olga)


def test_who_leaves_is_gone(world: World) -> None:
    ana, room = world.person(name.ANA_EMAIL), world.room(name.UNICORN)
    leave(world, room, ana, ana)
    assert room not in rooms_of(world, ana)
