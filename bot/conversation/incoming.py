"""What an event asks: the message or the press behind it, read into a line.

Who asks, where, in which thread and when is read from Webex. The delivery itself is only a hint:
whoever has the secret can sign one that names somebody else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.greeting import Greeting
from bot.conversation.heard import Heard, difference, unproven
from bot.dispatch.ask import Origin
from bot.dispatch.grammar import line
from bot.dispatch.grammar.line import Line, Mention
from bot.errors import WebexError
from bot.ids import same
from bot.reply.blocks import Button, Reply, Text
from bot.reply.explain import Recipient, explain
from bot.webex.model.event import Event
from bot.webex.model.message import Message
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile
from bot.webex.own import Own
from bot.webex.read_ahead import nothing_ahead


@dataclass(frozen=True, slots=True)
class Incoming:
    """Reads what people sent.

    `contact` is whom they can turn to where Webex does not show it; `read_ahead` begins to read
    what an event may ask for.
    """

    own: Own
    contact: str
    greeting: Greeting
    read_ahead: Callable[[Event], None] = nothing_ahead

    def hear(self, event: Event, at: datetime, *, is_settled: bool) -> Heard | None:
        """Return what was asked by an event that arrived at `at`; None if nothing was.

        Where Webex refuses to show it, the answer explains that. What may work a moment later is
        raised. A message that is missing is raised too, since Webex may deliver it before it shows
        it; once the event `is_settled`, it was deleted, and nobody waits for an answer.
        """
        if event.resource == "memberships":
            return self.greeting.of(event, at)
        known = self.own.people.known_me
        if known and known.is_of(event.person_id, event.person_email):
            return None
        self.read_ahead(event)
        try:
            if event.pressed_id:
                return self._press(event, at)
            message = self.own.messages.get(event.id)
        except WebexError as error:
            if error.failure.passes:
                raise
            is_gone = error.failure.what == 404
            if is_gone and not event.pressed_id:
                if is_settled:
                    return None
                raise
            told = _GONE if is_gone else explain(error.failure, recipient=Recipient(self.contact))
            return Heard((), unproven(event, at), told)
        # After the message: a process that has just begun is told meanwhile.
        return self._message(message, event, at, self.own.people.me())

    def _press(self, event: Event, at: datetime) -> Heard:
        press = self.own.messages.press(event.id)
        source, pressed_id = press.source, press.message_id or ""
        said = tuple(line.words(press.says[:_LONGEST]))[:_MOST_WORDS]
        differs = difference(event, source) or (
            None if same(pressed_id, event.pressed_id) else "another card"
        )
        origin = Origin(
            Person(id=source.person_id),
            source.room_id,
            # A delivery that differs is not answered, so the call is saved.
            is_direct=not differs and self.own.rooms.is_direct(source.room_id, None),
            thread_id=press.thread_id or pressed_id,
            at=at,
            pressed_id=pressed_id,
            question_id=event.id,
        )
        return Heard(said, origin, None, source.created, differs=differs)

    def _message(self, message: Message, event: Event, at: datetime, me: Profile) -> Heard | None:
        source, differs = message.source, difference(event, message.source)
        if not differs and me.is_of(source.person_id, source.person_email):
            return None
        is_direct = not differs and self.own.rooms.is_direct(source.room_id, message.room_type)
        said = _line(message, me, is_direct)[:_MOST_WORDS]
        origin = Origin(
            Person(id=source.person_id, email=source.person_email),
            source.room_id,
            is_direct,
            thread_id=message.parent_id or event.id,
            at=at,
            question_id=event.id,
            text=message.text,
        )
        return Heard(
            said,
            origin,
            _ONLY_FILE if message.has_files and line.is_blank(said) else None,
            source.created,
            is_in_thread=message.parent_id is not None,
            differs=differs,
        )


def _line(message: Message, me: Profile, is_direct: bool) -> Line:
    """Return what a message says, without the mention of the bot."""
    # Nobody has to mention the bot 1:1, where its name may as well be a word of the question.
    names = () if is_direct else me.names
    said = line.read(message.text, message.html, me.id or "", names)
    if any(same(one, me.id) for one in message.mentioned):
        return said
    # Its id may have come in a form that cannot be compared: then its name tells.
    mine = (one for one in said if isinstance(one, Mention) and one.name in me.names)
    found = next(mine, None)
    return said if found is None else tuple(one for one in said if one is not found)


# Bytes of the longest message. For a press no limit is documented, and its line may be forged.
_LONGEST = 7439
# More words than any command takes. Further ones would only cost time.
_MOST_WORDS = 200

_GONE = Reply(
    "This button does not work any more",
    [Text("Its message is gone. Type your question instead."), Button("Help", says="help")],
)
_ONLY_FILE = Reply(
    "I cannot read files",
    [Text("Type your question instead."), Button("What can you do?", says="help")],
)
