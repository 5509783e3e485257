"""Telling somebody something that they did not just ask for, 1:1."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.errors import WebexError
from bot.reply.blocks import Reply
from bot.reply.message import drawn
from bot.webex.messages import Messages

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DirectMessages:
    """Sends replies to people by their API id."""

    messages: Messages

    def __call__(self, person_id: str, reply: Reply) -> None:
        """Send a reply once. Where Webex does not take it, that is logged."""
        message = drawn(reply, datetime.now(UTC), is_direct=True)
        try:
            self.messages.post_alone(person_id, *message)
        except WebexError as error:
            log.warning("somebody could not be told “%s”: %s", reply.title, error)


def tell_nobody(_person_id: str, _reply: Reply) -> None:
    """Tell nothing: an operator's command looks, and people are told when they ask themselves."""
