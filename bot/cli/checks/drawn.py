"""Findings as a table, and as JSON for programs."""

import json
import re
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.checks.finding import Finding, Grade
from bot.reply.plain_text import clip, one_line

_WIDTH = 80
_LONGEST = 600  # characters of a text, which may come from outside
_COLOURS = {
    Grade.OK: "green",
    Grade.WARN: "yellow",
    Grade.FAIL: "bold red",
    Grade.SKIPPED: "bright_black",
}
_COMMAND = re.compile(r"(?<![\w/])roomdesk(?: [a-z-]+)+")
# A command is to be copied in one piece: while lines are broken, it has no spaces.
_JOINT = "\ue000"


def table(findings: Sequence[Finding], *, is_terminal: bool) -> str:
    """Return the findings as lines, and below them how many of each grade there are.

    Colours are for a terminal.
    """
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(min_width=7)
    rows.add_column(min_width=15, no_wrap=True)
    for finding in findings:
        texts = [finding.seen, *([f"→ {finding.next_step}"] if finding.next_step else [])]
        grade = Text(finding.grade.value, _COLOURS[finding.grade])
        rows.add_row(grade, Text(finding.name), Text("\n".join(map(_unbroken, texts))))
    counts = Counter(finding.grade for finding in findings)
    summary = ", ".join(f"{counts[grade]} {grade.value}" for grade in Grade if counts[grade])
    page = Console(width=_WIDTH, force_terminal=is_terminal, highlight=False)
    with page.capture() as shown:
        page.print(rows)
    lines = [line.rstrip() for line in shown.get().replace(_JOINT, " ").splitlines()]
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


def _unbroken(text: str) -> str:
    clipped = clip(one_line(text), _LONGEST)
    return _COMMAND.sub(lambda found: found[0].replace(" ", _JOINT), clipped)
