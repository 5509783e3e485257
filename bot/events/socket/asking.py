"""Asks Webex for the API ids of an activity, where they cannot be made with certainty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import ids
from bot.errors import Failure, Trouble, WebexError
from bot.events.socket.activity import Activity
from bot.webex.model import fields
from bot.webex.model.catalog import Catalog
from bot.webex.model.event import Event
from bot.webex.rooms import Rooms
from bot.webex.services import Services


@dataclass(frozen=True, slots=True)
class Asking:
    """Makes an event of an activity with one call. `catalog` names the hosts of Webex."""

    services: Services
    rooms: Rooms
    catalog: Callable[[], Catalog | None]

    def event(self, activity: Activity) -> Event:
        """Return the event. Raises: WebexError."""
        if activity.resource == "memberships":
            return activity.event(self._cluster(self._room_id(activity)))
        kind = "attachment/actions" if activity.is_press else "messages"
        place = activity.url.replace(f"conversations/{activity.room}", f"{kind}/{activity.key}")
        found = self.services.call("GET", place, catalog=self.catalog())
        cluster = self._cluster(fields.text(found, "id"))
        return activity.event(cluster, fields.text(found, "messageId"))

    def _room_id(self, activity: Activity) -> str | None:
        """Return the API id of a space that the bot is in."""
        rooms = self.rooms.active_since(datetime.fromtimestamp(0, UTC))
        return next((room.id for room in rooms if ids.same(room.id, activity.room)), None)

    def _cluster(self, api_id: str | None) -> str:
        decoded = ids.decode(api_id or "")
        if decoded is None:
            raise WebexError(Failure(Trouble.GARBLED, "the id of an event"))
        return decoded.cluster
