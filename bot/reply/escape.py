"""Escaping that messages and cards share: the characters that mean something in Markdown."""

import re

from bot.reply.plain_text import one_line

# CommonMark 0.31: emphasis (6.2), code (6.1), links (6.3), strikethrough, and what opens a block at
# the start of a line: lists (5.2), headings (4.2, 4.3), quotes (5.1). An underscore inside a word
# opens nothing, and names and addresses are full of them.
_ANYWHERE = re.compile(r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])")
_MARKS = re.compile(r"[\\`*\[\]~_]")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")  # entities such as &amp; (2.5)
_AT_START = re.compile(r"^(?:[-+#>=](?=[-=#\s]|$)|>|(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|$))")


def backslashed(text: str) -> str:
    """Return `text` on one line, with a backslash before whatever Markdown interprets."""
    line = one_line(text)
    # Most texts have none of these characters, and the simple search is ten times as fast.
    safe = _ANYWHERE.sub(r"\\\g<0>", line) if _MARKS.search(line) else line
    return safe if safe[:1].isalpha() else _AT_START.sub(_opener, safe)


def counted(number: int, thing: str) -> str:
    """Return `1 line`, `2 lines`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _opener(match: re.Match[str]) -> str:
    if match["mark"]:
        return f"{match['number']}\\{match['mark']}"
    return f"\\{match.group()}"
