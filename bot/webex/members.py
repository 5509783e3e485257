"""Who is in a space. Webex is asked each time, so that a right taken away ends at once."""

import logging

from bot.errors import WebexError
from bot.ids import path_segment, same
from bot.webex import rights
from bot.webex.bearer import Bearer, parsed
from bot.webex.model import fields
from bot.webex.model.membership import Membership

log = logging.getLogger(__name__)


class Members:
    """https://developer.webex.com/docs/api/v1/memberships, with the bot's token."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer

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
