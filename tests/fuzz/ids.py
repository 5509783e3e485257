"""Ids that hold the number of the question that they belong to."""

import re

from bot.sandbox.ids import make_id, read_id

BOT_ID = make_id("PEOPLE", "00000000-0000-4000-8000-b07b07b07b07")
_OURS = re.compile("00000000-0000-4000-8000-([0-9a-f]{12})")


def id_of(kind: str, number: int) -> str:
    """Return the id of that kind of thing with that number."""
    return make_id(kind, f"00000000-0000-4000-8000-{number:012x}")


def space_of(number: int) -> int:
    """Return the number of the space of a question: of 5000 questions, many share one."""
    return number // 5000 * 400 + number % 400


def person_of(number: int) -> int:
    """Return the number of who asks a question."""
    return number // 5000 * 300 + number % 300


def number_of(webex_id: str) -> int | None:
    """Return the number of the question that an id belongs to; None for an id of nobody's."""
    try:
        found = _OURS.fullmatch(read_id(webex_id)[1])
    except ValueError:
        return None
    return int(found[1], 16) if found else None


def number_in(webex_id: str) -> int:
    """Return the number of the question that an id belongs to; some number for any other id."""
    number = number_of(webex_id)
    return 10**10 + sum(webex_id.encode("utf-8", "ignore")) if number is None else number
