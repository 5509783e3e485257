"""docs/performance.md: written from a run, and read again, so that each figure stands once.

README shows some of its lines between two markers.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.row import Row

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs/performance.md"
README = ROOT / "README.md"
_TEMPLATE = Path(__file__).with_name("performance.md.template")
_BEGIN, _END = "<!-- from docs/performance.md: make bench -->", "<!-- end -->"
_HEAD = ("figure", "floor", "measured", "ratio", "to reach", "reached")
# What README shows, by how the line begins.
_SHOWN = ("`room` answered", "acknowledgement at", "200 missed", "40 at once")


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found: on which machine, and the lines of the table."""

    machine: str
    rows: tuple[Row, ...]


def written(report: Report) -> str:
    """Return the document."""
    text = _TEMPLATE.read_text()
    return text.replace("{machine}", report.machine).replace("{table}", table(report.rows))


def read(document: str) -> Report:
    """Return what a document says."""
    machine = re.search(r"^Measured on (.*?)\.$", document, re.MULTILINE | re.DOTALL)
    if machine is None:
        raise ValueError("the document does not say where it was measured")
    lines = [line for line in document.splitlines() if line.startswith("| ")][1:]
    return Report(machine[1], tuple(Row(*_cells(line)) for line in lines))


def table(rows: Iterable[Row]) -> str:
    """Draw the table in Markdown."""
    head = [f"| {' | '.join(_HEAD)} |", "|---|---:|---:|---:|---:|---|"]
    return "\n".join([*head, *(_line(row) for row in rows)])


def with_figures(readme: str, report: Report) -> str:
    """Return README with the figures of a report between its markers."""
    before, rest = readme.split(_BEGIN)
    _, after = rest.split(_END)
    return f"{before}{_BEGIN}\n{_figures(report.rows)}\n{_END}{after}"


def _figures(rows: Sequence[Row]) -> str:
    shown = [row for row in rows if row.figure.startswith(_SHOWN)]
    lines = ["| figure | floor | measured | ratio |", "|---|---:|---:|---:|"]
    lines += [f"| {row.figure} | {row.floor} | {row.measured} | {row.ratio} |" for row in shown]
    return "\n".join(lines)


def _line(row: Row) -> str:
    cells = (row.figure, row.floor, row.measured, row.ratio, row.to_reach, row.reached)
    return "| " + " | ".join(cells) + " |"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
