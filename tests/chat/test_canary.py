"""A host PIN is seen in the 1:1 message that was asked for, and nowhere else.

Each room has a PIN of its own that occurs nowhere by chance. The bot is asked everything in every
place, once, and fails in every way; then everything that it said, wrote and keeps is searched.
"""

import functools
import gc
import itertools
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from types import FrameType, FunctionType, MethodType, ModuleType
from typing import Any

import psycopg
import pytest
import requests
from psycopg.sql import SQL, Identifier

from bot import commands
from bot.commands.pin import HostPin, pin
from bot.conversation.attempt import Attempt
from bot.conversation.heard import Heard
from bot.dispatch.ask import Ask
from bot.dispatch.registry import commands_in
from bot.inbox.letters import Letters
from bot.reply.blocks import Reply
from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.faults import FaultBody
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.telemetry import log
from tests.by_hand import Bot
from tests.chat.running import Chat, roomdesk, says

_MARK = "77130459268"
_METRICS = "what the figures ask for"
_FORMS = [log.formatter(form) for form in ("human", "json")]
_PIN_LINE = re.compile(r"(thanks |cannot )?((pmr|host|pin) )*pin( site\d-example\.webex\.com)?")
_PLACES = (
    (name.JOHN_EMAIL, name.UNICORN),
    (name.JOHN_EMAIL, None),
    (name.HANA_EMAIL, None),
    (name.OLGA_EMAIL, name.UNICORN),
)
_ARGUMENTS = ("", name.JOHN_EMAIL, name.OTHER_SITE, name.UNICORN, "pin")


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    world = demo_world()
    for number, room in enumerate(world.pmrs.values()):
        room["hostPin"] = f"{_MARK}{number}"
    with running(world) as sandbox:
        for who in (name.HANA_EMAIL, name.OLGA_EMAIL):
            if who not in {world.people[one].email for one in world.members[name.UNICORN_ID]}:
                sandbox.invite(who, name.UNICORN, by=name.JOHN_EMAIL)
        yield sandbox


# What is seen from outside.


def _pins(webex: Sandbox) -> dict[str, str]:
    """Return each PIN and its owner's address."""
    return {room["hostPin"]: email for (email, _), room in webex.world.pmrs.items()}


def _asked(webex: Sandbox, message: Message) -> str:
    """Return the words of the question under which a message stands; a press asks nothing."""
    root = webex.world.messages.get(message.parent_id or "")
    return (root.text or "" if root else "").removeprefix("Roomdesk").strip()


def _told(webex: Sandbox) -> list[str]:
    """Return to whom PINs were told, having found none of them where it should not be."""
    found = []
    for message in list(webex.world.messages.values()):
        shown = f"{json.dumps(dict(message.sent))} {message!r}"
        for one, owner in _pins(webex).items():
            if one in shown:
                people = webex.world.members[message.room_id]
                emails = {webex.world.people[key].email for key in people}
                assert (message.room_kind, emails) == ("direct", {owner, name.BOT_EMAIL})
                assert message.person_email == name.BOT_EMAIL
                assert says(message).startswith("**Your host PIN**")
                # Asked for in a space, or by a button, it stands under no question.
                assert message.parent_id is None or _PIN_LINE.fullmatch(_asked(webex, message))
                shown = shown.replace(one, "")
                found.append(owner)
        assert _MARK not in shown
    return found


