"""Lists of what people type: `make asks FILE=…` tries one at the demonstration.

A row is `where · who · what they type · the command line that it means`, with tabs between: where
is `1:1` or `space`, who is `anyone` or `desk`. {ana} is somebody else's address, {@ana} a mention
of them, {name} their name, ⏎ a line break. The meaning may be left out; a row without tabs is what
anyone types 1:1.
"""

import json
import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import demo_world, running
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from tests.chat.running import Chat, roomdesk

SETTINGS = {"HELP_CONTACT": "Hana"}
_CHANGES = re.compile(r"Y2lz\w+|\d+|just now|\b(?:seconds?|minutes?) ago\b|\bms\b")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that somebody types; `meaning` is None where the list does not tell it."""

    where: str
    who: str
    line: str
    meaning: str | None = None

    @property
    def email(self) -> str:
        return name.HANA_EMAIL if self.who == "desk" else name.JOHN_EMAIL

    @property
    def room(self) -> str | None:
        if self.where == "1:1":
            return None
        return name.PARTNERS if self.who == "desk" else name.UNICORN

    @property
    def is_compared(self) -> bool:
        """Whether the meaning is asked too, to compare the answers."""
        return self.meaning not in {None, "thanks", "cannot"}

    def asked(self, chat: Chat, line: str | None = None) -> Message:
        """Type the row, or another line in its place, and return the answer."""
        return chat.ask(_filled(self.line if line is None else line), self.email, self.room)

    def is_right(self, chat: Chat, answer: Message) -> bool:
        """Tell whether an answer is the one that the meaning gets."""
        said = answer.markdown or ""
        if self.meaning == "thanks":
            return said.startswith("**You are welcome") and answer.card is None
        if self.meaning == "cannot":
            return said.startswith("**I cannot do that**")
        return shape(answer) == shape(self.asked(chat, self.meaning))


def rows(text: str) -> Iterator[Row]:
    """Read a list."""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) == 1:
            yield Row("1:1", "anyone", line)
        else:
            yield Row(parts[0], parts[1], parts[2], parts[3] if len(parts) > 3 else None)


def shape(answer: Message) -> str:
    """Return what an answer tells, whenever it is asked and however a person is named."""
    body = answer.card["body"] if answer.card else [answer.markdown]
    told = [part for part in body if not isinstance(part, dict) or part["type"] != "ActionSet"]
    title = [{key: one[key] for key in one if key != "id"} for one in told if isinstance(one, dict)]
    said = json.dumps(title or told, ensure_ascii=False)
    return _CHANGES.sub("…", said.replace(name.ANA_EMAIL, "…").replace("Ana Ruiz", "…"))


def prepare(chat: Chat) -> None:
    """Bring the help desk and the person whom they ask about into one space."""
    chat.webex.invite(name.HANA_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)


def _filled(line: str) -> str:
    for mark, meant in (("{@ana}", "@Ana Ruiz"), ("{ana}", name.ANA_EMAIL), ("{name}", "Ana Ruiz")):
        line = line.replace(mark, meant)
    return line.replace("⏎", "\n")


class Heard(logging.Handler):
    """Keeps what the audit says of each answer."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.msg, dict):
            self.lines.append(dict(record.msg))

    def summary(self, number: int, answer: Message) -> str:
        """Return what was understood of the question of that number, in a few words."""
        line = self.lines[number]
        title = (answer.markdown or "").partition("\n")[0].strip("*")
        about = " ".join(map(str, dict(line.get("about") or {}).values()))  # type: ignore[call-overload]
        if line.get("decision") == "permitted":
            return f"{line.get('command')} {about}".strip()
        return f"{title} [{line.get('decision')}]"


def main(path: str) -> int:
    """Try a list and print what was understood; return the exit code."""
    heard = Heard()
    audit = logging.getLogger("roomdesk.audit")
    audit.addHandler(heard)
    audit.setLevel(logging.INFO)
    logging.getLogger("bot").setLevel(logging.CRITICAL)
    wrong = count = asked = 0
    changes = {**SETTINGS, "WORDS_FILE": os.environ.get("WORDS_FILE", "")}
    with (
        tempfile.TemporaryDirectory() as folder,
        running(demo_world()) as webex,
        roomdesk(webex, Path(folder), changes) as chat,
    ):
        prepare(chat)
        for row in rows(Path(path).read_text(encoding="utf-8")):
            answer = row.asked(chat)
            is_right = row.meaning is None or row.is_right(chat, answer)
            before, asked = asked, asked + 1 + row.is_compared
            webex.wait_for(lambda asked=asked: len(heard.lines) >= asked)  # type: ignore[misc]
            understood = heard.summary(before, answer)
            count, wrong = count + 1, wrong + (not is_right)
            meant = "" if is_right else f"   (meant: {row.meaning})"
            sys.stdout.write(f"{'ok   ' if is_right else 'WRONG'} {row.where:5} {row.line}\n")
            sys.stdout.write(f"            {understood}{meant}\n")
    sys.stdout.write(f"{count - wrong} of {count}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
