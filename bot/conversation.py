"""One event from end to end: hear what was asked, answer it, say the answer in the space."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot import card, line, markdown, policy
from bot.argument import Person
from bot.ask import Origin
from bot.dispatch import Dispatch
from bot.errors import WebexError
from bot.explain import explain
from bot.ids import same
from bot.line import Line
from bot.model.profile import Profile
from bot.reply import Note, Reply
from bot.webex.messages import Messages
from bot.webex.people import People
from bot.webex.rooms import Rooms
from bot.webhook import Event


@dataclass(frozen=True, slots=True)
class Heard:
    """What was asked and where it came from; `only_file` if it was a file without a word."""

    line: Line
    origin: Origin
    only_file: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """Answers events, each with one message."""

    messages: Messages
    people: People
    rooms: Rooms
    dispatch: Dispatch

    def answer(
        self, event: Event, at: datetime, posting: Callable[[], None], *, may_be_out: bool = False
    ) -> None:
        """Answer one event that arrived at `at`; `posting` is called just before the post.

        `may_be_out` tells that an earlier try may have said the answer: then this one admits it.

        Raises:
            WebexError: the answer could not be posted, or Webex does not tell who the bot is.
        """
        me = self.people.me()
        if same(event.person_id, me.id):
            return
        try:
            heard = self._hear(event, at, me)
        except WebexError as error:
            origin = _origin(event, at, is_direct=False, thread_id=event.pressed_id or event.id)
            reply = explain(error.failure, contact=self.dispatch.contact)
        else:
            origin = heard.origin
            reply = self.dispatch.answer(heard.line, origin, only_file=heard.only_file)
        if may_be_out:
            reply = Reply(reply.title, [*reply.blocks, Note(_REPEAT)])
        posting()
        self._say(reply, origin)

    def say(self, reply: Reply, event: Event, at: datetime) -> None:
        """Post a reply that needs nothing but the event itself. Raises: WebexError."""
        self._say(
            reply, _origin(event, at, is_direct=False, thread_id=event.pressed_id or event.id)
        )

    def _hear(self, event: Event, at: datetime, me: Profile) -> Heard:
        if event.pressed_id:
            press = self.messages.press(event.id)
            is_direct = self.rooms.is_direct(event.room_id, event.room_type)
            origin = _origin(
                event, at, is_direct=is_direct, thread_id=press.thread_id or event.pressed_id
            )
            return Heard(tuple(line.words(press.says)), origin)
        message = self.messages.get(event.id)
        is_direct = self.rooms.is_direct(event.room_id, message.room_type or event.room_type)
        origin = _origin(event, at, is_direct=is_direct, thread_id=message.parent_id or event.id)
        names = [name for name in (me.name, me.nickname) if name]
        said = line.read(message.text, message.html, me.id or "", names)
        return Heard(said, origin, only_file=message.has_files and not said)

    def _say(self, reply: Reply, origin: Origin) -> None:
        blocks = policy.audible(reply, origin.is_direct)
        text = markdown.render(reply.title, blocks, origin.at)
        drawn = card.render(reply.title, blocks, origin.at, origin.thread_id)
        self.messages.post(origin.room_id, origin.thread_id, text, drawn)


_REPEAT = "I was interrupted, so this may be a repeat."


def _origin(event: Event, at: datetime, *, is_direct: bool, thread_id: str) -> Origin:
    asker = Person(id=event.person_id, email=event.person_email)
    return Origin(asker, event.room_id, is_direct, thread_id, at, event.pressed_id)
