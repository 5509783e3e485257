"""What an event asks: the message or the press behind it, read into a line."""

from dataclasses import dataclass
from datetime import datetime

from bot.dispatch.ask import Origin
from bot.dispatch.grammar import line
from bot.dispatch.grammar.line import Line
from bot.errors import WebexError
from bot.ids import is_path_segment, same
from bot.reply.blocks import Button, Reply, Text
from bot.reply.explain import Reader, explain
from bot.webex.model.event import Event
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile
from bot.webex.own import Own


@dataclass(frozen=True, slots=True)
class Heard:
    """What was asked, and where it came from.

    `reply` is the answer where there is nothing to look up: a file without a word, the bot's own
    arrival in a space, a message that Webex does not show.
    """

    line: Line
    origin: Origin
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """Reads what people sent. `contact` is whom they can turn to where Webex does not show it."""

    own: Own
    contact: str

    def hear(self, event: Event, at: datetime) -> Heard | None:
        """Return what was asked by an event that arrived at `at`; None if nothing was.

        A refusal is an answer too; what passes is raised.
        """
        me = self.own.people.me()
        is_own = same(event.person_id, me.id)
        if event.resource == "memberships":
            return self._arrival(event, at) if is_own else None
        if is_own:
            return None
        try:
            return self._press(event, at) if event.pressed_id else self._message(event, at, me)
        except WebexError as error:
            if error.failure.passes:
                raise
            is_gone = event.pressed_id and error.failure.what == 404
            told = _GONE if is_gone else explain(error.failure, reader=Reader(self.contact))
            return Heard((), origin(event, at), told)

    def _press(self, event: Event, at: datetime) -> Heard:
        press = self.own.messages.press(event.id)
        # Where the two differ about the space, nothing is said that only a 1:1 space may hear.
        is_there = press.room_id is None or same(press.room_id, event.room_id)
        is_direct = is_there and self.own.rooms.is_direct(event.room_id, event.room_type)
        thread_id = press.thread_id if is_path_segment(press.thread_id or "") else None
        said = tuple(line.words(press.says[:_LONGEST]))[:_MOST_WORDS]
        return Heard(said, origin(event, at, is_direct, thread_id))

    def _message(self, event: Event, at: datetime, me: Profile) -> Heard:
        message = self.own.messages.get(event.id)
        is_direct = self.own.rooms.is_direct(event.room_id, message.room_type or event.room_type)
        # Nobody has to mention the bot 1:1, where its name may as well be a word of the question.
        names = [] if is_direct else [name for name in (me.name, me.nickname) if name]
        said = line.read(message.text, message.html, me.id or "", names)[:_MOST_WORDS]
        return Heard(
            said,
            origin(event, at, is_direct, message.parent_id, message.person_email),
            _ONLY_FILE if message.has_files and line.is_blank(said) else None,
        )

    def _arrival(self, event: Event, at: datetime) -> Heard | None:
        try:
            is_direct = self.own.rooms.is_direct(event.room_id, event.room_type)
        except WebexError as error:
            if error.failure.passes:
                raise
            return None  # nobody waits for a greeting
        if is_direct:
            return None  # whoever opens a 1:1 space is about to ask something
        name = self.own.people.me().name or "your room desk"
        where = Origin(Person(), event.room_id, is_direct=False, thread_id="", at=at)
        return Heard(
            (),
            where,
            Reply(
                f"Hello, I am {name}",
                [
                    Text("Mention me with one of these, and I answer right here."),
                    *(Button(says, says) for says in ("room", "meeting", "pmr", "help")),
                ],
            ),
        )


# A message has 7439 bytes at most; of a press nobody knows, and anybody can press with any line.
_LONGEST = 7439
# Each command is done with long before; what comes after would only be compared.
_MOST_WORDS = 200

_GONE = Reply(
    "This button does not work any more",
    [Text("Its message is gone. Type your question instead."), Button("Help", says="help")],
)
_ONLY_FILE = Reply(
    "I cannot read files",
    [Text("Type your question instead."), Button("What can you do?", says="help")],
)


def origin(
    event: Event,
    at: datetime,
    is_direct: bool = False,
    thread_id: str | None = None,
    email: str | None = None,
) -> Origin:
    """Return where an event came from; without more knowledge, a group space and its own thread."""
    asker = Person(id=event.person_id, email=event.person_email or email)
    thread_id = thread_id or event.pressed_id or event.id
    return Origin(asker, event.room_id, is_direct, thread_id, at, event.pressed_id)
