"""What was asked while we were away."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.errors import WebexError
from bot.ids import same
from bot.webex.messages import Messages
from bot.webex.model import fields
from bot.webex.model.event import Event
from bot.webex.people import People
from bot.webex.rooms import Rooms

log = logging.getLogger(__name__)

# Before that, what was answered is forgotten, and might be answered again.
_FURTHEST = timedelta(hours=72)
# Deliveries on their way when the mark was set, and clocks that differ.
_OVERLAP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Finds missed questions and puts them through the inbox, which knows those it has answered.

    `receive` takes an event in, as if Webex had delivered it. Presses of buttons cannot be listed
    by a bot, and are not caught up.
    """

    rooms: Rooms
    messages: Messages
    people: People
    receive: Callable[[Event], object]

    def since(self, moment: datetime) -> int:
        """Take in what was asked since that moment; return how many messages were looked at.

        One call lists the spaces, and one each those messages of an active space that a bot may
        see. A space whose messages Webex refuses is passed over.

        Raises:
            WebexError: Webex does not answer.
        """
        start = max(moment - _OVERLAP, datetime.now(UTC) - _FURTHEST)
        own_id = self.people.me().id
        found = 0
        for room in self.rooms.active_since(start):
            try:
                items = self.messages.since(room.id or "", start, is_direct=room.is_direct)
                # Webex lists the newest first; questions are taken in as they were asked.
                for item in reversed(list(items)):
                    event = _event(item, room.type)
                    if event and not same(event.person_id, own_id):
                        self.receive(event)
                        found += 1
            except WebexError as error:
                if error.failure.passes:
                    raise
                log.warning("could not look into a space for missed questions: %s", error)
        return found


def _event(item: fields.Data, room_type: str | None) -> Event | None:
    known = {name: fields.text(item, name) for name in ("id", "roomId", "personId")}
    if not all(known.values()):
        return None
    return Event(
        "messages",
        "created",
        known["id"] or "",
        known["roomId"] or "",
        known["personId"] or "",
        person_email=fields.text(item, "personEmail"),
        room_type=room_type,
        created=fields.text(item, "created"),
        was_missed=True,
    )
