"""A reply as Webex Markdown of at most 7439 bytes.

Bold, italic, links, lists and inline code are what Webex documents
(https://developer.webex.com/docs/basics), and the limit of a message is 7439 bytes
(https://developer.webex.com/docs/api/v1/messages/create-a-message). Everything from outside is
escaped here.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate, groupby
from typing import assert_never

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
from bot.reply.escape import ENTITY, backslashed, counted
from bot.reply.plain_text import clip, one_line
from bot.reply.weblink import web_address
from bot.secret import Secret

LIMIT = 7439  # bytes of UTF-8
_LONGEST_TITLE = 200  # characters
_LONGEST_VALUE = 1000  # characters; each takes five bytes at most
_LONGEST_WORD = 40  # characters of a word that somebody might read


def render(title: str, blocks: Sequence[Block], now: datetime) -> str:
    """Draw a reply.

    What does not fit is left out from the end, whole lines at a time, and counted.
    """
    lines = [_marked("**", clip(one_line(title), _LONGEST_TITLE))]
    for _, group in groupby(blocks, key=lambda block: isinstance(block, Button)):
        together = tuple(group)
        lines += [line for block in together for line in _block(block, now)]
        lines += _next([block for block in together if isinstance(block, Button)])
    return _fitted(lines)


def escape(text: str) -> str:
    r"""Return `text` such that Webex shows it as it is.

    `<` becomes an entity and not `\<`: whether Webex obeys an escaped `<@all>` is not documented,
    so nothing that we send holds `<@`.
    """
    safe = backslashed(text)
    return (ENTITY.sub("&amp;", safe) if "&" in safe else safe).replace("<", "&lt;")


def code(text: str) -> str:
    """Return `text` as inline code, which people copy whole; escaped text where that is unsafe."""
    line = one_line(text)
    return escape(line) if "`" in line or "<" in line or not line else f"`{line}`"


def _block(block: Block, now: datetime) -> Iterator[str]:
    match block:
        case Text(text):
            yield from ("", escape(clip(text, _LONGEST_VALUE)))
        case Note(text):
            yield from ("", _marked("_", clip(text, _LONGEST_VALUE)))
        case Heading(text):
            yield from ("", _marked("**", clip(text, _LONGEST_TITLE)))
        case Facts(rows):
            yield ""
            for label, value in rows:
                yield f"- **{escape(label)}:** {_value(value, now)}"
        case Bullets(items):
            yield ""
            for item in items:
                yield f"- {_value(item, now)}"
        case Open(label, url):
            yield from _open(label, url)
        case Button():
            pass  # drawn by _next
        case _:
            assert_never(block)


def _value(value: Value, now: datetime) -> str:
    match value:
        case str():
            return escape(clip(value, _LONGEST_VALUE))
        case When(at):
            return escape(times.said(at, now))
        case Copy(text):
            return code(clip(text, _LONGEST_VALUE))
        case Secret():
            return code(clip(value.reveal(), _LONGEST_VALUE))
        case Web(url):
            address = web_address(url)
            return _link(url, address) if address else escape(clip(url, _LONGEST_VALUE))
        case Dial(number):
            shown = clip(number, 100)
            # What is copied whole: with an access code that is what a phone dials in one go.
            return f"{escape(shown)} · tap {code(value.tap)}" if value.tap else code(shown)
        case _:
            assert_never(value)


def _open(label: str, url: str) -> Iterator[str]:
    address = web_address(url)
    if address:
        yield from ("", f"**{_link(label, address)}**")


def _link(label: str, address: str) -> str:
    return f"[{escape(label)}]({ENTITY.sub('&amp;', address)})"


def _marked(mark: str, text: str) -> str:
    # Marks around nothing would be seen, or draw a rule.
    shown = escape(text)
    return f"{mark}{shown}{mark}" if shown else ""


def _next(buttons: Sequence[Button]) -> Iterator[str]:
    """Draw buttons as what they say, since text cannot be pressed.

    A line with an id in it means nothing to a reader: its button's label stands beside it.
    """
    offers = [one for one in buttons if not one.needs_press]
    plain = [code(clip(one.says, 200)) for one in offers if _is_readable(one.says)]
    if plain:
        yield from ("", f"You can say: {', '.join(plain)}")
    labelled = [one for one in offers if not _is_readable(one.says)]
    if labelled:
        yield ""
    for one in labelled:
        yield f"- {_marked('**', clip(one.label, 100))} {code(clip(one.says, 200))}"


def _is_readable(line: str) -> bool:
    return all(len(word) <= _LONGEST_WORD for word in line.split())


def _fitted(lines: list[str]) -> str:
    if len("\n".join(lines).encode()) <= LIMIT:
        return "\n".join(lines)
    room = LIMIT - len(_cut(len(lines)).encode())
    ends = accumulate(len(line.encode()) + 1 for line in lines)
    kept = [line for line, end in zip(lines, ends, strict=True) if end <= room]
    return "\n".join(kept) + _cut(sum(map(bool, lines[len(kept) :])))


def _cut(count: int) -> str:
    return f"\n\n_… and {counted(count, 'more line')}: too long for one message._"
