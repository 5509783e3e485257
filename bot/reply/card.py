"""A reply as an Adaptive Card 1.2, of the elements that Webex supports.

TextBlock, FactSet, ActionSet, Action.OpenUrl, Action.Submit and Action.ShowCard; see
https://developer.webex.com/docs/buttons-and-cards. Everything from outside is escaped here.

Clients draw a card with one of two renderers (npm `adaptivecards` and `@webex/components`), and a
card has to be right in both, on a phone too. They differ in this: only one reads Markdown in a
table, and only one draws a card of version 1.3 as it is.
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
    Folded,
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
from bot.reply.weblink import app_link, web_address
from bot.reply.width import cut, widest_word, width
from bot.secret import Secret

LIMIT = 20_000  # bytes of JSON; well below any limit that has been reported for Webex
_LONGEST_TITLE = 200  # characters
_LONGEST_VALUE = 600  # characters
# In characters of usual width (see `bot.reply.width`): what a card of 320 pixels holds.
_WIDEST_VALUE = 28  # the widest word of a value in a table
_WIDEST_FACT = 30  # that and the widest word of its label, side by side
_WIDEST_ROW = 32  # the titles of the buttons in a row, and their edges
_EDGES = 4  # a button's, with the gap beside it
_ACTIONS_PER_SET = 5
_OPENERS = re.compile(r"<(?=@)|[{$](?=\{)")
_BUTTONS = Folded | Open | Button


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
    for _, group in groupby(blocks, key=lambda block: isinstance(block, _BUTTONS)):
        together = tuple(group)
        body += [element for block in together for element in _block(block, now)]
        body += _action_sets(
            [action for block in together for action in _action(block, now, thread_id)]
        )
    return _card(fitted(body, LIMIT))


def _card(body: list[Element]) -> Element:
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.2",
        "body": body,
    }


def escape(text: str) -> str:
    """Return `text` such that a card shows it as it is.

    `{{DATE(…)}}` and `${…}` would be computed by the client. A word joiner, which takes no room,
    takes them and `<@` apart: an entity would be seen as such where text is drawn without Markdown.
    """
    return _apart(_no_entity(backslashed(text)).replace("<", r"\<"))


def _no_entity(text: str) -> str:
    return ENTITY.sub(r"\\&", text) if "&" in text else text


def _apart(text: str) -> str:
    has_any = "<" in text or "{" in text
    return _OPENERS.sub("\\g<0>\u2060", text) if has_any else text


def _text(text: str, **looks: object) -> Element:
    return _marked(escape(text), **looks)


def _marked(markdown: str, **looks: object) -> Element:
    return {"type": "TextBlock", "text": markdown, "wrap": True, **looks}


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
            yield from (_marked(f"• {_value(item, now)}", spacing="Small") for item in items)
        case Open(label, url) if app_link(url):
            # Not as a button: some clients open nothing but http and https.
            yield _marked(f"[{escape(label)}]({url})")
        case Folded() | Open() | Button():
            pass  # drawn by _action
        case _:
            assert_never(block)


def _facts(rows: Sequence[tuple[str, Value]], now: datetime) -> Iterator[Element]:
    """Draw a table, and below it, each under its label, what no column could hold.

    A table does not break a word: one long link would push every other value out of sight. A list
    of numbers to dial stays one list, in its order.
    """
    if all(isinstance(value, Dial) for _, value in rows):
        for label, value in rows:
            yield _marked(f"**{escape(label)}** {_value(value, now)}", spacing="Small")
        return
    table: list[Element] = []
    below: list[Element] = []
    for label, value in rows:
        text = _value(value, now)
        if _fits(label, value, text):
            table.append({"title": escape(label), "value": text})
        else:
            below += [
                _marked(f"**{escape(label)}**"),
                _marked(text, spacing="None", size="Small"),
            ]
    if table:
        yield {"type": "FactSet", "facts": table}
    yield from below


def _fits(label: str, value: Value, text: str) -> bool:
    """Tell whether a table shows a value in any client: narrow, and the same without Markdown."""
    if isinstance(value, Web) and web_address(value.url):
        return False
    widest = widest_word(text)
    is_narrow = widest <= _WIDEST_VALUE and widest_word(label) + widest <= _WIDEST_FACT
    return is_narrow and "\\" not in escape(label) + text


def _value(value: Value, now: datetime) -> str:
    match value:
        case str(text) | Copy(text):
            return escape(clip(text, _LONGEST_VALUE))
        case Secret():
            return escape(clip(value.reveal(), _LONGEST_VALUE))
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


def _action(block: Block, now: datetime, thread_id: str) -> Iterator[Element]:
    match block:
        case Folded(label, Facts(rows)):
            folded = _card(list(_facts(rows, now)))
            yield {"type": "Action.ShowCard", "title": _title(label), "card": folded}
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
    # Titles of actions are plain text in every client, which cuts off what is too wide.
    return _apart(cut(one_line(label), _WIDEST_ROW - _EDGES))


def _action_sets(actions: list[Element]) -> Iterator[Element]:
    """Draw buttons in rows: some clients cut off what does not fit beside the others."""
    row: list[Element] = []
    for action in actions:
        taken = sum(width(one["title"]) + _EDGES for one in [*row, action])
        if row and (len(row) == _ACTIONS_PER_SET or taken > _WIDEST_ROW):
            yield {"type": "ActionSet", "actions": row}
            row = []
        row.append(action)
    if row:
        yield {"type": "ActionSet", "actions": row}
