"""docs/scaling.md shows what `python -m bench.hosts` prints, and reckons with it."""

import re
from pathlib import Path
from statistics import mean

from bench.hosts import A_MINUTE, COLUMNS, HOSTS

PAGE = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text(encoding="utf-8")
TABLE = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ")
]


def _column(title: str) -> list[float]:
    place = COLUMNS.index(title)
    return [float(row[place].split()[0]) for row in TABLE[1:]]


def test_the_table_has_a_line_for_each_number_of_hosts() -> None:
    assert tuple(TABLE[0]) == COLUMNS
    assert _column("hosts") == [*HOSTS]


def test_the_arithmetic_goes_by_the_table() -> None:
    cpu_ms = round(mean(_column("CPU time an answer")))
    assert f"{cpu_ms} ms of CPU time an answer" in PAGE
    assert f"{1000 // cpu_ms} answers a second on a core" in PAGE
    assert f"{round(mean(_column('transactions an answer')))} transactions an answer" in PAGE
    assert re.search(rf"\*\*{A_MINUTE * 60:,} an hour\*\*", PAGE)
