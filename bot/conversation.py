"""One event, step by step: hear what was asked, find the answer, say it in the space."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot import card, line, markdown, policy
from bot.argument import Person
from bot.ask import Origin
from bot.audit import Case
from bot.dispatch import Dispatch
from bot.errors import WebexError
from bot.explain import explain
from bot.ids import is_path_segment, same
from bot.limit import Excess, Limits
from bot.line import Line
from bot.model.profile import Profile
from bot.receipts import Receipts
from bot.reply import Button, Reply, Text
from bot.webex.messages import Messages
from bot.webex.people import People
from bot.webex.rooms import Rooms
from bot.webhook import Event


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
class Conversation:
    """The steps from an event to its answer. Each raises WebexError where Webex fails it."""

    messages: Messages
    people: People
    rooms: Rooms
    dispatch: Dispatch
    limits: Limits
    receipts: Receipts = field(default_factory=Receipts)

    def hear(self, event: Event, at: datetime) -> Heard | None:
        """Return what was asked by an event that arrived at `at`; None if nothing was.

        A refusal is an answer too; what passes is raised.
        """
        me = self.people.me()
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
            return Heard(
                (), origin(event, at), explain(error.failure, contact=self.dispatch.contact)
            )

    def excess(self, heard: Heard) -> Excess | None:
        """Count a question; return what limit it is over. Raises: UnavailableError."""
        is_free = heard.origin.asker.id is None or self.dispatch.is_help(heard.line)
        return None if is_free else self.limits.spend(heard.origin)

    def answer(self, heard: Heard, case: Case) -> Reply:
        """Return the answer to what was heard; `case` takes what the audit has to know."""
        return heard.reply or self.dispatch.answer(heard.line, heard.origin, case)

    def say(
        self, reply: Reply, origin: Origin, question_id: str, asked: datetime | None = None
    ) -> None:
        """Post a reply where the question came from, and 1:1 what is for the asker alone.

        `asked` is when the question came, if an earlier try may have said the latter.
        """
        if reply.alone and not origin.is_direct:
            self._say_once_alone(reply.alone, origin, question_id, asked)
        reply = policy.heard_by_all(reply, origin.is_direct)
        text, drawn = _drawn(reply, origin, origin.is_direct, origin.thread_id, question_id)
        message_id = self.messages.post(origin.room_id, origin.thread_id or None, text, drawn)
        if message_id:
            self.receipts.account_for(message_id)

    def _say_once_alone(
        self, reply: Reply, origin: Origin, question_id: str, asked: datetime | None
    ) -> None:
        person_id = origin.asker.id or ""
        if asked and self.messages.has_been_told(person_id, question_id, asked - _WEBEX_CLOCK):
            return
        # It stands in another space than the question, so in no thread of the question's.
        self.messages.post_alone(person_id, *_drawn(reply, origin, True, "", question_id))

    def say_alone(self, reply: Reply, origin: Origin) -> None:
        """Post to the asker 1:1 what may be said in a group space, and no more."""
        text = markdown.render(reply.title, policy.audible(reply, is_direct=False), origin.at)
        self.messages.post_alone(origin.asker.id or "", text)

    def is_out(self, origin: Origin, question_id: str, posted: datetime) -> bool | None:
        """Tell whether an answer that was `posted` then has arrived; None: nobody can tell.

        In a group space Webex lists a bot only messages that mention it, not its own; there the
        deliveries of its own messages are asked, if they have come.
        """
        try:
            if origin.is_direct:
                own_id = self.people.me().id or ""
                return self.messages.answered(
                    origin.room_id, question_id, origin.thread_id, own_id, posted - _WEBEX_CLOCK
                )
            own = self.receipts.since(origin.room_id, posted - _OUR_CLOCKS)
            return any(self.messages.answers(one) == question_id for one in own) or None
        except WebexError as error:
            if error.failure.passes:
                raise
            return None

    def _press(self, event: Event, at: datetime) -> Heard:
        press = self.messages.press(event.id)
        is_direct = self.rooms.is_direct(event.room_id, event.room_type)
        thread_id = press.thread_id if is_path_segment(press.thread_id or "") else None
        return Heard(tuple(line.words(press.says)), origin(event, at, is_direct, thread_id))

    def _message(self, event: Event, at: datetime, me: Profile) -> Heard:
        message = self.messages.get(event.id)
        is_direct = self.rooms.is_direct(event.room_id, message.room_type or event.room_type)
        # Nobody has to mention the bot 1:1, where its name may as well be a word of the question.
        names = [] if is_direct else [name for name in (me.name, me.nickname) if name]
        said = line.read(message.text, message.html, me.id or "", names)
        return Heard(
            said,
            origin(event, at, is_direct, message.parent_id, message.person_email),
            _ONLY_FILE if message.has_files and line.is_blank(said) else None,
        )

    def _arrival(self, event: Event, at: datetime) -> Heard | None:
        if self.rooms.is_direct(event.room_id, event.room_type):
            return None  # whoever opens a 1:1 space is about to ask something
        name = self.people.me().name or "your room desk"
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


# By how much the clocks of Webex, and of our hosts and database, may differ from each other.
_WEBEX_CLOCK = timedelta(minutes=1)
_OUR_CLOCKS = timedelta(seconds=5)

_ONLY_FILE = Reply(
    "I cannot read files",
    [Text("Type your question instead."), Button("What can you do?", says="help")],
)


def _drawn(
    reply: Reply, origin: Origin, is_direct: bool, thread_id: str, question_id: str
) -> tuple[str, dict[str, Any]]:
    """Return a reply as Markdown and as a card."""
    blocks = policy.audible(reply, is_direct)
    return (
        markdown.render(reply.title, blocks, origin.at),
        card.render(reply.title, blocks, origin.at, thread_id, question_id),
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
