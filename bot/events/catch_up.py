"""Finds the questions that were asked while the bot was away."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.errors import WebexError
from bot.ids import same
from bot.webex.messages import Messages
from bot.webex.model import fields
from bot.webex.model.event import Event
from bot.webex.model.room import Room
from bot.webex.people import People
from bot.webex.rooms import Rooms

log = logging.getLogger(__name__)

# The mark of the moment, by Webex's clock, until which nothing was missed.
SEEN = "seen"
# The inbox remembers answered questions for so long: older ones might be answered twice.
_FURTHEST = timedelta(hours=72)
# For deliveries that were on their way, and for clocks that differ.
_OVERLAP = timedelta(minutes=1)


# How often a space is tried whose messages Webex neither shows nor refuses, every few seconds.
_MOST_LOOKS = 100
_MOST_FAILURES = 3  # in a row: Webex is away, and the other spaces would fail too


@dataclass(slots=True)
class _Space:
    """A space that is yet to be looked into, from when on, and how often that has failed."""

    room: Room
    start: datetime
    looks: int = 0


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
    _left: dict[str, _Space] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether every space was looked into, or refused for good."""
        return not self._left

    def since(self, moment: datetime) -> int:
        """Take in what was asked since that moment; return how many messages were looked at.

        `moment` is by Webex's clock. One call lists the spaces, and one each those messages of an
        active space that a bot may see. A space whose messages Webex refuses is passed over; one
        that could not be looked into is left for `again`.

        Raises:
            WebexError: Webex does not answer.
        """
        start = max(moment - _OVERLAP, datetime.now(UTC) - _FURTHEST)
        for room in self.rooms.active_since(start):
            left = self._left.setdefault(room.id or "", _Space(room, start))
            left.start = min(left.start, start)
        return self.again()

    def again(self) -> int:
        """Look into the spaces that are left. Returns and raises what `since` does."""
        own_id = self.people.me().id if self._left else None
        found = failures = 0
        for room_id, space in [*self._left.items()]:
            try:
                found += self._taken_in(space, own_id)
            except WebexError as error:
                failures += 1
                if _is_over(space, error):
                    del self._left[room_id]
                elif failures == _MOST_FAILURES:
                    raise
            else:
                failures = 0
                del self._left[room_id]
        return found

    def _taken_in(self, space: _Space, own_id: str | None) -> int:
        room, found = space.room, 0
        items = self.messages.since(room.id or "", space.start, is_direct=room.is_direct)
        # Webex lists the newest first; questions are taken in as they were asked.
        for item in reversed(list(items)):
            event = _event(item, room.type)
            if event and not same(event.person_id, own_id):
                self.receive(event)
                found += 1
        return found


def _is_over(space: _Space, error: WebexError) -> bool:
    """Take note that a look has failed; tell whether there is no use in another."""
    if error.failure.is_definite:
        log.warning("a space is passed over, since Webex refuses its messages: %s", error)
        return True
    space.looks += not error.failure.passes
    if space.looks < _MOST_LOOKS:
        log.info("a space is looked into again for missed questions: %s", error)
        return False
    log.error("what was asked in a space since %s may be missed: %s", space.start, error)
    return True


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
