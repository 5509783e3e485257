"""What the bot posts: answers where they were asked for, and messages to one person."""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.dispatch.ask import Origin
from bot.errors import WebexError
from bot.events.receipts import Receipts
from bot.reply import markdown, message
from bot.reply.blocks import Reply, Text
from bot.reply.message import drawn
from bot.webex.messages import Mark, Messages
from bot.webex.own import Own

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Posts replies. Each method raises WebexError where Webex fails it."""

    own: Own
    receipts: Receipts = field(default_factory=Receipts)

    def say(
        self,
        reply: Reply,
        origin: Origin,
        question_id: str,
        mark: Mark,
        asked: datetime | None = None,
    ) -> None:
        """Post a reply where the question came from, and 1:1 what is for the asker alone.

        `mark` is called right before each post, which is left out if it raises. `asked` is
        when the question came, if an earlier try may have said what is for the asker alone.
        """
        if reply.alone and not origin.is_direct:
            is_said = self._say_once_alone(reply.alone, origin, question_id, mark, asked)
            reply = reply if is_said else _NOT_ALONE
        reply = message.heard_by_all(reply, origin.is_direct)
        text, content = drawn(reply, origin.at, origin.is_direct, origin.thread_id, question_id)
        card = content if reply.blocks else None  # a friendly word alone needs none
        post, thread_id = self.own.messages.post, origin.thread_id or None
        message_id = post(origin.room_id, thread_id, text, card, mark)
        if message_id:
            self.receipts.account_for(message_id)

    def _say_once_alone(
        self,
        reply: Reply,
        origin: Origin,
        question_id: str,
        mark: Mark,
        asked: datetime | None,
    ) -> bool:
        """Say it unless an earlier try has; False if Webex does not let the bot write there."""
        person_id = origin.asker.id or ""
        since = asked - _CLOCKS if asked else None
        has_been_told = self.own.messages.has_been_told
        if since and has_been_told(person_id, question_id, reply.title, since):
            return True
        # It stands in another space than the question, so in no thread of the question's.
        message = drawn(reply, origin.at, True, "", question_id)
        try:
            self.own.messages.post_alone(person_id, *message, mark)
        except WebexError as error:
            if not error.failure.is_definite:
                raise
            log.warning("not said 1:1: %s", error)
            return False
        return True

    def say_alone(self, reply: Reply, origin: Origin, mark: Mark) -> None:
        """Post to the asker 1:1 what may be said in a group space, and no more."""
        blocks = message.audible(reply, is_direct=False, instead="There is more: ask me here.")
        text = markdown.render(reply.title, blocks, origin.at)
        self.own.messages.post_alone(origin.asker.id or "", text, mark=mark)

    def is_out(
        self, origin: Origin, question_id: str, asked: datetime, posted: datetime
    ) -> bool | None:
        """Tell whether an answer that was `posted` then has arrived; None: nobody can tell.

        In a group space Webex lists to a bot only the messages that mention it, not its own. There
        the webhook deliveries of its own messages tell, if they have come.

        Raises: WebexError, where Webex does not answer at the moment.
        """
        try:
            if origin.is_direct:
                own_id = self.own.people.me().id or ""
                return self.own.messages.answered(
                    origin.room_id, question_id, origin.thread_id, own_id, asked - _CLOCKS
                )
            own = self.receipts.since(origin.room_id, posted - _CLOCKS)
            return any(self.own.messages.answers(one) == question_id for one in own) or None
        except WebexError as error:
            if not error.failure.is_definite:
                raise
            return None


@dataclass(frozen=True, slots=True)
class DirectMessages:
    """Tells people 1:1 what they did not just ask for, such as that their connection has ended."""

    messages: Messages

    def __call__(self, person_id: str, reply: Reply) -> None:
        """Send a reply to a person, by API id. A failure is logged, and not tried again."""
        message = drawn(reply, datetime.now(UTC), is_direct=True)
        try:
            self.messages.post_alone(person_id, *message)
        except WebexError as error:
            log.warning("somebody could not be told “%s”: %s", reply.title, error)


def tell_nobody(_person_id: str, _reply: Reply) -> None:
    """Send nothing: what an operator's command finds out, people hear when they ask the bot."""


# By how much the clocks of Webex, and of our hosts and database, may differ from each other.
_CLOCKS = timedelta(minutes=1)

_NOT_ALONE = Reply(
    "I cannot write to you 1:1",
    [Text("Webex did not let me. Open a 1:1 space with me, and ask me there.")],
)