class _Sink(logging.Handler):
    """Keeps every record of every logger, at every level."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        written = [form.format(record) for form in _FORMS]
        self.seen.append(f"{record.getMessage()} {record.__dict__!r} {error} {written}")


@contextmanager
def _all_logged() -> Iterator[list[str]]:
    sink, root = _Sink(), logging.getLogger()
    loggers = [root, *map(logging.getLogger, list(root.manager.loggerDict))]
    before = [(one, one.level, one.propagate) for one in loggers]
    # Whoever else listens keeps the records, and with them what was in hand when they were made.
    others, root.handlers = root.handlers, [sink]
    for one in loggers:
        one.setLevel(logging.DEBUG if one is root else logging.NOTSET)
        one.propagate = True
    try:
        yield sink.seen
    finally:
        root.handlers = others
        for one, level, propagates in before:
            one.setLevel(level)
            one.propagate = propagates


def _files(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _rows(url: str) -> Iterator[bytes]:
    tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    with psycopg.connect(url) as connection:
        for (table,) in connection.execute(tables).fetchall():
            read = SQL("SELECT t::text FROM {} t").format(Identifier(table))
            yield from (row.encode() for (row,) in connection.execute(read).fetchall())


# What is kept inside.

_NOT_KEPT = (ModuleType, FunctionType, MethodType, FrameType, type, logging.Logger)


def _is_of_the_bot(module: str) -> bool:
    return module.startswith("bot.") and not module.startswith("bot.sandbox")


@functools.cache
def _is_ours(kind: type[Any]) -> bool:
    return _is_of_the_bot(kind.__module__)


@functools.cache
def _is_followed(kind: type[Any]) -> bool:
    return not issubclass(kind, _NOT_KEPT) and not kind.__module__.startswith("bot.sandbox")


def _kind(thing: object) -> Any:
    return type(thing)


@pytest.fixture(scope="module", autouse=True)
def _only_new_objects() -> Iterator[None]:
    """What is there before any PIN need not be searched each time; our modules are."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def _kept(*marks: str) -> list[str]:
    """Return where in the bot's modules and objects, and in whatever they hold, a PIN is kept."""
    marks = marks or (_MARK,)
    gc.collect()
    known: set[int] = set()
    found = []
    left: list[tuple[object, str]] = [(one, "") for one in gc.get_objects() if _is_ours(_kind(one))]
    left += [(vars(one), key) for key, one in sys.modules.items() if _is_of_the_bot(key)]
    while left:
        thing, path = left.pop()
        if id(thing) in known or not _is_followed(_kind(thing)):
            continue
        known.add(id(thing))
        if isinstance(thing, str | bytes):
            text = thing if isinstance(thing, str) else thing.decode(errors="replace")
            if any(mark in text for mark in marks):
                found.append(path)
            continue
        here = f"{path} > {type(thing).__qualname__}"
        left += [(one, here) for one in gc.get_referents(thing)]
    return found


def test_what_the_bot_keeps_is_searched_through_and_through() -> None:
    reply = Reply("x", alone=pin.answer(Ask("pin", None), HostPin(Secret(_MARK))))  # type: ignore[arg-type]
    attempt = Attempt(reply=reply)
    assert any("Secret" in path for path in _kept())
    attempt.reply = reply = Reply("x")
    assert _kept() == []


def test_no_value_of_ours_shows_a_pin() -> None:
    reply = pin.answer(Ask("pin", None), HostPin(Secret(_MARK)))  # type: ignore[arg-type]
    heard = Heard((), None, reply)  # type: ignore[arg-type]
    for one in (reply, reply.alone, heard, Attempt(heard=heard, reply=reply), Secret(_MARK)):
        assert _MARK not in f"{one!r} {one!s} {one}"
    assert not reply.may_be_kept


# The running bot.


def _lines() -> list[str]:
    found = list(commands_in(commands))
    aliases = [" ".join(words) for one in found for words in one.aliases]
    return [f"{one.title} {more}".strip() for one in found for more in _ARGUMENTS] + aliases


def _ask_everything(chat: Chat) -> None:
    """Ask every command with every argument, as everybody and everywhere."""
    for who, room in _PLACES:
        for asked in [chat.say(line, who, room) for line in _lines()]:
            chat.webex.wait_for_reply(asked.id)
    _settle(chat)


def _settle(chat: Chat) -> None:
    """Wait until no question waits and none is being answered."""
    assert chat.webex.wait_until_delivered()
    letters = Letters(chat.app.extensions["roomdesk"].start().database)
    for _ in range(1000):
        if not letters.counts().keys() & {"waiting", "running"}:
            return
        chat.webex.wait_for(lambda: False, 0.02)
    raise TimeoutError("questions are still open")


