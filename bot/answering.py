"""A question from the inbox: answered, put off or given up, and closed."""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from cachetools import TTLCache

from bot import audit, moment, notice
from bot.audit import Case
from bot.conversation import Conversation, Heard, origin
from bot.errors import UnavailableError, WebexError
from bot.inbox.insist import insist
from bot.inbox.question import Question
from bot.inbox.store import Inbox
from bot.patience import GIVE_UP_AFTER, PATIENCE, is_used_up, wait_s
from bot.reply import Reply
from bot.webex.reading import Read, remembered_in
from bot.webex.trace import traced_in

log = logging.getLogger(__name__)

MOST_CRASHES = 5

_INSIST_S = 30.0

T = TypeVar("T")


@dataclass(slots=True)
class Progress:
    """What the tries at one question have yielded so far; in memory only.

    `begun` is when this process first tried: a question that has lain on disk for long has had no
    fair chance yet.
    """

    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    heard: Heard | None = None
    reply: Reply | None = None
    read: Read = field(default_factory=dict)
    case: Case = field(default_factory=Case)


class _LostError(Exception):
    """The lease was lost: the question is answered by somebody else."""


class _NotPostedError(WebexError):
    """The call that failed was the post of the answer."""


class Answering:
    """What a worker does with a question.

    `late_after` is the age from which an apology is a better answer than the answer; None: never.
    """

    def __init__(
        self,
        inbox: Inbox,
        conversation: Conversation,
        late_after: timedelta | None,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._inbox = inbox
        self._conversation = conversation
        self._late_after = late_after
        self._patience = patience
        self._progress: TTLCache[int, Progress] = TTLCache(4096, ttl=600)
        self._lock = threading.Lock()

    def handle(self, question: Question) -> float | None:
        """Answer a question and close it, or hand it back.

        Returns the seconds after which a question that was handed back is due.

        Raises:
            UnavailableError: the database does not answer; the lease will bring the question back.
        """
        with self._lock:
            progress = self._progress.pop(question.number, None) or Progress()
        with remembered_in(progress.read), traced_in(progress.case.tracking_ids):
            try:
                return self._try(question, progress)
            except _LostError:
                log.warning("question %s: the lease was lost", question.number)
        return None

    def _try(self, question: Question, progress: Progress) -> float | None:
        try:
            self._answer(question, progress)
        except WebexError as error:
            return self._again(question, progress, error)
        except (_LostError, UnavailableError):
            raise
        except Exception:  # noqa: BLE001  # a fault of ours ends the question, not the worker
            return self._apologise(question, progress)
        return None

    def _answer(self, question: Question, progress: Progress) -> None:
        if question.crashes >= MOST_CRASHES and progress.reply is None:
            raise RuntimeError(f"{question.crashes} processes ended over this question")
        event = question.event
        progress.heard = progress.heard or self._conversation.hear(event, question.arrived_at)
        heard = progress.heard
        if heard is not None:
            is_out = self._is_out(question, heard)
            reply = None if is_out else progress.reply or self._reply(question, heard, progress)
            if reply is not None:
                progress.reply = reply if reply.may_be_kept else None
                self._post(question, heard, notice.repeated(reply) if is_out is None else reply)
            progress.case.outcome = "said before" if is_out else progress.case.outcome
        _insist(lambda: self._inbox.answered(question))
        if heard is not None:
            self._audit(question, progress)

    def _is_out(self, question: Question, heard: Heard) -> bool | None:
        """Tell whether an earlier try has said the answer; None if nobody can tell."""
        if question.posting_at is None:
            return False
        return self._conversation.is_out(heard.origin, question.event.id, question.posting_at)

    def _reply(self, question: Question, heard: Heard, progress: Progress) -> Reply | None:
        """Return the answer; None for a question too many, which is not answered."""
        now = datetime.now(UTC)
        excess = self._conversation.excess(heard) if question.tries == 1 else None
        if excess:
            progress.case.decision = "limited"
            progress.case.outcome = "told" if excess.is_first else "not answered"
            return notice.slow_down(excess, now) if excess.is_first else None
        asked_at = moment.parse(question.event.created or "") or question.arrived_at
        is_late = self._late_after is not None and now - asked_at > self._late_after
        if is_late and heard.reply is None:
            progress.case.outcome = "too late"
            return notice.late(heard.line, asked_at, now)
        return self._conversation.answer(heard, progress.case)

    def _post(self, question: Question, heard: Heard, reply: Reply) -> None:
        if not _insist(lambda: self._inbox.posting(question)):
            raise _LostError
        try:
            asked = question.arrived_at if question.tries > 1 else None
            self._conversation.say(reply, heard.origin, question.event.id, asked)
        except WebexError as error:
            raise _NotPostedError(error.failure) from error

    def _again(self, question: Question, progress: Progress, error: WebexError) -> float | None:
        """Put a question off, or end it where that is no use."""
        log.warning("question %s, try %s: %s", question.number, question.tries, error)
        failure, now = error.failure, datetime.now(UTC)
        is_enough = is_used_up(now - progress.begun, failure.retry_after_s, self._patience)
        if is_enough and progress.reply is None and self._told(question, progress, error):
            return None
        refused = isinstance(error, _NotPostedError) and failure.is_refusal
        is_final = refused and not failure.passes and failure.what != 401
        if is_final or now - question.arrived_at > GIVE_UP_AFTER:
            self._end(question, progress, error)
            return None
        wait = wait_s(question.tries, failure.retry_after_s, random.random())  # noqa: S311
        with self._lock:
            self._progress[question.number] = progress
        # A refusal of this try says nothing about an earlier one, whose answer may be out.
        unsaid = refused and question.posting_at is None
        _insist(lambda: self._inbox.later(question, wait, str(error), unsaid=unsaid))
        return wait

    def _told(self, question: Question, progress: Progress, error: WebexError) -> bool:
        """Say that there is no answer; False if Webex does not take that either."""
        heard = progress.heard or Heard((), origin(question.event, question.arrived_at))
        contact = self._conversation.dispatch.contact
        reply = notice.gave_up(error.failure, heard.line, question.arrived_at, contact)
        reply = notice.repeated(reply) if question.posting_at else reply
        try:
            self._post(question, heard, reply)
        except WebexError as worse:
            log.warning("question %s: nor could that be said: %s", question.number, worse)
            return False
        _insist(lambda: self._inbox.give_up(question, str(error)))
        self._audit(question, progress, f"gave up: {error.failure.name}")
        return True

    def _end(self, question: Question, progress: Progress, error: WebexError) -> None:
        """Close a question whose answer the space does not take; the asker gets it 1:1."""
        if progress.heard and progress.reply:
            try:
                reply = notice.elsewhere(progress.reply)
                self._conversation.say_alone(reply, progress.heard.origin)
            except WebexError as worse:
                log.warning("question %s: nor could that be said 1:1: %s", question.number, worse)
        _insist(lambda: self._inbox.give_up(question, str(error)))
        self._audit(question, progress, f"not taken: {error.failure.name}")

    def _apologise(self, question: Question, progress: Progress) -> float | None:
        progress.heard = progress.heard or Heard((), origin(question.event, question.arrived_at))
        progress.reply = self._conversation.dispatch.apology()
        try:
            self._post(question, progress.heard, progress.reply)
        except WebexError as error:
            return self._again(question, progress, error)
        _insist(lambda: self._inbox.give_up(question, "a fault of the bot: see the log"))
        self._audit(question, progress, "a fault of the bot")
        return None

    @staticmethod
    def _audit(question: Question, progress: Progress, outcome: str | None = None) -> None:
        progress.case.outcome = outcome or progress.case.outcome
        heard = progress.heard
        audit.write(question.number, question.tries, heard.origin if heard else None, progress.case)


def _insist(write: Callable[[], T]) -> T:
    """Note what was done, even if the database is away for longer than a lease lasts."""
    return insist(write, _INSIST_S)
