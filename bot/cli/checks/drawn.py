"""Findings as a table of 80 columns, and as JSON for programs."""

import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.cli.checks.finding import Finding, Grade
from bot.reply.plain_text import clip, one_line

_WIDTH = 80
_GRADE, _NAME = 9, 17  # columns, the space behind included
_LONGEST = 600  # characters of a text, which may come from outside

_COMMAND = re.compile(r"(?<![\w/])flask --app app(?: [a-z-]+)+")

Paint = Callable[[Grade, str], str]


def table(findings: Sequence[Finding], paint: Paint = lambda _grade, text: text) -> str:
    """Return the findings as lines, and below them how many of each grade there are.

    `paint` colours the word for a grade.
    """
    lines = [line for finding in findings for line in _rows(finding, paint)]
    counts = Counter(finding.grade for finding in findings)
    summary = ", ".join(f"{counts[grade]} {grade.value}" for grade in Grade if counts[grade])
    return "\n".join([*lines, "", summary])


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as one JSON object: `ok` and `checks` (see docs/operator.md)."""
    checks = [
        {
            "name": finding.name,
            "state": finding.grade.value,
            "seen": finding.seen,
            "next": finding.next_step or None,
        }
        for finding in findings
    ]
    return json.dumps({"ok": not any_fails(findings), "checks": checks}, indent=2)


def any_fails(findings: Sequence[Finding]) -> bool:
    """Tell whether something does not work."""
    return any(finding.grade is Grade.FAIL for finding in findings)


def _rows(finding: Finding, paint: Paint) -> Iterator[str]:
    grade, gap = finding.grade, " " * (_GRADE - len(finding.grade.value))
    texts = _wrapped(finding.seen) + _wrapped(finding.next_step, "→ ")
    yield f"{paint(grade, grade.value)}{gap}{finding.name:<{_NAME}}{texts[0]}"
    yield from (f"{'':<{_GRADE + _NAME}}{text}" for text in texts[1:])


def _wrapped(text: str, begin: str = "") -> list[str]:
    # A command is to be copied in one piece, and so is an address.
    whole = _COMMAND.sub(lambda found: found[0].replace(" ", "\0"), clip(one_line(text), _LONGEST))
    lines = textwrap.wrap(
        whole,
        _WIDTH - _GRADE - _NAME,
        initial_indent=begin,
        subsequent_indent=" " * len(begin),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\0", " ") for line in lines]
