"""A question from the inbox: answered, put off or given up, and closed."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.conversation import Conversation
from bot.errors import UnavailableError, WebexError
from bot.inbox.store import Inbox, Question

log = logging.getLogger(__name__)

GIVE_UP_AFTER = timedelta(hours=1)
_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Answering:
    """What a worker does with a question."""

    inbox: Inbox
    conversation: Conversation
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def handle(self, question: Question) -> None:
        """Answer a question and close it in the inbox.

        Raises:
            UnavailableError: the database does not answer; the lease will bring the question back.
        """
        try:
            self.conversation.answer(
                question.event,
                question.arrived_at,
                lambda: self.inbox.posting(question),
                may_be_out=question.may_be_out,
            )
        except WebexError as error:
            self._put_off(question, error)
        except UnavailableError:
            raise
        except Exception:  # noqa: BLE001  # a fault of ours ends the question, not the worker
            self._apologise(question)
        else:
            self.inbox.answered(question)

    def _put_off(self, question: Question, error: WebexError) -> None:
        log.warning("question %s: the answer could not be posted: %s", question.number, error)
        hopeless = (
            error.failure.is_refusal and not error.failure.passes and error.failure.what != 401
        )
        if hopeless or self.clock() - question.arrived_at > GIVE_UP_AFTER:
            self.inbox.give_up(question, str(error))
            return
        wait_s = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(question.tries, 20))
        wait_s = max(error.failure.retry_after_s or 0.0, random.uniform(wait_s / 2, wait_s))  # noqa: S311
        self.inbox.later(question, wait_s, str(error), unsaid=error.failure.is_refusal)

    def _apologise(self, question: Question) -> None:
        reply = self.conversation.dispatch.apology()
        try:
            self.conversation.say(reply, question.event, question.arrived_at)
        except WebexError as error:
            log.warning("question %s: the apology could not be posted: %s", question.number, error)
        self.inbox.give_up(question, reply.title)
