"""A question from the inbox: answered, put off or given up, and closed."""

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from cachetools import TTLCache

from bot import moment
from bot.conversation import Conversation, Heard, origin
from bot.errors import UnavailableError, WebexError
from bot.inbox.question import Question
from bot.inbox.store import Inbox
from bot.line import shown
from bot.reply import Button, Note, Reply, Text
from bot.webex.reading import Read, remembered_in

log = logging.getLogger(__name__)

# How long somebody waits for an answer before being told that there is none.
PATIENCE = timedelta(seconds=20)
# While Webex does not even take that, the question waits for it to come back.
GIVE_UP_AFTER = timedelta(hours=24)
MOST_CRASHES = 5

_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 5.0
_LONGEST_ASKED_WAIT_S = 60.0
_INSIST_S = 30.0
_FEWEST_TRIES = 4
_CLOCKS_DIFFER = timedelta(minutes=1)

T = TypeVar("T")


@dataclass(slots=True)
class Progress:
    """What the tries at one question have yielded so far; in memory only."""

    heard: Heard | None = None
    reply: Reply | None = None
    read: Read = field(default_factory=dict)


class _LostError(Exception):
    """The lease was lost: the question is answered by somebody else."""


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
        with remembered_in(progress.read):
            try:
                self._answer(question, progress)
            except WebexError as error:
                return self._again(question, progress, error)
            except _LostError:
                log.warning("question %s: the lease was lost", question.number)
            except UnavailableError:
                raise
            except Exception:  # noqa: BLE001  # a fault of ours ends the question, not the worker
                self._apologise(question)
        return None

    def _answer(self, question: Question, progress: Progress) -> None:
        if question.crashes >= MOST_CRASHES:
            raise RuntimeError(f"{question.crashes} processes ended over this question")
        event = question.event
        progress.heard = progress.heard or self._conversation.hear(event, question.arrived_at)
        heard = progress.heard
        if heard is None:
            return _insist(lambda: self._inbox.answered(question))
        is_out = self._is_out(question, heard)
        if not is_out:
            progress.reply = (
                progress.reply or self._late(question, heard) or self._conversation.answer(heard)
            )
            reply = progress.reply if is_out is False else _with_notice(progress.reply)
            self._post(question, heard, reply)
        return _insist(lambda: self._inbox.answered(question))

    def _is_out(self, question: Question, heard: Heard) -> bool | None:
        """Tell whether an earlier try has said the answer; None if nobody can tell."""
        if question.posting_at is None:
            return False
        since = question.posting_at - _CLOCKS_DIFFER
        return self._conversation.is_out(heard.origin, question.event.id, since)

    def _post(self, question: Question, heard: Heard, reply: Reply) -> None:
        if not _insist(lambda: self._inbox.posting(question)):
            raise _LostError
        try:
            self._conversation.say(reply, heard.origin, question.event.id)
        except WebexError as error:
            raise _NotPostedError(error.failure) from error

    def _late(self, question: Question, heard: Heard) -> Reply | None:
        asked_at = moment.parse(question.event.created or "") or question.arrived_at
        if (
            self._late_after is None
            or heard.reply
            or datetime.now(UTC) - asked_at < self._late_after
        ):
            return None
        ago = moment.said(asked_at, datetime.now(UTC))
        again = shown(heard.line)
        return Reply(
            "Sorry, I was away when you asked",
            [
                Text(f"Your question is from {ago}. If it still matters, ask again."),
                *([Button("Ask again", says=again)] if again else []),
            ],
        )

    def _again(self, question: Question, progress: Progress, error: WebexError) -> float | None:
        """Put a question off, or tell the person that there will be no answer."""
        failure = error.failure
        log.warning("question %s, try %s: %s", question.number, question.tries, error)
        age = datetime.now(UTC) - question.arrived_at
        asked_wait_s = failure.retry_after_s or 0.0
        # A question that has lain on disk for long has had no fair chance yet.
        is_used_up = age > self._patience and question.tries >= _FEWEST_TRIES
        is_too_long = is_used_up or asked_wait_s > _LONGEST_ASKED_WAIT_S
        if is_too_long and progress.reply is None and self._told(question, progress, error):
            return None
        posted_in_vain = isinstance(error, _NotPostedError) and failure.is_refusal
        hopeless = posted_in_vain and not failure.passes and failure.what != 401
        if hopeless or age > GIVE_UP_AFTER:
            _insist(lambda: self._inbox.give_up(question, str(error)))
            return None
        longest = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(question.tries, 10))
        wait_s = random.uniform(longest / 2, longest)  # noqa: S311  # to spread load, not to hide
        wait_s = max(wait_s, min(asked_wait_s, _LONGEST_ASKED_WAIT_S))
        with self._lock:
            self._progress[question.number] = progress
        _insist(lambda: self._inbox.later(question, wait_s, str(error), unsaid=posted_in_vain))
        return wait_s

    def _told(self, question: Question, progress: Progress, error: WebexError) -> bool:
        """Say that there is no answer; False if Webex does not take that either."""
        line = progress.heard.line if progress.heard else ()
        where = (
            progress.heard.origin if progress.heard else origin(question.event, question.arrived_at)
        )
        reply = self._conversation.dispatch.gave_up(error, line, question.arrived_at)
        try:
            self._post(question, Heard(line, where), reply)
        except WebexError as worse:
            log.warning("question %s: nor could that be said: %s", question.number, worse)
            return False
        _insist(lambda: self._inbox.give_up(question, str(error)))
        return True

    def _apologise(self, question: Question) -> None:
        reply = self._conversation.dispatch.apology()
        try:
            where = origin(question.event, question.arrived_at)
            self._conversation.say(reply, where, question.event.id)
        except WebexError as error:
            log.warning("question %s: the apology could not be posted: %s", question.number, error)
        _insist(lambda: self._inbox.give_up(question, reply.title))


class _NotPostedError(WebexError):
    """The call that failed was the post of the answer."""


def _with_notice(reply: Reply) -> Reply:
    return Reply(reply.title, [*reply.blocks, Note("I was interrupted, so this may be a repeat.")])


def _insist(write: Callable[[], T]) -> T:
    """Write to the database even if it is away for a moment: what was done must be noted.

    Raises:
        UnavailableError: it was away for longer than a lease lasts.
    """
    until = time.monotonic() + _INSIST_S
    while True:
        try:
            return write()
        except UnavailableError:
            if time.monotonic() > until:
                raise
        time.sleep(0.2)
