"""Takes an event in: writes it to the inbox, or drops it for a reason."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.database.retry import insist
from bot.events.receipts import Receipts
from bot.inbox.upkeep import KEPT_S
from bot.webex.model import fields
from bot.webex.model.event import Event
from bot.webex.model.profile import Profile


def _insist(write: Callable[[], bool]) -> bool:
    # A database that restarts is back in a moment, and Webex counts each refused delivery. One that
    # hangs is not waited for: the threads are needed for other requests.
    return insist(write, 3.0, if_it_hangs=False)


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes events in; makes no call to Webex.

    `me` is the bot's own account as far as known, `accept` writes an event down durably and
    sees that it is answered (False: it was known), `receipts` keeps the bot's own, `insist` tries
    a write again while the database is away.
    """

    me: Callable[[], Profile | None]
    accept: Callable[[Event], bool]
    receipts: Receipts = field(default_factory=Receipts)
    insist: Callable[[Callable[[], bool]], bool] = _insist

    def receive(self, event: Event) -> str:
        """Return what became of an event: `accepted`, or why it was dropped.

        Raises:
            UnavailableError: the database does not answer, and did not for some seconds.
        """
        me = self.me()
        is_own = me is not None and me.is_of(event.person_id, event.person_email)
        if event.resource == "memberships":
            if me and not is_own:
                return "not for me"
        elif is_own:
            self.receipts.note(event.room_id, event.id)
            return "my own"
        if is_stale(event, datetime.now(UTC)):
            return "too old"
        if not self.insist(lambda: self.accept(event)):
            return "known already"
        return "accepted"


def is_stale(event: Event, now: datetime) -> bool:
    """Tell whether an event is older than what the inbox remembers.

    It may be the replay of one that was answered and forgotten.
    """
    created = fields.parse_time(event.created or "")
    return created is not None and now - created > timedelta(seconds=KEPT_S)
