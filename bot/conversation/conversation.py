"""The answer to a question: counted against the limits, then looked up, or said why not."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.conversation import notices
from bot.conversation.attempt import Attempt
from bot.conversation.heard import Heard
from bot.conversation.incoming import Incoming
from bot.conversation.outgoing import Outgoing
from bot.conversation.rate_limits import Excess, Limits
from bot.dispatch.dispatcher import Dispatch
from bot.inbox.question import Question
from bot.reply.blocks import Reply


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a question passes through: it is read, counted, answered and posted.

    A question older than `late_after` gets an apology in place of its answer; None: none does.
    """

    incoming: Incoming
    dispatch: Dispatch
    limits: Limits
    outgoing: Outgoing
    late_after: timedelta | None

    def reply(self, question: Question, heard: Heard, attempt: Attempt) -> Reply | None:
        """Return the answer; None for a question too many, which is not answered.

        The answer of an earlier try is taken again while the memberships that allowed it stand.

        Raises: WebexError, UnavailableError.
        """
        if attempt.reply is not None:
            if self.dispatch.permissions.spaces.are_unchanged(attempt.rights):
                return attempt.reply
            attempt.forget()
        attempt.rights.clear()
        now, case = datetime.now(UTC), attempt.case
        excess = self._excess(question, heard, attempt)
        if excess:
            case.decision = "limited"
            case.outcome = "told" if excess.is_first else "not answered"
            told = notices.slow_down(excess, now) if excess.is_first else None
            return told and self._admitted(told, heard, attempt)
        if heard.reply is not None:
            return self._admitted(heard.reply, heard, attempt)
        asked_at = heard.asked_at or question.arrived_at
        if question.event.is_asked_anew:
            asked_at = question.arrived_at
        if self.late_after is not None and now - asked_at > self.late_after:
            case.outcome = "too late"
            return self._admitted(notices.late(heard.line, asked_at, now), heard, attempt)
        return self.dispatch.answer(heard.line, heard.origin, case)

    def _admitted(self, reply: Reply, heard: Heard, attempt: Attempt) -> Reply:
        """Return a reply that needs no look-up, or the refusal of who may not use the bot."""
        return self.dispatch.admitted(reply, heard.origin, attempt.case)

    def _excess(self, question: Question, heard: Heard, attempt: Attempt) -> Excess | None:
        """Count a question once, whichever process tries it; return what limit it is over.

        Questions that were missed while the bot was away, and greetings, are not counted.
        """
        if attempt.is_counted or question.event.was_missed:
            return None
        if question.tries > 1 and self.limits.has_counted(question.number):
            return None
        attempt.is_counted = True
        if heard.origin.asker.id is None:
            return None  # a greeting: nobody asked
        is_help = heard.reply is None and self.dispatch.is_help(heard.line)
        return self.limits.spend(heard.origin, is_help=is_help, is_in_thread=heard.is_in_thread)
