"""The table that is printed at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.chaos.tally import Tally

_HEAD = (
    "scenario",
    "database",
    "asked",
    "answered",
    "told",
    "lost",
    "repeated",
    "with notice",
    "sorry",
    "resumed",
    "slowest (s)",
    "door (s)",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario; `resumed` is how many questions were found with a process that had died.

    `door_s` is how long Webex waited at most until a delivery was taken in or refused.
    """

    scenario: str
    database: str
    tally: Tally
    resumed: int
    door_s: float

    def cells(self) -> tuple[str, ...]:
        """Return what the table shows, in the order of its head."""
        tally = self.tally
        counts = (
            tally.asked,
            tally.answered,
            tally.told,
            len(tally.lost),
            len(tally.repeated),
            tally.announced,
            tally.sorry,
            self.resumed,
        )
        times = (f"{tally.slowest_s:.1f}", f"{self.door_s:.1f}")
        return (self.scenario, self.database, *map(str, counts), *times)


def table(rows: Iterable[Row]) -> str:
    """Draw the rows under their head, words to the left and figures to the right."""
    lines: Sequence[tuple[str, ...]] = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
