import threading

import pytest

from bot.sandbox import World
from bot.sandbox.record import Room
from bot.sandbox.seed import name
from bot.sandbox.space import open_room


def test_people_are_found_by_email_in_any_case_and_by_id(world: World) -> None:
    john = world.person("JOHN.Andersen@example.com")
    assert john is world.person(name.JOHN_ID)
    assert world.bot().display_name == "Roomdesk"


def test_a_title_that_two_rooms_have_finds_none(world: World) -> None:
    assert world.room(name.UNICORN) is world.room(name.UNICORN_ID)
    open_room(world, Room(name.stable_id("ROOM", "twin"), name.UNICORN))
    with pytest.raises(LookupError, match="2 rooms"):
        world.room(name.UNICORN)


def test_a_wait_looks_again_at_what_no_change_of_the_world_tells(world: World) -> None:
    changed = threading.Event()
    threading.Timer(0.05, changed.set).start()
    assert world.wait_for(changed.is_set, timeout_s=30)
