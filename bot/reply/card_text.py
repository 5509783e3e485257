"""Texts of a card: Markdown, with whatever a client would interpret escaped."""

import re
from datetime import datetime
from typing import assert_never

from bot.reply import times
from bot.reply.blocks import Address, Copy, Dial, Value, Web, When
from bot.reply.card_size import Element
from bot.reply.escape import ENTITY, backslashed
from bot.reply.plain_text import clip
from bot.reply.weblink import web_address
from bot.secret import Secret

LONGEST = 600  # characters of a value
_OPENERS = re.compile(r"<(?=@)|[{$](?=\{)")


def escape(text: str) -> str:
    """Return `text` such that a card shows it as it is.

    A client would replace `{{DATE(…)}}` and `${…}`. An invisible word joiner breaks them and `<@`
    up: an entity would show as such where a text is drawn without Markdown.
    """
    return apart(_no_entity(backslashed(text)).replace("<", r"\<"))


def _no_entity(text: str) -> str:
    return ENTITY.sub(r"\\&", text) if "&" in text else text


def apart(text: str) -> str:
    """Return `text` with a word joiner in what clients interpret even outside Markdown."""
    has_any = "<" in text or "{" in text
    return _OPENERS.sub("\\g<0>\u2060", text) if has_any else text


def text_block(text: str, **looks: object) -> Element:
    """Return a paragraph that shows `text` as it is."""
    return markdown_block(escape(text), **looks)


def markdown_block(markdown: str, **looks: object) -> Element:
    """Return a paragraph of Markdown."""
    return {"type": "TextBlock", "text": markdown, "wrap": True, **looks}


def shown(value: Value, now: datetime) -> str:
    """Return a value as Markdown."""
    match value:
        case str(text) | Copy(text) | Address(text):
            return escape(clip(text, LONGEST))
        case Secret():
            return escape(clip(value.reveal(), LONGEST))
        case When(at):
            return escape(times.said(at, now))
        case Web(url):
            address = web_address(url)
            if not address:
                return escape(clip(url, LONGEST))
            return f"[{escape(url)}]({_no_entity(address)})"
        case Dial(number):
            tap = f" · tap {escape(value.tap)}" if value.tap else ""
            return escape(clip(number, 100)) + tap
        case _:
            assert_never(value)
