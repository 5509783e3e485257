"""The table, of which each row is printed as soon as its scenario has ended."""

from dataclasses import dataclass

from tests.chaos.door import Door
from tests.chaos.tally import Tally

# With the width of each: a row is printed before those below it are known.
_HEAD = {
    "scenario": 42,
    "database": 10,
    "asked": 5,
    "answered": 8,
    "told": 4,
    "lost": 4,
    "repeated": 8,
    "with notice": 11,
    "sorry": 5,
    "resumed": 7,
    "slowest (s)": 11,
    "door (s)": 8,
}
_OF_WORDS = 2  # the others are figures, and stand to the right


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario; `resumed` is how many questions were found with a process that had died.

    `needs_no_notice`: nothing happened that would let an answer be given a second time, not even
    with the notice that it may be a repeat.
    """

    scenario: str
    database: str
    tally: Tally
    resumed: int
    door: Door
    needs_no_notice: bool = False

    def broken(self, promptly_s: float) -> list[str]:
        """Return what was promised and not kept; at the door, `promptly_s` is the longest wait."""
        tally, door = self.tally, self.door
        counts = {
            "lost": len(tally.lost),
            "repeated": len(tally.repeated),
            "repeated with notice, for no reason": tally.announced * self.needs_no_notice,
            "of the bot’s messages in no thread of a question": len(tally.stray),
            "met with an apology": tally.sorry,
            "deliveries not answered, or with neither 200 nor 503": door.wrong,
        }
        late = [f"a delivery waited for {door.slowest_s:.1f} s"]
        return [f"{count} {what}" for what, count in counts.items() if count] + (
            late if door.slowest_s > promptly_s else []
        )

    def line(self) -> str:
        """Return what the table shows."""
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
        times = (f"{tally.slowest_s:.1f}", f"{self.door.slowest_s:.1f}")
        return _line(self.scenario, self.database, *map(str, counts), *times)


def head() -> str:
    """Return the head of the table."""
    return _line(*_HEAD)


def _line(*cells: str) -> str:
    widths = _HEAD.values()
    return "  ".join(
        cell.ljust(width) if index < _OF_WORDS else cell.rjust(width)
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
