"""The ways a question ends: it is answered, the asker hears why not, or it is given up."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from bot.conversation import notices
from bot.conversation.attempt import Attempt
from bot.conversation.heard import Heard
from bot.conversation.outgoing import Outgoing
from bot.database.retry import insist
from bot.dispatch import audit
from bot.dispatch.ask import Origin
from bot.dispatch.dispatcher import Dispatch
from bot.errors import WebexError
from bot.inbox.question import Question
from bot.inbox.store import Inbox
from bot.reply.blocks import Reply
from bot.telemetry.metrics.port import Metrics
from bot.webex.memory import Memory

log = logging.getLogger(__name__)

_INSIST_S = 30.0

T = TypeVar("T")


class LostError(Exception):
    """The lease was lost: the question is answered by somebody else."""


class NotPostedError(WebexError):
    """The call that failed was the post of the answer."""


class Outcome:
    """Says how a question ended, and writes it down in the audit log and in the inbox.

    The audit comes first: a process that dies between the two leaves a line too many, not too few.
    Every method may raise UnavailableError where the database is away for longer than a lease.
    """

    def __init__(
        self, inbox: Inbox, dispatch: Dispatch, outgoing: Outgoing, metrics: Metrics
    ) -> None:
        self._inbox = inbox
        self._dispatch = dispatch
        self._outgoing = outgoing
        self._metrics = metrics
        self._addresses: Memory[str] = Memory()

    def post(self, question: Question, heard: Heard, reply: Reply) -> None:
        """Say a reply, after the mark that it may be out.

        Raises: LostError, NotPostedError.
        """
        asked: datetime | None = question.arrived_at if question.tries > 1 else None
        try:
            self._outgoing.say(reply, heard.origin, question.event.id, self._mark(question), asked)
        except WebexError as error:
            raise NotPostedError(error.failure) from error
        self._metrics.answered((datetime.now(UTC) - question.arrived_at).total_seconds())

    def _mark(self, question: Question) -> Callable[[], None]:
        """Return a call that marks in the inbox, right before the post, that an answer may be out.

        A process that was suspended for longer than its lease finds out there that it lost it.
        """

        def mark() -> None:
            if not self.write(lambda: self._inbox.posting(question)):
                raise LostError

        return mark

    def answered(self, question: Question, attempt: Attempt) -> None:
        """Close a question that was answered, or that asked nothing."""
        if attempt.heard is not None:
            self._audit(question, attempt)
        self.write(lambda: self._inbox.answered(question))

    def told(self, question: Question, attempt: Attempt, error: WebexError) -> bool:
        """Say that there is no answer, and give up; False if Webex does not take that either.

        A greeting that fails is not explained: nobody asked for it.
        """
        heard = attempt.heard_of(question)
        recipient = self._dispatch.recipient(heard.origin)
        reply = notices.gave_up(error.failure, heard.line, question.arrived_at, recipient)
        reply = notices.repeated(reply) if question.posting_at else reply
        try:
            if question.event.resource != "memberships":
                self.post(question, heard, reply)
        except WebexError as worse:
            log.warning("the person could not be told so either: %s", worse)
            return False
        self._audit(question, attempt, f"gave up: {error.failure.name}")
        self.write(lambda: self._inbox.give_up(question, str(error)))
        return True

    def not_taken(self, question: Question, attempt: Attempt, error: WebexError) -> None:
        """Give up a question whose answer the space does not take; the asker gets it 1:1."""
        # Only if the post itself failed: otherwise the asker may have lost the right to the answer.
        if attempt.heard and attempt.reply and isinstance(error, NotPostedError):
            try:
                reply = notices.elsewhere(attempt.reply)
                self._outgoing.say_alone(reply, attempt.heard.origin, self._mark(question))
            except WebexError as worse:
                log.warning("the person could not be told so 1:1 either: %s", worse)
        self._audit(question, attempt, f"not taken: {error.failure.name}")
        self.write(lambda: self._inbox.give_up(question, str(error)))

    def apologise(self, question: Question, attempt: Attempt) -> None:
        """Log the exception at hand, apologise for it, and give up. Raises: NotPostedError."""
        attempt.heard = attempt.heard_of(question)
        sorry = self._dispatch.apology()
        attempt.reply = notices.repeated(sorry) if question.posting_at else sorry
        self.post(question, attempt.heard, attempt.reply)
        self._audit(question, attempt, "a fault of the bot")
        self.write(lambda: self._inbox.give_up(question, "a fault of the bot: see the log"))

    @staticmethod
    def write(note: Callable[[], T]) -> T:
        """Note what was done, even if the database is away for longer than a lease lasts."""
        return insist(note, _INSIST_S)

    def _audit(self, question: Question, attempt: Attempt, outcome: str | None = None) -> None:
        case = attempt.case
        case.outcome = outcome or case.outcome
        self._metrics.asked(case.command, case.result)
        origin = self._with_address(attempt.heard_of(question).origin)
        took_s = (datetime.now(UTC) - question.arrived_at).total_seconds()
        titles = self._dispatch.context.rooms.known_title
        audit.write(question.number, question.tries, origin, case, took_s, titles)

    def _with_address(self, origin: Origin) -> Origin:
        """Return where a question came from with the address of who asked, if it is known.

        Webex tells it with a message, and not with a press, which often follows one.
        """
        asker = origin.asker
        if asker.id and asker.email:
            self._addresses.put(asker.id, asker.email)
        known = self._addresses.recall(asker.id or "")
        return replace(origin, asker=replace(asker, email=known[0])) if known else origin
