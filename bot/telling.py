"""Telling somebody something that they did not just ask for, 1:1."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import card, markdown, policy
from bot.errors import WebexError
from bot.reply import Reply
from bot.webex.messages import Messages

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Telling:
    """Sends replies to people by their API id."""

    messages: Messages

    def __call__(self, person_id: str, reply: Reply) -> None:
        """Send a reply once. Where Webex does not take it, that is logged."""
        blocks, now = policy.audible(reply, is_direct=True), datetime.now(UTC)
        text = markdown.render(reply.title, blocks, now)
        try:
            self.messages.post_alone(person_id, text, card.render(reply.title, blocks, now, "", ""))
        except WebexError as error:
            log.warning("somebody could not be told “%s”: %s", reply.title, error)
