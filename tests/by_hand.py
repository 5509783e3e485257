"""The bot at a pretend Webex without its threads: a test takes each step by hand."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.conversation.handler import Handler
from bot.database.engine import engine_for
from bot.database.transactions import Database
from bot.dispatch.command import Command
from bot.events.catch_up import CatchUp
from bot.events.intake import Intake
from bot.inbox.letters import Letters
from bot.inbox.presses import Presses
from bot.inbox.question import Question
from bot.inbox.store import Inbox
from bot.inbox.upkeep import Upkeep
from bot.runtime.builder import conversation_for, webex_for
from bot.sandbox import Action, Message, Sandbox
from bot.sandbox.moment import stamp
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.settings import settings
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.bot_bearer import BotBearer
from bot.webex.model.event import Event
from bot.webex.read_ahead import ReadAhead
from bot.webex.together import Together

T = TypeVar("T")

_SETTINGS = {
    "WEBEX_BOT_TOKEN": name.BOT_TOKEN,
    "WEBEX_WEBHOOK_SECRET": name.WEBHOOK_SECRET,
    "HELP_CONTACT": "the help desk",
    "LIMIT_PER_PERSON": "off",
    "LIMIT_PER_SPACE": "off",
}


def bearer_at(webex: Sandbox, token: str = name.BOT_TOKEN) -> Bearer:
    return Bearer(Connections(webex.url, 4), FixedToken(Secret(token)))


class OrgToken(FixedToken):
    """The organisation's token, as if it lasted for ever."""

    def is_set_up(self) -> bool:
        return True

    def may_write(self) -> bool | None:
        return None


class AtOnce(Executor):
    """Makes each call as it is submitted, so that a test knows the order."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # whoever asks for the result gets it
            done.set_exception(error)
        return done


@dataclass
class Clock:
    """A clock that stands still until it is moved; it begins now."""

    now: float = field(default_factory=time.time)

    def __call__(self) -> float:
        return self.now


class Bot:
    """One process of the bot, on a database in `folder`; `owner` is its name there.

    Two on one folder and clock are two processes, or one that was started again.
    """

    def __init__(
        self,
        webex: Sandbox,
        folder: Path,
        *,
        owner: str = "one",
        clock: Clock | None = None,
        more: Sequence[Command] = (),
        patience: timedelta = timedelta(seconds=20),
        late_after: timedelta | None = timedelta(hours=1),
        changes: Mapping[str, str] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        is_calm: Callable[[], bool] = lambda: False,
    ) -> None:
        self.webex, self.clock = webex, clock or Clock()
        self.database = Database(engine_for(f"sqlite:///{folder / 'bot.db'}", 2), self.clock)
        self.inbox, self.letters = Inbox(self.database, owner), Letters(self.database)
        self.upkeep = Upkeep(self.database, owner)
        read = settings.read({**_SETTINGS, "WEBEX_API_URL": webex.url, **(changes or {})})
        self._pool = ThreadPoolExecutor(2)
        together, connections = Together(self._pool), Connections(webex.url, 4)
        bearer = BotBearer(connections, Secret(name.BOT_TOKEN))
        parts = webex_for(
            read,
            self.database,
            connections,
            together,
            bot=bearer,
            org_token=OrgToken(Secret(name.SERVICE_APP_TOKEN)),
        )
        own = parts.own
        self.rooms, self.people, self.messages = own.rooms, own.people, own.messages
        ahead = ReadAhead(bearer, own.rooms, AtOnce(), is_calm)
        talk = conversation_for(read, parts, self.database, together, more, ahead)
        talk = replace(talk, late_after=late_after)
        receipts, self.permissions = talk.outgoing.receipts, talk.dispatch.permissions
        self.handler = Handler(self.inbox, Presses(self.database), talk, patience, clock=monotonic)

        self.intake = Intake(self.people.me, self.inbox.accept, receipts)
        self.catch_up = CatchUp(self.rooms, self.messages, self.people, self.intake.receive)

    def close(self) -> None:
        self._pool.shutdown()
        self.database.close()

    def ask(
        self,
        line: str,
        who: str = name.JOHN_EMAIL,
        room: str | None = name.UNICORN,
        ago: timedelta = timedelta(0),
    ) -> Message:
        """Let somebody say a line to the bot, and accept it as if that was some time ago."""
        said = self.webex.say(who, room, line if room is None else f"@Roomdesk {line}")
        messages = self.webex.world.messages
        messages[said.id] = replace(said, created=said.created - ago)
        self.inbox.accept(event_of(messages[said.id]))
        return said

    def press(
        self,
        answer: Message,
        button: str,
        who: str = name.JOHN_EMAIL,
        after: timedelta = timedelta(0),
    ) -> Action:
        """Let somebody press a button of an answer, and accept it as if that was later."""
        action = self.webex.press(who, answer.id, button=button)
        action = replace(action, created=action.created + after)
        self.webex.world.actions[action.id] = action
        kind, at = "attachmentActions", stamp(action.created)
        ids = (action.id, action.room_id, action.person_id)
        self.inbox.accept(Event(kind, "created", *ids, created=at, pressed_id=action.message_id))
        return action

    def claimed(self) -> Question:
        """Take the one question that is due."""
        (question,) = self.inbox.claim(1) or self.inbox.claim_suspect()
        return question

    def step(self) -> float | None:
        """Try the question that is due once; return the seconds until it is due again."""
        return self.handler.handle(self.claimed())

    def try_again(self, wait_s: float | None) -> float | None:
        """Let that time pass, and try again what was put off."""
        assert wait_s is not None
        self.clock.now += wait_s
        return self.step()

    def answer_all(self) -> int:
        """Answer what is due, until nothing is; return how many questions that were."""
        count = 0
        while questions := self.inbox.claim(8):
            for question in questions:
                assert self.handler.handle(question) is None
                count += 1
        return count

    def calls(self, method: str, path: str) -> int:
        """Return how many calls Webex got; `path` is what follows /v1."""
        calls = self.webex.calls()
        return sum((call.method, call.path) == (method, f"/v1{path}") for call in calls)


def event_of(message: Message) -> Event:
    """Return the event that tells of a message."""
    return Event(
        "messages",
        "created",
        message.id,
        message.room_id,
        message.person_id,
        message.person_email,
        message.room_kind,
        stamp(message.created),
    )


# Starts a process of the bot.
Start = Callable[..., Bot]


@contextlib.contextmanager
def processes(webex: Sandbox, folder: Path) -> Iterator[Start]:
    """Start processes of the bot on one database and one clock; they end with the block."""
    with contextlib.ExitStack() as stack:
        clock = Clock()

        def start(owner: str = "one", **how: Any) -> Bot:
            bot = Bot(webex, folder, owner=owner, clock=clock, **how)
            stack.callback(bot.close)
            return bot

        yield start
