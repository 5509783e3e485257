"""Tries out the organisation's access, without anybody's question."""

import secrets

from bot.errors import WebexError
from bot.webex.guard import Guard
from bot.webex.preferences import OrgView


def proven(guard: Guard, owner: str) -> bool:
    """Tell whether the access shows the right rooms; False if that cannot be told.

    It cannot if the access's owner has no room that Webex could show in place of another.

    Raises:
        WrongRoomError: it shows the owner's room for an address that nobody has.
        WebexError: Webex refuses, or does not answer.
    """
    has_room = shows_a_room(guard, owner)
    # With the scope Webex shows no room for this address, without it the owner's.
    nobody = f"nobody-{secrets.token_hex(8)}@{owner.rpartition('@')[2] or 'example.com'}"
    shows_a_room(guard, nobody)
    return has_room


def shows_a_room(guard: Guard, email: str) -> bool:
    """Tell whether the access shows a room for an address. Raises as `proven` does."""
    try:
        OrgView(guard, email).personal_room()
    except WebexError as error:
        if error.failure.what != 404:
            raise
        return False
    return True
