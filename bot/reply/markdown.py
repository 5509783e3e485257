"""A reply as Webex Markdown of at most 7439 bytes.

Bold, italic, links, lists and inline code are what Webex documents
(https://developer.webex.com/docs/basics), and the limit of a message is 7439 bytes
(https://developer.webex.com/docs/api/v1/messages/create-a-message). Everything from outside is
escaped here.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import accumulate, groupby
from typing import assert_never

from bot import ids
from bot.reply import times
from bot.reply.blocks import (
    Address,
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
from bot.reply.escape import ENTITY, backslashed, counted
from bot.reply.plain_text import clip, one_line
from bot.reply.weblink import app_link, web_address
from bot.secret import Secret

LIMIT = 7439  # bytes of UTF-8
_LONGEST_TITLE = 200  # characters
_KNOWN_BY_UUID = frozenset({"ROOM", "PEOPLE"})  # these can be named by their UUID
_LONGEST_VALUE = 1000  # characters; each takes five bytes at most


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
    so no message of the bot holds `<@`.
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
            yield from ("", *(f"- **{escape(label)}:** {_value(one, now)}" for label, one in rows))
        case Bullets(items):
            yield from ("", *(f"- {_value(item, now)}" for item in items))
        case Folded(label, facts):
            yield from _block(Heading(label), now)
            yield from _block(facts, now)
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
        case Copy(text) | Address(text):
            return code(clip(text, _LONGEST_VALUE))
        case Secret():
            return code(clip(value.reveal(), _LONGEST_VALUE))
        case Web(url):
            address = web_address(url)
            return _link(url, address) if address else escape(clip(url, _LONGEST_VALUE))
        case Dial(number):
            shown = clip(number, 100)
            # As code it is copied whole; with the access code a phone dials it in one go.
            return f"{escape(shown)} · tap {code(value.tap)}" if value.tap else code(shown)
        case _:
            assert_never(value)


def _open(label: str, url: str) -> Iterator[str]:
    address = app_link(url) or web_address(url)
    if address:
        yield from ("", f"**{_link(label, address)}**")


def _link(label: str, address: str) -> str:
    return f"[{escape(label)}]({ENTITY.sub('&amp;', address)})"


def _marked(mark: str, text: str) -> str:
    # Marks around an empty text would show as stars, or as a rule.
    shown = escape(text)
    return f"{mark}{shown}{mark}" if shown else ""


def _next(buttons: Sequence[Button]) -> Iterator[str]:
    """Draw buttons as their labels and the lines to type, since text cannot be pressed."""
    offers = [one for one in buttons if not one.needs_press and one_line(one.says)]
    if not offers:
        return
    if all(map(_is_its_line, offers)):
        yield from ("", f"You can say: {_lines(offers)}")
        return
    yield from ("", "You can say:")
    for is_plain, group in groupby(offers, _is_its_line):
        if is_plain:
            yield f"- {_lines(group)}"
        else:
            yield from (f"- {_label(one)} {_line(one)}" for one in group)


def _label(button: Button) -> str:
    label = clip(one_line(button.label), 100)
    return _marked("**", label if label.endswith("?") else f"{label}:")


def _lines(buttons: Iterable[Button]) -> str:
    return ", ".join(map(_line, buttons))


def _line(button: Button) -> str:
    return code(clip(_typed(button.says), 200))


def _is_its_line(button: Button) -> bool:
    return button.label.casefold() == button.says.casefold()


def _typed(line: str) -> str:
    """Return a line with UUIDs in place of long ids: they mean the same and are easier to type."""
    return " ".join(_short(word) for word in line.split(" "))


def _short(word: str) -> str:
    found = ids.decode(word)
    return found.key if found and found.kind in _KNOWN_BY_UUID else word


def _fitted(lines: list[str]) -> str:
    if len("\n".join(lines).encode()) <= LIMIT:
        return "\n".join(lines)
    room = LIMIT - len(_cut(len(lines)).encode())
    ends = accumulate(len(line.encode()) + 1 for line in lines)
    kept = [line for line, end in zip(lines, ends, strict=True) if end <= room]
    return "\n".join(kept) + _cut(sum(map(bool, lines[len(kept) :])))


def _cut(count: int) -> str:
    return f"\n\n_… and {counted(count, 'more line')}: too long for one message._"
