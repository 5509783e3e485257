"""Facts on a card: a table of what is narrow and plain, and the rest below it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import itemgetter

from bot.reply.blocks import Address, Dial, Value, Web
from bot.reply.card_size import Element
from bot.reply.card_text import escape, markdown_block, shown
from bot.reply.plain_text import clip
from bot.reply.weblink import web_address
from bot.reply.width import widest_word

_LONGEST_LABEL = 200  # characters
# In characters of usual width (see `bot.reply.width`): what a card of 320 pixels holds.
_WIDEST_VALUE = 28  # the widest word of a value in a table
_WIDEST_FACT = 30  # that and the widest word of the labels, side by side

Row = tuple[str, str, Value]  # label and value of a fact as they are drawn, and the value itself
_LABEL, _VALUE = itemgetter(0), itemgetter(1)  # how wide they are


def facts(rows: Sequence[tuple[str, Value]], now: datetime) -> Iterator[Element]:
    """Draw a table, and below it, each under its label, what no column could hold.

    A table does not break a word: one long link would push every other value out of sight. A list
    of numbers to dial, or of people, stays one list, in its order.
    """
    if all(isinstance(value, Dial | Address) for _, value in rows):
        for label, value in rows:
            yield markdown_block(f"**{escape(label)}** {shown(value, now)}", spacing="Small")
        return
    drawn = [
        (escape(clip(label, _LONGEST_LABEL)), shown(value, now), value) for label, value in rows
    ]
    table = _narrow([row for row in drawn if _is_plain(*row)])
    if table:
        facts = [{"title": label, "value": text} for label, text, _ in table]
        yield {"type": "FactSet", "facts": facts}
    for row in drawn:
        if row not in table:
            yield markdown_block(f"**{row[0]}**")
            yield markdown_block(row[1], spacing="None", size="Small")


def _is_plain(label: str, text: str, value: Value) -> bool:
    """Tell whether a value looks the same with and without Markdown."""
    is_link = isinstance(value, Web) and web_address(value.url)
    return not is_link and "\\" not in label + text


def _narrow(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that make a table which is narrow enough: the widest values are left out."""
    measured = [(widest_word(row[0]), widest_word(row[1]), row) for row in rows]
    kept = [one for one in measured if one[1] <= _WIDEST_VALUE]
    while kept and max(map(_LABEL, kept)) + max(map(_VALUE, kept)) > _WIDEST_FACT:
        kept.remove(max(kept, key=_VALUE))
    return [row for _, _, row in kept]
