"""Many people at once, for a space that nobody knows by heart."""

from datetime import UTC, datetime

from ..record import Person, Room
from ..space import enter
from ..world import World
from . import name

_SINCE = datetime(2018, 5, 2, 8, 30, tzinfo=UTC)
_FIRST = (
    "Beth Chen Dana Emil Fatima Goran Hugo Ines Jonas Kofi Lena Marta Nils Pavel Rosa Tomas".split()
)
_LAST = "Aba Bauer Costa Dubo Evans Fink Greco Haas Ito Jansen Kay Lopez Meyer Novak Perez".split()
_PARTNER_EVERY = 20


def add_crowd(world: World, room: Room, count: int) -> None:
    """Let so many people be members of a room; one in twenty is of another organisation."""
    for number in range(count):
        enter(world, room, world.add_person(_person(number)), since=_SINCE)


def _person(number: int) -> Person:
    round_, place = divmod(number, len(_FIRST) * len(_LAST))
    first, last = _FIRST[place % len(_FIRST)], _LAST[place // len(_FIRST)]
    last = f"{last} {round_ + 1}" if round_ else last
    is_partner = number % _PARTNER_EVERY == 0
    org = name.OTHER_ORG_ID if is_partner else name.ORG_ID
    host = "other.example" if is_partner else "example.com"
    email = f"{first}.{last.replace(' ', '')}@{host}".lower()
    return Person(
        name.stable_id("PEOPLE", email),
        email,
        f"{first} {last}",
        org,
        _SINCE,
        "person",
        first,
        last,
    )
