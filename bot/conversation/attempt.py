"""The tries at one question: what they have found, how long to wait between them, and how long."""

from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

from bot.conversation.heard import Heard, unproven
from bot.dispatch.audit import Case
from bot.inbox.question import Question
from bot.reply.blocks import Reply
from bot.webex.reading import Read
from bot.webex.rights import Rights

# How long somebody waits for an answer before being told that there is none.
PATIENCE = timedelta(seconds=20)
# While Webex does not even take that, the question waits for it to come back.
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_ASKED_WAIT_S = 60.0

_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 5.0

_GOOD_FOR_S = 60.0  # what was found before that may have changed


@dataclass(slots=True)
class Attempt:
    """How far this process has come with a question, kept in memory between its tries.

    Times are of the monotonic clock. `begun` is when this process first tried: patience counts from
    there, since a question that waited on disk has had no fair chance yet. `reply` is the answer,
    unless it holds a secret, and `rights` are the memberships that allowed it. `tries` numbers the
    latest try. `is_counted`: the question counts towards the rate limits already.
    """

    begun: float = field(default_factory=monotonic)
    heard: Heard | None = None
    reply: Reply | None = None
    found_at: float | None = None
    tries: int = 0
    is_counted: bool = False
    read: Read = field(default_factory=dict)
    rights: Rights = field(default_factory=dict)
    case: Case = field(default_factory=Case)

    def keep(self, reply: Reply) -> None:
        """Keep an answer for another try, unless it holds a secret."""
        self.reply = reply if reply.may_be_kept else None
        self.found_at = monotonic()

    def forget_what_is_old(self) -> None:
        """Forget an answer that was found some time ago: who may see it may have changed since."""
        if self.found_at is not None and monotonic() - self.found_at > _GOOD_FOR_S:
            self.forget()

    def forget(self) -> None:
        """Forget the answer, and all that Webex told for it."""
        self.reply = self.found_at = None
        self.read.clear()

    def heard_of(self, question: Question) -> Heard:
        """Return what was asked, or where it came from if it could not be read."""
        return self.heard or Heard((), unproven(question.event, question.arrived_at))


def wait_s(tries: int, asked_s: float | None, spread: float) -> float:
    """Return the seconds to wait after so many tries.

    The wait doubles from one second to five. `spread`, a random number from 0 to 1, moves it within
    its upper half, so that questions that failed together are not tried again together. `asked_s`
    is what Webex asked for in `Retry-After`; it is followed up to a minute.
    """
    longest = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(tries - 1, 10))
    return max(longest * (1 + spread) / 2, min(asked_s or 0.0, LONGEST_ASKED_WAIT_S))


def is_used_up(tried: timedelta, asked_s: float | None, patience: timedelta) -> bool:
    """Tell whether it is time to tell the person that there is no answer.

    It is if `tried`, the time since the first try, is longer than `patience`, or if Webex asks for
    a longer wait than a person would sit through.
    """
    return tried > patience or (asked_s or 0.0) > LONGEST_ASKED_WAIT_S