def _faults() -> Iterator[Fault]:
    def post(**how: Any) -> Fault:
        return Fault(method="POST", path="/messages", headers={"Retry-After": "0"}, **how)

    yield from (post(status=400, body="object", times=times) for times in (1, 3, 5))
    yield post(status=504, after=True, times=1)
    yield post(cut=True, times=1)
    rooms = "/meetingPreferences/*"
    yield Fault(path=rooms, status=401, times=1)
    yield Fault(path=rooms, status=500, times=2)
    yield Fault(path=rooms, hang_s=0.1, cut=True, times=2)
    yield Fault(path=rooms, status=503)


def _fail_in_many_ways(chat: Chat) -> None:
    for fault, room in itertools.product(_faults(), (name.UNICORN, None)):
        chat.webex.faults.add(fault)
        chat.say("pmr pin", room=room)
        _settle(chat)
        chat.webex.faults.clear()
    _settle(chat)


def _press_buttons(chat: Chat) -> None:
    for line, button in (("help more", "pmr pin"), ("help", "pmr"), ("help more", "status")):
        chat.press(chat.ask(line), button)
    told = chat.ask("pmr pin", room=None)
    chat.webex.press(name.JOHN_EMAIL, told.id, button="Remove this message")
    assert chat.webex.wait_for(lambda: told.id not in chat.webex.world.messages)
    _settle(chat)


def _on_the_terminal(chat: Chat) -> Iterator[str]:
    """Yield what the operator sees: every command asked 1:1 and in a space, and the checks."""
    run = chat.app.test_cli_runner().invoke
    asked: tuple[tuple[str, list[str]], ...] = (
        (name.JOHN_EMAIL, []),
        (name.HANA_EMAIL, ["--in", name.UNICORN]),
    )
    for line, (who, where) in itertools.product(_lines(), asked):
        yield run(args=["ask", line, "--as", who, "--json", *where]).output
    yield run(args=["ask", "pmr pin", "--as", name.JOHN_EMAIL]).output
    yield run(args=["ask", "pmr pin", "--as", name.JOHN_EMAIL, "--card"]).output
    yield run(args=["check"]).output
    yield run(args=["check", "--person", name.JOHN_EMAIL, "--json"]).output


def _dead_letters(chat: Chat) -> Iterator[str]:
    """Yield what the operator is shown of the questions that were given up."""
    run = chat.app.test_cli_runner().invoke
    listed = run(args=["inbox", "list", "--most", "100"]).output
    yield listed
    dead = [line.split()[0] for line in listed.splitlines()[1:]]
    assert dead
    yield from (run(args=["inbox", "show", number]).output for number in dead)


def _shown(chat: Chat) -> Iterator[str | bytes]:
    """Yield what can be read of the bot over HTTP, and what it was sent."""
    allowed = {"Authorization": f"Bearer {_METRICS}"}
    for rule in chat.app.url_map.iter_rules():
        if not rule.arguments and "GET" in (rule.methods or ()):
            page = requests.get(f"{chat.url}{rule.rule}", headers=allowed, timeout=10)
            yield page.text
            if rule.rule in {"/metrics", "/readyz"}:
                assert page.status_code == 200
    yield from (one.body for one in chat.webex.deliveries())


@contextmanager
def _talkative(webex: Sandbox, folder: Path, database: str) -> Iterator[Chat]:
    """Run a bot whose log shows all there is, and find no PIN in that log or kept by the bot."""
    changes = {"DATABASE_URL": database, "LOG_LEVEL": "DEBUG", "METRICS_TOKEN": _METRICS}
    with _all_logged() as logged:
        with roomdesk(webex, folder, changes) as chat:
            yield chat
            assert _kept() == []
        assert _kept() == []
    assert any("bot." in one for one in logged)
    assert [one for one in logged if _MARK in one] == []


