"""Questions to begin with, one press away, that fit who one is and where."""

from collections.abc import Mapping

from ..record import Person
from ..seed import name
from ..world import Json

Starters = tuple[tuple[str, str], ...]
"""`(title, line)` each."""

_IN_SPACE: Starters = (
    ("What is this space?", "room"),
    ("How do I join its meeting?", "meeting"),
    ("Who is in it?", "members"),
    ("What can you do?", "help"),
)
_ALONE: Starters = (
    ("My Personal Room", "pmr"),
    ("My Webex sites", "sites"),
    ("What can you do?", "help"),
)
_LOOK_UPS: Starters = (
    ("Look up Ana’s room", f"pmr {name.ANA_EMAIL}"),
    ("Look up John’s numbers", f"pmr numbers {name.JOHN_EMAIL}"),
)
_OWN: Mapping[str, Starters] = {
    name.JOHN_EMAIL: (("My host PIN", "pmr pin"),),
    name.ANA_EMAIL: (("John’s room (refused)", f"pmr {name.JOHN_EMAIL}"),),
    name.HANA_EMAIL: _LOOK_UPS,
    name.ADMIN_EMAIL: (("Are you well?", "status"),),
    name.OLGA_EMAIL: (("My Personal Room (refused)", "pmr"),),
}


def starters(person: Person, *, is_direct: bool) -> list[Json]:
    """The questions, the person's own first; what is for one's own room is for 1:1 alone."""
    usual = _ALONE if is_direct else _IN_SPACE
    own = _OWN.get(person.email, ())
    lines = {line: title for title, line in (*usual, *own)}
    first = [*dict.fromkeys(line for _, line in (*own, *usual))]
    return [{"title": lines[line], "line": line} for line in first]
