"""What became of a question, in one line for whoever has to know it later.

Who asked what about whom, what was decided and what came of it. No answer's content, and of a
question only what names somebody or something. In JSON with ids; for people in a sentence.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.dispatch.ask import Origin
from bot.dispatch.audit_sentence import Titles, sentence
from bot.dispatch.grammar.arguments import Args
from bot.reply.plain_text import one_line
from bot.telemetry.log.entry import Told

log = logging.getLogger("roomdesk.audit")

_MOST_TRACKED = 50


@dataclass(slots=True)
class Case:
    """What is known of a question so far.

    `decision` is `permitted`, `refused: …`, `not understood` or `limited`; `tracking_ids` are
    those of all of Webex's responses, the latest ones if there were many.
    """

    command: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    decision: str | None = None
    outcome: str = "answered"
    tracking_ids: list[str] = field(default_factory=list)

    @property
    def result(self) -> str:
        """What came of it, in one of few words: no status, no title."""
        is_decided = self.outcome in {"answered", "told", "not answered"}
        said = self.decision if is_decided and self.decision != "permitted" else self.outcome
        word = (said or "answered").partition(":")[0]
        return "explained" if word.startswith("explained ") else word

    def concerns(self, args: Args) -> None:
        """Take note of whom and what the question names; words are left out."""
        person, space = args.person, args.space
        named = {
            "person": person and (person.email or person.id),
            "space": space and (space.id or "a title"),
            "site": args.site,
        }
        self.about = {name: value for name, value in named.items() if value}


def _no_title(_room_id: str) -> None:
    """Know none."""


def write_ask(origin: Origin, case: Case) -> None:
    """Log the line of a question that the operator asked on the terminal, as somebody."""
    line: dict[str, object] = {
        "event": "ask",
        "from": "terminal",
        "as": origin.asker.id,
        "email": origin.asker.email,
        "space": origin.room_id,
        "direct": origin.is_direct,
        "command": case.command,
        "about": case.about,
        "decision": case.decision,
        "outcome": case.outcome,
        "tracking_ids": case.tracking_ids[-_MOST_TRACKED:],
    }
    log.info(Told(f"{sentence(origin, case, _no_title)}, on the terminal of the bot", line))


def write(
    number: int, tries: int, origin: Origin, case: Case, took_s: float, titles: Titles = _no_title
) -> None:
    """Log the line of a question that has ended, so many seconds after it arrived."""
    line: dict[str, object] = {
        "event": "answer",
        "question": number,
        "person": origin.asker.id,
        "email": origin.asker.email,
        "space": origin.room_id,
        "direct": origin.is_direct,
        "pressed": origin.pressed_id is not None,
        "command": case.command,
        "about": case.about,
        "decision": case.decision,
        "outcome": case.outcome,
        "tries": tries,
        "took_s": round(took_s, 3),
        "tracking_ids": case.tracking_ids[-_MOST_TRACKED:],
    }
    log.info(Told(sentence(origin, case, titles, tries=tries, took_s=took_s), line))


def write_change(origin: Origin, command: str, properties: Sequence[str], whose: str) -> None:
    """Log the line of a change: who changed which properties, never to what.

    `whose` access made it: `own`, or `organisation`.
    """
    who = one_line(origin.asker.email or origin.asker.id or "")
    line: dict[str, object] = {
        "event": "change",
        "person": origin.asker.id,
        "email": origin.asker.email,
        "command": command,
        "properties": [*properties],
        "access": whose,
    }
    changed = " and ".join(properties)
    log.info(Told(f"{who} changed {changed} of their own, by “{command}”", line))
