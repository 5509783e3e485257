"""One figure beside its floor, and whether it is what it is to be."""

import re
from dataclasses import dataclass

_TARGET = re.compile(r"([≤≥]) ([\d.]+) ×")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, as it is shown; `ratio` is a number with × where there is one."""

    figure: str
    floor: str
    measured: str
    ratio: str
    to_reach: str
    reached: str


def row(figure: str, floor: float, measured: float, to_reach: str, unit: str) -> Row:
    """Return the line for a figure and its floor, judged if there is something to reach."""
    ratio = f"{measured / floor:.2f} ×"
    return Row(
        figure,
        shown(floor, unit),
        shown(measured, unit),
        ratio,
        to_reach or "shown",
        verdict(ratio, to_reach),
    )


def verdict(ratio: str, to_reach: str) -> str:
    """Return `yes` or `no`, or nothing where nothing is to be reached."""
    target = _TARGET.search(to_reach)
    if target is None:
        return ""
    value, bound = float(ratio.removesuffix(" ×")), float(target[2])
    return "yes" if (value <= bound if target[1] == "≤" else value >= bound) else "no"


def shown(value: float, unit: str) -> str:
    """Return a measure with three digits that count."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"
