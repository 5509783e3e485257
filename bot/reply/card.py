"""A reply as an Adaptive Card 1.2, of the elements that Webex supports.

TextBlock, FactSet, ActionSet, Action.OpenUrl, Action.Submit and Action.ShowCard; see
https://developer.webex.com/docs/buttons-and-cards. Everything from outside is escaped here.

Clients draw a card with one of two renderers (npm `adaptivecards` and `@webex/components`), and a
card has to be right in both, on a phone too. They differ in this: only one reads Markdown in a
table, and only one draws a card of version 1.3 as it is.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, assert_never

from bot.reply.blocks import (
    Block,
    Bullets,
    Button,
    Facts,
    Folded,
    Heading,
    Note,
    Open,
    Text,
)
from bot.reply.card_facts import facts
from bot.reply.card_size import Element, fitted
from bot.reply.card_text import LONGEST, apart, escape, markdown_block, shown, text_block
from bot.reply.plain_text import clip, one_line
from bot.reply.weblink import app_link, web_address
from bot.reply.width import cut, width

LIMIT = 20_000  # bytes of JSON; well below any limit that has been reported for Webex
_LONGEST_TITLE = 200  # characters
# In characters of usual width (see `bot.reply.width`): what a card of 320 pixels holds.
_WIDEST_ROW = 32  # the titles of the buttons in a row, and their edges
_EDGES = 4  # a button's, with the gap beside it
_ACTIONS_PER_SET = 5
_BUTTONS = Folded | Open | Button


def render(
    title: str, blocks: Sequence[Block], now: datetime, thread_id: str, answers: str = ""
) -> dict[str, Any]:
    """Draw a reply as the content of a card attachment.

    `answers` is the id of the question. It is hidden as the id of the title: a question whose
    process ended finds out by it that its answer was posted.

    A button carries its line and `thread_id`, so that the answer to a press goes under the same
    question without asking Webex where the card stands. What does not fit is left out from the
    end and counted.
    """
    named = {"id": answers} if answers else {}
    body = [text_block(clip(title, _LONGEST_TITLE), weight="Bolder", size="Medium", **named)]
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


def _block(block: Block, now: datetime) -> Iterator[Element]:
    match block:
        case Text(text):
            yield text_block(clip(text, LONGEST))
        case Note(text):
            yield text_block(clip(text, LONGEST), isSubtle=True, size="Small")
        case Heading(text):
            yield text_block(clip(text, _LONGEST_TITLE), weight="Bolder", separator=True)
        case Facts(rows):
            yield from facts(rows, now)
        case Bullets(items):
            yield from (markdown_block(f"• {shown(item, now)}", spacing="Small") for item in items)
        case Open(label, url) if app_link(url):
            # Not as a button: some clients open nothing but http and https.
            yield markdown_block(f"[{escape(label)}]({url})")
        case Folded() | Open() | Button():
            pass  # drawn by _action
        case _:
            assert_never(block)


def _action(block: Block, now: datetime, thread_id: str) -> Iterator[Element]:
    match block:
        case Folded(label, Facts(rows)):
            folded = _card(list(facts(rows, now)))
            yield {"type": "Action.ShowCard", "title": _title(label), "card": folded}
        case Open(label, url):
            address = web_address(url)
            if address:
                yield {"type": "Action.OpenUrl", "title": _title(label), "url": address}
        case Button(label, says, _):
            data = {"say": apart(one_line(says)), "thread": thread_id}
            yield {"type": "Action.Submit", "title": _title(label), "data": data}
        case Text() | Note() | Heading() | Facts() | Bullets():
            pass  # drawn by _block
        case _:
            assert_never(block)


def _title(label: str) -> str:
    # Titles of actions are plain text in every client, which cuts off what is too wide.
    return apart(cut(one_line(label), _WIDEST_ROW - _EDGES))


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
