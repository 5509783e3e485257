"""Tells one personal room from another, and the operator where the wrong one was shown."""

import logging

from bot.errors import WrongRoomError
from bot.ids import folded

log = logging.getLogger(__name__)


def is_same_link(one: str, other: str) -> bool:
    """Tell whether two links are those of one room."""
    return folded(one).rstrip("/") == folded(other).rstrip("/")


def wrong_room() -> WrongRoomError:
    """Tell the operator, and return what is raised where a room may be another one's."""
    log.error(
        "the organisation's access showed its owner's room for another address, or one that "
        "does not tell whose it is: it lacks the scope meeting:admin_preferences_read. An "
        "administrator can grant it: roomdesk org connect"
    )
    return WrongRoomError("meeting:admin_preferences_read")
