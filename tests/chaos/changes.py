"""The bot is killed while people change their rooms: none is changed twice, none half."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine, text

from bot.database.engine import engine_for
from bot.sandbox import Message, Sandbox
from bot.sandbox.seed import name
from tests.chaos.bot import Bot
from tests.chaos.stage import BrokenError, Stage, pause

_LATENCY_S = 0.05
_ANSWERED_S = 90.0
_ROOM = "personalMeetingRoom"
_PEOPLE = (name.JOHN_EMAIL, name.ANA_EMAIL)
_CONFIRM = "Change it"
_PIN = "pmr pin new"
# So long that it occurs nowhere by chance.
_FIRST_PINS = ("775930264815", "284061397752")


@dataclass
class Asked:
    """What was typed, as the stage counts it."""

    asked: list[Message] = field(default_factory=list)

    def end(self) -> None:
        """Nothing runs."""


class Changers:
    """People who change their rooms one after the other, and look at what came of it."""

    def __init__(self, stage: Stage, bot: Bot) -> None:
        self.webex, self.bot = stage.webex, bot
        self.choice: random.Random = stage.choice_for("changes")
        self.pins: set[str] = set()
        self.asked = Asked()
        stage.streams.append(self.asked)  # type: ignore[arg-type]  # as much as is asked of one
        for email, pin in zip(_PEOPLE, _FIRST_PINS, strict=True):
            self.room(email)["hostPin"] = pin
            self.pins.add(pin)

    def room(self, email: str) -> dict[str, Any]:
        """Return somebody's room as Webex has it."""
        return self.webex.world.pmrs[email, name.SITE]

    def change(self, email: str, line: str, *, kill: bool) -> None:
        """Type a change, confirm it, and see that it is made once and whole."""
        asked = self.webex.say(email, None, line)
        self.asked.asked.append(asked)
        shown = self.webex.wait_for_reply(asked.id, _ANSWERED_S)
        before, made = dict(self.room(email)), len(_writes(self.webex))
        press = self.webex.press(email, shown.id, button=_CONFIRM)
        if kill:
            self._kill(made)
        said = self.webex.wait_for_reply(press.id, _ANSWERED_S)
        self._see(email, line, before, said)
        if len(_writes(self.webex)) != made + 1:
            raise BrokenError(f"“{line}” was written {len(_writes(self.webex)) - made} times")

    def _kill(self, made: int) -> None:
        """End the bot when it has the press: before the change, right after it, or any time."""
        if not self.webex.wait_until_delivered(_ANSWERED_S):
            raise TimeoutError("the press was not taken")
        after = self.choice.choice((made, made + 1))
        if self.choice.random() < 0.5:
            self.webex.wait_for(lambda: len(_writes(self.webex)) >= after, _ANSWERED_S)
        else:
            pause(self.choice.uniform(0, 0.5))
        self.bot.kill()
        self.bot.start()

    def _see(self, email: str, line: str, before: dict[str, Any], said: Message) -> None:
        """Raise BrokenError unless the one thing is changed, and everything else as it was."""
        room = dict(self.room(email))
        wanted = _wanted(line) or {"hostPin": room["hostPin"]}
        if room != {**before, **wanted} or room == before:
            raise BrokenError(f"“{line}” has left the room half changed, or as it was")
        self.pins.add(room["hostPin"])
        told = room["hostPin"] in (said.markdown or "")
        if told is not (line == _PIN):
            raise BrokenError(f"“{line}” was answered: {(said.markdown or '')[:40]}")


def _wanted(line: str) -> dict[str, Any]:
    """Return what a line makes of a room; nothing for a PIN, which is drawn."""
    command, _, to = line.removeprefix("pmr ").partition(" ")
    if command == "lock":
        is_on = to != "off"
        return {"enabledAutoLock": is_on, **({"autoLockMinutes": int(to)} if is_on else {})}
    return {"topic": to} if command == "topic" else {}


def _writes(webex: Sandbox) -> list[object]:
    calls = webex.calls()
    return [one for one in calls if one.method == "PUT" and one.path.endswith(_ROOM)]


def _lines() -> Iterator[str]:
    kinds = cycle(("lock 5", "topic", "pin", "lock 20", "topic", "pin", "lock off"))
    for number, kind in enumerate(kinds):
        more = {"pin": _PIN, "topic": f"pmr topic Room {number}"}
        yield more.get(kind, f"pmr {kind}")


def rooms_changed(stage: Stage, changes: int, kills: int) -> None:
    """SIGKILL around changes of rooms, started again at once; then every PIN is looked for."""
    stage.webex.faults.latency_s = _LATENCY_S
    changers = Changers(stage, stage.bot())
    killed = set(changers.choice.sample(range(changes), kills))
    lines = {email: _lines() for email in _PEOPLE}
    for number, email in zip(range(changes), cycle(_PEOPLE), strict=False):
        changers.change(email, next(lines[email]), kill=number in killed)
    stage.wait_until_quiet()
    _see_no_pin(stage, changers.pins)


def _see_no_pin(stage: Stage, pins: set[str]) -> None:
    """Raise BrokenError if a PIN is anywhere but in the 1:1 messages that tell it."""
    for message in list(stage.webex.world.messages.values()):
        told = f"{message!r} {dict(message.sent)!r}"
        is_right = message.room_kind == "direct" and (message.markdown or "").startswith(
            "**Your host PIN**"
        )
        if not is_right and _holds(told, pins):
            raise BrokenError("a PIN was said where it should not be")
    kept = [path for path in stage.folder.rglob("*") if path.is_file()]
    rows = _rows(stage.database_url)
    if any(_holds(one, pins) for one in (*map(_text, kept), *rows)):
        raise BrokenError("a PIN was kept")


def _holds(said: str, pins: set[str]) -> bool:
    return any(pin in said for pin in pins)


def _text(path: Path) -> str:
    return path.read_bytes().decode(errors="replace")


def _rows(url: str) -> list[str]:
    """Return all that the database holds."""
    engine = create_engine(engine_for(url, 1).url, poolclass=NullPool)
    tables = ("questions", "confirmations", "presses", "marks", "tallies", "grants", "consents")
    with engine.connect() as connection:
        found = [connection.execute(text(f"SELECT * FROM {one}")).all() for one in tables]  # noqa: S608
    engine.dispose()
    return [repr(rows) for rows in found]