@pytest.mark.timeout(600)
def test_whatever_is_asked_a_pin_is_seen_once(
    webex: Sandbox, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with _talkative(webex, tmp_path, f"sqlite:///{tmp_path / 'canary.db'}") as chat:
        _ask_everything(chat)
        shown = itertools.chain(_shown(chat), _on_the_terminal(chat), _files(tmp_path))
        assert not any(map(_has_mark, shown))
    assert set(_told(webex)) == {name.JOHN_EMAIL, name.HANA_EMAIL}
    assert _MARK not in "".join(capfd.readouterr())


def test_whatever_fails_a_pin_is_seen_once(
    webex: Sandbox, database_url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with _talkative(webex, tmp_path, database_url) as chat:
        _fail_in_many_ways(chat)
        failing = _told(webex)
        _press_buttons(chat)
        stored = _rows(database_url) if database_url.startswith("postgresql") else _files(tmp_path)
        shown = itertools.chain(_dead_letters(chat), _shown(chat), stored)
        assert not any(map(_has_mark, shown))
    assert set(failing) == {name.JOHN_EMAIL}
    assert len(_told(webex)) > len(failing)
    assert _MARK not in "".join(capfd.readouterr())


def _has_mark(text: str | bytes) -> bool:
    return _MARK in (text if isinstance(text, str) else text.decode(errors="replace"))


# Step by step: each failure at each try.


@pytest.fixture
def bot(webex: Sandbox, tmp_path: Path) -> Iterator[Bot]:
    found = Bot(webex, tmp_path, patience=timedelta(seconds=5))
    yield found
    found.close()


_STATUSES = (400, 401, 403, 404, 405, 409, 410, 415, 423, 428, 429, 500, 502, 503, 504)
_BODIES: tuple[FaultBody, ...] = ("error", "object", "list", "string", "html", "not-json", "empty")
_PATHS = ("/meetingPreferences/*", "/messages/direct", "/messages", "/messages/*", "/people/*")


def _tried(bot: Bot, fault: Fault, line: str, room: str | None) -> None:
    """Ask, and try until the question is closed, the fault in force at the first tries."""
    bot.webex.faults.add(fault)
    bot.ask(line, room=room)
    wait = bot.step()
    if wait is not None:
        assert _kept() == []  # between two tries
    while wait is not None:
        wait = bot.try_again(wait)
    bot.webex.faults.clear()


@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["in a space", "1:1"])
@pytest.mark.parametrize("status", [200, *_STATUSES])
def test_no_failing_call_shows_a_pin(
    bot: Bot, tmp_path: Path, status: int, room: str | None
) -> None:
    bodies = _BODIES if status == 200 else _BODIES[:1]
    with _all_logged() as logged:
        for path, body in itertools.product(_PATHS, bodies):
            times = 2 if path == "/messages" else 3
            fault = Fault(path=path, status=status, body=body, after=True, times=times)
            _tried(bot, fault, "pmr pin", room)
    assert [one for one in logged if _MARK in one] == []
    assert not any(map(_has_mark, _files(tmp_path)))
    assert set(_told(bot.webex)) <= {name.JOHN_EMAIL}
    assert _kept() == []


@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["in a space", "1:1"])
def test_no_notice_shows_a_pin(webex: Sandbox, tmp_path: Path, room: str | None) -> None:
    with ExitStack() as stack:
        logged = stack.enter_context(_all_logged())

        def start(owner: str, **how: Any) -> Bot:
            bot = Bot(webex, tmp_path, owner=owner, **how)
            stack.callback(bot.close)
            return bot

        late = start("late", late_after=timedelta(0))
        late.ask("pmr pin", room=room, ago=timedelta(hours=2))
        assert late.answer_all() == 1
        impatient = start("impatient", patience=timedelta(0))
        for path in ("/meetingPreferences/*", "/messages/direct"):
            webex.faults.add(Fault(path=path, status=503))
            impatient.ask("pmr pin", room=room)
            impatient.answer_all()
            webex.faults.clear()
        limited = start("limited", changes={"LIMIT_PER_PERSON": "1/hour"})
        for _ in range(3):
            limited.ask("pmr pin", room=room)
        assert limited.answer_all() == 3
        first, second = start("first"), start("second")
        first.ask("pmr pin", room=room)
        assert first.inbox.posting(first.claimed())
        second.inbox.take_over("first")
        assert second.answer_all() == 1
        assert _kept() == []
    # Where its first try found nothing wrong, where it was not one too many, and the resumed one.
    assert _told(webex) == [name.JOHN_EMAIL] * 3
    assert [one for one in logged if _MARK in one] == []
    assert not any(map(_has_mark, _files(tmp_path)))
