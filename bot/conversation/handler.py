"""A question from the inbox: answered, put off or given up."""

import logging
import random
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cachetools import TTLCache

from bot.conversation import notices
from bot.conversation.attempt import GIVE_UP_AFTER, PATIENCE, Attempt, is_used_up, wait_s
from bot.conversation.conversation import Conversation
from bot.conversation.heard import Heard
from bot.conversation.outcome import LostError, NotPostedError, Outcome
from bot.dispatch.grammar.line import shown
from bot.errors import UnavailableError, WebexError
from bot.inbox.presses import Presses
from bot.inbox.question import Question
from bot.inbox.store import Inbox
from bot.telemetry.context import belonging_to, traced_in
from bot.telemetry.metrics.port import SILENT, Metrics
from bot.webex.reading import remembered_in
from bot.webex.rights import noted_in

log = logging.getLogger(__name__)

# Fewer say nothing: kills from outside meet one question several times by chance.
MOST_CRASHES = 10
# Webex may deliver a message before it shows it; what is not there by then was deleted.
_SETTLED_S = 2.0


class Handler:
    """What a worker does with a question. A person is told of a failure after `patience`."""

    def __init__(
        self,
        inbox: Inbox,
        presses: Presses,
        conversation: Conversation,
        patience: timedelta = PATIENCE,
        metrics: Metrics = SILENT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._inbox = inbox
        self._presses = presses
        self._conversation = conversation
        self._outcome = Outcome(inbox, conversation.dispatch, conversation.outgoing, metrics)
        self._metrics = metrics
        self._patience = patience
        self._clock = clock
        self._attempts: TTLCache[int, Attempt] = TTLCache(4096, ttl=600)
        self._lock = threading.Lock()

    def handle(self, question: Question) -> float | None:
        """Answer a question and close it, or hand it back.

        Returns the seconds after which a question that was handed back is due.

        Raises:
            UnavailableError: the database does not answer; the lease will bring the question back.
        """
        with self._lock:
            attempt = self._attempts.pop(question.number, None) or Attempt(self._clock())
        if attempt.tries != question.tries - 1:
            # Another process has tried since, or the operator has requeued the question.
            attempt = Attempt(self._clock())
        attempt.tries = question.tries
        attempt.forget_what_is_old()
        with (
            belonging_to(question.number),
            remembered_in(attempt.read),
            noted_in(attempt.rights),
            traced_in(attempt.case.tracking_ids),
        ):
            try:
                return self._try(question, attempt)
            except LostError:
                log.warning("the lease was lost: another process answers the question")
        return None

    def _try(self, question: Question, attempt: Attempt) -> float | None:
        try:
            self._answer(question, attempt)
        except WebexError as error:
            return self._again(question, attempt, error)
        except (LostError, UnavailableError):
            raise
        except Exception:  # noqa: BLE001  # a fault of ours ends the question, not the worker
            try:
                self._outcome.apologise(question, attempt)
            except NotPostedError as error:
                return self._again(question, attempt, error)
        return None

    def _answer(self, question: Question, attempt: Attempt) -> None:
        if question.crashes >= MOST_CRASHES and attempt.reply is None:
            raise RuntimeError(f"{question.crashes} processes ended over this question")
        conversation = self._conversation
        is_settled = self._clock() - attempt.begun > _SETTLED_S
        attempt.heard = attempt.heard or conversation.incoming.hear(
            question.event, question.arrived_at, is_settled=is_settled
        )
        heard = attempt.heard
        if heard is not None and heard.differs:
            log.warning("refused a delivery: it names %s than Webex shows", heard.differs)
            attempt.case.decision = f"refused: the delivery names {heard.differs}"
            attempt.case.outcome = "not answered"
        elif heard is not None and self._is_double(question, heard):
            attempt.case.decision, attempt.case.outcome = "pressed twice", "not answered"
        elif heard is not None:
            is_out = self._is_out(question, heard)
            reply = None if is_out else conversation.reply(question, heard, attempt)
            if reply is not None:
                if reply is not attempt.reply:
                    attempt.keep(reply)
                said = notices.repeated(reply) if is_out is None else reply
                self._outcome.post(question, heard, said)
            if is_out and not attempt.case.command:
                conversation.dispatch.describe(heard.line, heard.origin, attempt.case)
                attempt.case.outcome = "said before"
        self._outcome.answered(question, attempt)

    def _is_double(self, question: Question, heard: Heard) -> bool:
        """Tell whether somebody pressed one button twice; the other press is answered."""
        origin = heard.origin
        if origin.pressed_id is None or heard.reply is not None:
            return False  # not pressed, or Webex does not tell which button of the card
        if question.posting_at is not None:
            return False  # an earlier try was the first, or it would not have begun to post
        button = (origin.asker.id or "", origin.pressed_id, shown(heard.line))
        at = heard.asked_at or question.arrived_at
        return not self._presses.is_first(question.number, at.timestamp(), *button)

    def _is_out(self, question: Question, heard: Heard) -> bool | None:
        """Tell whether an earlier try has said the answer; None if nobody can tell."""
        posted, outgoing = question.posting_at, self._conversation.outgoing
        if posted is None:
            return False
        asked = min(heard.asked_at or question.arrived_at, question.arrived_at)
        return outgoing.is_out(heard.origin, question.event.id, asked, posted)

    def _again(self, question: Question, attempt: Attempt, error: WebexError) -> float | None:
        """Put a question off, or end it where that is no use."""
        log.warning("try %s: %s", question.tries, error)
        failure, now = error.failure, datetime.now(UTC)
        tried = timedelta(seconds=self._clock() - attempt.begun)
        is_enough = is_used_up(tried, failure.retry_after_s, self._patience)
        if is_enough and attempt.reply is None and self._outcome.told(question, attempt, error):
            return None
        refused = isinstance(error, NotPostedError) and failure.is_refusal
        is_final = refused and failure.is_definite
        if is_final or now - question.arrived_at > GIVE_UP_AFTER:
            self._outcome.not_taken(question, attempt, error)
            return None
        if attempt.is_counted:
            self._outcome.write(lambda: self._conversation.limits.remember(question.number))
        wait = wait_s(question.tries, failure.retry_after_s, random.random())  # noqa: S311
        self._metrics.put_off(failure.name)
        with self._lock:
            self._attempts[question.number] = attempt
        # A refusal of this try says nothing about an earlier one, whose answer may be out.
        unsaid = refused and question.posting_at is None
        self._outcome.write(lambda: self._inbox.later(question, wait, str(error), unsaid=unsaid))
        return wait
