"""A question step by step: hear what was asked, find the answer, say it."""

from dataclasses import dataclass

from bot.conversation.heard import Heard
from bot.conversation.incoming import Incoming
from bot.conversation.outgoing import Outgoing
from bot.conversation.rate_limits import Excess, Limits
from bot.dispatch.audit import Case
from bot.dispatch.dispatcher import Dispatch
from bot.reply.blocks import Reply


@dataclass(frozen=True, slots=True)
class Conversation:
    """The steps from an event to its answer."""

    incoming: Incoming
    dispatch: Dispatch
    limits: Limits
    outgoing: Outgoing

    def excess(self, heard: Heard) -> Excess | None:
        """Count a question; return what limit it is over. Raises: UnavailableError."""
        if heard.origin.asker.id is None:
            return None  # nobody asks for a greeting
        is_help = heard.reply is None and self.dispatch.is_help(heard.line)
        return self.limits.spend(heard.origin, is_help=is_help, is_in_thread=heard.is_in_thread)

    def answer(self, heard: Heard, case: Case) -> Reply:
        """Return the answer to what was heard; `case` takes what the audit has to know."""
        if heard.reply is None:
            return self.dispatch.answer(heard.line, heard.origin, case)
        return self.instead(heard.reply, heard, case)

    def instead(self, reply: Reply, heard: Heard, case: Case) -> Reply:
        """Return what goes in an answer's place, or the refusal of who may get neither."""
        return self.dispatch.admitted(reply, heard.origin, case)
