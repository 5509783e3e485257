"""A reply as an Adaptive Card 1.3, of the elements that Webex supports.

TextBlock, FactSet, ActionSet, Action.OpenUrl and Action.Submit; see
https://developer.webex.com/docs/buttons-and-cards. Everything from outside is escaped here.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, assert_never

from bot.reply import times
from bot.reply.blocks import (
    Block,
    Bullets,
    Button,
    Copy,
    Dial,
    Facts,
    Heading,
    Note,
    Open,
    Text,
    Value,
    Web,
    When,
)
from bot.reply.card_size import Element, fitted
from bot.reply.escape import ENTITY, backslashed
from bot.reply.plain_text import clip, one_line
from bot.reply.weblink import web_address
from bot.secret import Secret

LIMIT = 20_000  # bytes of JSON; well below any limit that has been reported for Webex
_LONGEST_TITLE = 200  # characters
_LONGEST_VALUE = 600  # characters
_LONGEST_WORD = 40  # characters that a column of a table can hold
_ACTIONS_PER_SET = 5
_WIDEST_ROW = 50  # characters of all titles and edges
_OPENERS = re.compile(r"<(?=@)|\{(?=\{)")
_EDGES = 4  # characters that a button and the gap beside it take


def render(
    title: str, blocks: Sequence[Block], now: datetime, thread_id: str, answers: str = ""
) -> dict[str, Any]:
    """Draw a reply as the content of a card attachment.

    `answers` is the id of the question. It stands as the id of the title, where nobody sees it:
    by that a question that was interrupted finds its answer.

    A button carries its line and `thread_id`, so that the answer to a press goes under the same
    question without asking Webex where the card stands. What does not fit is left out from the
    end and counted.
    """
    named = {"id": answers} if answers else {}
    body = [_text(clip(title, _LONGEST_TITLE), weight="Bolder", size="Medium", **named)]
    for _, group in groupby(blocks, key=lambda block: isinstance(block, Open | Button)):
        together = tuple(group)
        body += [element for block in together for element in _block(block, now)]
        body += _action_sets([action for block in together for action in _action(block, thread_id)])
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.3",
        "body": fitted(body, LIMIT),
    }


def escape(text: str) -> str:
    """Return `text` such that a card shows it as it is.

    `{{DATE(…)}}` would be computed by the client. A word joiner, which takes no room, takes it
    and `<@` apart: an entity would be seen as such where a client draws text without Markdown.
    """
    return _apart(_no_entity(backslashed(text)).replace("<", r"\<"))


def _no_entity(text: str) -> str:
    return ENTITY.sub(r"\\&", text) if "&" in text else text


def _apart(text: str) -> str:
    has_any = "<" in text or "{" in text
    return _OPENERS.sub("\\g<0>\u2060", text) if has_any else text


def _text(text: str, **looks: object) -> Element:
    return {"type": "TextBlock", "text": escape(text), "wrap": True, **looks}


def _block(block: Block, now: datetime) -> Iterator[Element]:
    match block:
        case Text(text):
            yield _text(clip(text, _LONGEST_VALUE))
        case Note(text):
            yield _text(clip(text, _LONGEST_VALUE), isSubtle=True, size="Small")
        case Heading(text):
            yield _text(clip(text, _LONGEST_TITLE), weight="Bolder", separator=True)
        case Facts(rows):
            yield from _facts(rows, now)
        case Bullets(items):
            for item in items:
                text = f"• {_value(item, now)}"
                yield {"type": "TextBlock", "text": text, "wrap": True, "spacing": "Small"}
        case Open() | Button():
            pass  # drawn by _action
        case _:
            assert_never(block)


def _facts(rows: Sequence[tuple[str, Value]], now: datetime) -> Iterator[Element]:
    """Draw a table, and below it, each under its label, what no column could hold."""
    table = [
        {"title": escape(label), "value": _value(value, now)}
        for label, value in rows
        if _fits(value)
    ]
    if table:
        yield {"type": "FactSet", "facts": table}
    for label, value in rows:
        if not _fits(value):
            yield {"type": "TextBlock", "text": f"**{escape(label)}**", "wrap": True}
            text = _value(value, now)
            yield {
                "type": "TextBlock",
                "text": text,
                "wrap": True,
                "spacing": "None",
                "size": "Small",
            }


def _fits(value: Value) -> bool:
    """Tell whether a column can hold a value.

    A table does not break a word: one long id would push every other value out of sight.
    """
    text = _plain(value) if isinstance(value, str | Copy | Secret) else ""
    return len(text) <= _LONGEST_WORD or all(len(word) <= _LONGEST_WORD for word in text.split())


def _plain(value: str | Copy | Secret) -> str:
    match value:
        case str():
            return value
        case Copy(text):
            return text
        case Secret():
            return value.reveal()


def _value(value: Value, now: datetime) -> str:
    match value:
        case str() | Copy() | Secret():
            return escape(clip(_plain(value), _LONGEST_VALUE))
        case When(at):
            return escape(times.said(at, now))
        case Web(url):
            address = web_address(url)
            if not address:
                return escape(clip(url, _LONGEST_VALUE))
            return f"[{escape(url)}]({_no_entity(address)})"
        case Dial(number):
            tap = f" · tap {escape(value.tap)}" if value.tap else ""
            return escape(clip(number, 100)) + tap
        case _:
            assert_never(value)


def _action(block: Block, thread_id: str) -> Iterator[Element]:
    match block:
        case Open(label, url):
            address = web_address(url)
            if address:
                yield {"type": "Action.OpenUrl", "title": _title(label), "url": address}
        case Button(label, says, _):
            data = {"say": _apart(one_line(says)), "thread": thread_id}
            yield {"type": "Action.Submit", "title": _title(label), "data": data}
        case Text() | Note() | Heading() | Facts() | Bullets():
            pass  # drawn by _block
        case _:
            assert_never(block)


def _title(label: str) -> str:
    # Titles of actions are plain text in every client.
    return _apart(one_line(clip(label, 60)))


def _action_sets(actions: list[Element]) -> Iterator[Element]:
    """Draw buttons in rows: some clients cut off what does not fit beside the others."""
    row: list[Element] = []
    for action in actions:
        width = sum(len(one["title"]) + _EDGES for one in [*row, action])
        if row and (len(row) == _ACTIONS_PER_SET or width > _WIDEST_ROW):
            yield {"type": "ActionSet", "actions": row}
            row = []
        row.append(action)
    if row:
        yield {"type": "ActionSet", "actions": row}
