"""The bot says hello where it arrives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.heard import Heard, difference
from bot.dispatch.ask import Origin
from bot.errors import WebexError
from bot.reply.blocks import Button, Reply, Text
from bot.webex.model.event import Event
from bot.webex.model.named import Person
from bot.webex.own import Own


@dataclass(frozen=True, slots=True)
class Greeting:
    """Reads who came into a space. `shows_rooms` tells whether `pmr` is of any use in spaces."""

    own: Own
    shows_rooms: Callable[[], bool]

    def of(self, event: Event, at: datetime) -> Heard | None:
        """Return what is said of an arrival; None if nothing is. Raises: WebexError, if it passes.

        Nobody waits for a greeting: if Webex refuses to show something, none is sent.
        """
        me = self.own.people.me()
        if not me.is_of(event.person_id, event.person_email):
            return None
        try:
            membership = self.own.members.get(event.id)
            source, room_type = membership.source, membership.room_type
            where = Origin(Person(), source.room_id, is_direct=False, thread_id="", at=at)
            if differs := difference(event, source):
                return Heard((), where, differs=differs)
            if self.own.rooms.is_direct(source.room_id, room_type):
                return None  # whoever opens a 1:1 space is about to ask something
        except WebexError as error:
            if error.failure.passes:
                raise
            return None
        says = ("room", "meeting", *(["pmr"] if self.shows_rooms() else []), "help")
        return Heard(
            (),
            where,
            Reply(
                f"Hello, I am {me.name or 'your room desk'}",
                [
                    Text("Mention me with one of these, and I answer right here."),
                    *(Button(one, one) for one in says),
                ],
            ),
        )
