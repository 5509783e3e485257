"""An answer as the terminal shows it: Markdown rendered, the card, or JSON."""

import html
import io
import json
import re

from rich.console import Console
from rich.markdown import Markdown

from bot.cli.asking import Asked
from bot.reply import markdown
from bot.reply.message import drawn, heard_by_all

_WIDEST = 100  # columns of a terminal that are used
_UNBROKEN = 1000  # columns where no terminal is: programs read lines
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def as_text(asked: Asked) -> str:
    """Return the answer for people, in colours where the output is a terminal."""
    terminal = Console()
    width = min(terminal.width, _WIDEST) if terminal.is_terminal else _UNBROKEN
    page = Console(file=io.StringIO(), width=width, force_terminal=terminal.is_terminal)
    text, _ = _drawn(asked)
    with page.capture() as shown:
        # Not every terminal opens links, and none of them shows where they lead.
        page.print(Markdown(_LINK.sub(_plainly, text), hyperlinks=False))
    return "\n".join(line.rstrip() for line in shown.get().splitlines())


def as_card(asked: Asked) -> str:
    """Return the content of the Adaptive Card."""
    return json.dumps(_drawn(asked)[1], indent=2, ensure_ascii=False)


def as_json(asked: Asked) -> str:
    """Return all there is, as docs/operator.md describes it."""
    text, card = _drawn(asked)
    origin, case = asked.origin, asked.case
    found = {
        "answered": asked.is_answered,
        "as": {"id": origin.asker.id, "email": origin.asker.email},
        "space": origin.room_id,
        "direct": origin.is_direct,
        "command": case.command,
        "decision": case.decision,
        "outcome": case.outcome,
        "title": heard_by_all(asked.reply, origin.is_direct).title,
        "markdown": text,
        "card": card,
        "tracking_ids": case.tracking_ids,
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _drawn(asked: Asked) -> tuple[str, dict[str, object]]:
    origin = asked.origin
    return drawn(heard_by_all(asked.reply, origin.is_direct), origin.at, origin.is_direct)


def _plainly(link: re.Match[str]) -> str:
    """Return a link to what its text says as that text alone."""
    text, address = link.groups()
    return text if text == markdown.escape(html.unescape(address)) else link[0]
