"""Who is in a space. Webex is asked each time, so that a right taken away ends at once."""

import logging
from datetime import UTC, datetime

from bot.errors import WebexError
from bot.ids import path_segment, same
from bot.webex import rights
from bot.webex.bearer import Bearer, parsed
from bot.webex.memory import Memory
from bot.webex.model import fields
from bot.webex.model.membership import Membership
from bot.webex.model.roster import Headcount, Roster
from bot.webex.pages import pages

log = logging.getLogger(__name__)

# A page takes a call. Webex puts as many on one as it likes, up to those that are asked for.
MOST_PAGES = 5
_PER_PAGE = 1000


class Members:
    """https://developer.webex.com/docs/api/v1/memberships, with the bot's token."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer
        self._counts: Memory[Headcount] = Memory()

    def get(self, membership_id: str) -> Membership:
        """Return who came into which space. Raises: WebexError."""
        found = self._bearer.get(f"memberships/{path_segment(membership_id)}")
        return parsed("GET /memberships/{id}", found, Membership.read)

    def is_in(self, room_id: str, person_id: str) -> bool:
        """Tell whether both the bot and a person are in a space.

        A space that does not exist and one that the bot is not in both count as empty. Why Webex
        refused goes to the log alone, so that the asker cannot tell such spaces apart.

        Raises:
            WebexError: Webex does not answer.
        """
        is_in = self._is_in(room_id, person_id)
        rights.note(room_id, person_id, is_in=is_in)
        return is_in

    def _is_in(self, room_id: str, person_id: str) -> bool:
        # Not `get`, which would return what an earlier try has read.
        params: dict[str, str | int] = {"roomId": room_id, "personId": person_id, "max": 10}
        try:
            found = list(self._bearer.items("memberships", params, most=10))
        except WebexError as error:
            if not error.failure.is_definite:
                raise
            log.info("nobody is seen in that space: %s", error)
            return False
        return any(same(fields.text(item, "personId"), person_id) for item in found)

    def roster(self, room_id: str, most_pages: int = MOST_PAGES) -> Roster:
        """Return who is in a space, as far as that many pages tell. Raises: WebexError."""
        params: dict[str, str | int] = {"roomId": room_id, "max": _PER_PAGE}
        items, is_whole = pages(self._bearer, "memberships", params, most_pages)
        roster = Roster.read(items, is_whole=is_whole)
        self._counts.put(room_id, roster.headcount(datetime.now(UTC)))
        return roster

    def headcount(self, room_id: str) -> Headcount | None:
        """Return how many were in a space when Webex was last asked, of late; makes no call."""
        known = self._counts.recall(room_id)
        return known[0] if known else None

    def name_in(self, room_id: str, person_id: str) -> str | None:
        """Return what a member of a space is called, by one page of its members.

        It takes the one call that asking for the person would take, and counts the members by the
        way. None: Webex does not tell, or not on that page.
        """
        try:
            member = self.roster(room_id, most_pages=1).member(person_id)
        except WebexError:
            return None
        return member.name if member else None
