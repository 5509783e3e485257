"""What the tries at one question have yielded so far; in memory only."""

from dataclasses import dataclass, field
from time import monotonic

from bot.conversation.heard import Heard, unproven
from bot.dispatch.audit import Case
from bot.inbox.question import Question
from bot.reply.blocks import Reply
from bot.webex.reading import Read
from bot.webex.rights import Rights

_GOOD_FOR_S = 60.0


@dataclass(slots=True)
class Attempt:
    """How far a question has come; times are of the monotonic clock.

    `begun` is when this process first tried: a question that has lain on disk for long has had no
    fair chance yet. `reply` is its answer, unless that holds a secret, and `rights` what it rests
    on. `tries` is the try that
    brought it here, and `is_counted` tells whether it counted towards the limits.
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
        """Forget what was found some time ago: who may see what may have changed since."""
        if self.found_at is not None and monotonic() - self.found_at > _GOOD_FOR_S:
            self.forget()

    def forget(self) -> None:
        """Forget what was found."""
        self.reply = self.found_at = None
        self.read.clear()

    def heard_of(self, question: Question) -> Heard:
        """Return what was asked, or where it came from if it could not be read."""
        return self.heard or Heard((), unproven(question.event, question.arrived_at))
