"""What becomes of an event at the door: written down, or dropped for a reason."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.database.retry import insist
from bot.events.receipts import Receipts
from bot.ids import same
from bot.inbox.upkeep import KEPT_S
from bot.webex.model import fields
from bot.webex.model.event import Event

_PATIENCE_S = 3.0


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes events in; makes no call to Webex.

    `own_id` is the bot's person id as far as known, `accept` writes an event down durably and
    sees that it is answered (False: it was known), `receipts` keeps the bot's own.
    """

    own_id: Callable[[], str | None]
    accept: Callable[[Event], bool]
    receipts: Receipts = field(default_factory=Receipts)

    def receive(self, event: Event) -> str:
        """Return what became of an event: `accepted`, or why it was dropped.

        Raises:
            UnavailableError: the database does not answer, and did not for some seconds.
        """
        own_id = self.own_id()
        is_own = same(event.person_id, own_id)
        if event.resource == "memberships":
            if own_id and not is_own:
                return "not for me"
        elif is_own:
            self.receipts.note(event.room_id, event.id)
            return "my own"
        if is_stale(event, datetime.now(UTC)):
            return "too old"
        if not self._written(event):
            return "known already"
        return "accepted"

    def _written(self, event: Event) -> bool:
        # A database in restart is back in a moment, and Webex counts each refusal.
        return insist(lambda: self.accept(event), _PATIENCE_S)


def is_stale(event: Event, now: datetime) -> bool:
    """Tell whether an event is older than what the inbox remembers.

    It may be the replay of one that was answered and forgotten.
    """
    created = fields.parse_time(event.created or "")
    return created is not None and now - created > timedelta(seconds=KEPT_S)
