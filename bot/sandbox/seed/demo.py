"""The demonstration world."""

from ..moment import Clock, utc_now
from ..world import World
from . import name
from .meetings import add_meetings
from .people import add_clients, add_people
from .rooms import add_names, add_rooms


def demo_world(clock: Clock = utc_now) -> World:
    """A fresh one; its ids of people and rooms are the same each time."""
    world = World(clock, name.BOT_EMAIL)
    with world.lock:
        add_people(world)
        add_clients(world)
        add_names(world)
        add_rooms(world)
        add_meetings(world)
    return world
