"""What was asked, and whether it was asked as its delivery says."""

from dataclasses import dataclass
from datetime import datetime

from bot.dispatch.ask import Origin
from bot.dispatch.grammar.line import Line
from bot.ids import same
from bot.reply.blocks import Reply
from bot.webex.model.event import Event
from bot.webex.model.message import Source
from bot.webex.model.named import Person


@dataclass(frozen=True, slots=True)
class Heard:
    """What was asked, where it came from, and when that was by Webex's clock.

    `reply` is the answer where nothing has to be looked up: to a file without text, to the bot's
    own arrival in a space, to a message that Webex does not show. `is_in_thread`: it is a message,
    not a press, in a thread that already existed. `differs` names what the delivery says otherwise
    than Webex does; such a delivery is not answered.
    """

    line: Line
    origin: Origin
    reply: Reply | None = None
    asked_at: datetime | None = None
    is_in_thread: bool = False
    differs: str | None = None


def difference(event: Event, source: Source) -> str | None:
    """Return in which point a delivery names another than Webex shows; None if in none."""
    if not same(event.person_id, source.person_id):
        return "another person"
    return None if same(event.room_id, source.room_id) else "another space"


def unproven(event: Event, at: datetime) -> Origin:
    """Return where an event came from by its delivery alone, where Webex does not show it.

    It counts as a group space, where nothing is said that is for one person only.
    """
    asker = Person(id=event.person_id, email=event.person_email)
    thread_id, pressed_id = event.pressed_id or event.id, event.pressed_id
    return Origin(asker, event.room_id, False, thread_id, at, pressed_id, is_proven=False)
