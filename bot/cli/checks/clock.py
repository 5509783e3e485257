"""The clocks: this machine's beside Webex's, and beside the database's."""

from collections.abc import Callable, Iterator

from sqlalchemy import text

from bot.cli.checks.finding import Finding, fail, ok, skipped, warn
from bot.cli.checks.state import Base
from bot.errors import UnavailableError, WebexError
from bot.webex.server_time import server_time

_NAME, _DATABASE = "clock", "database clock"
_ODD_S, _WRONG_S = 30.0, 300.0
_NEXT = "Let this machine’s clock follow a time server: timedatectl set-ntp true"

Clock = Callable[[], float]


def clock(base_url: str, now: Clock) -> Iterator[Finding]:
    """Compare with the time that Webex's answers carry; `now` is this machine's."""
    try:
        before = now()
        # A header has whole seconds, cut off.
        there = server_time(base_url).timestamp() + 0.5
        yield compared(_NAME, "Webex’s", (before + now()) / 2 - there)
    except WebexError:
        yield skipped(_NAME, "Webex did not tell the time")


def database_clock(base: Base, now: Clock) -> Iterator[Finding]:
    """Compare with a PostgreSQL's clock, by which questions and tokens go there."""
    if base.problem is not None or not base.is_postgresql:
        return
    try:
        before = now()
        with base.database.begin() as connection:
            there = connection.scalar(text("SELECT extract(epoch FROM clock_timestamp())"))
        yield compared(_DATABASE, "the database’s", (before + now()) / 2 - float(there or 0.0))
    except UnavailableError:
        yield skipped(_DATABASE, "the database did not tell the time")


def compared(name: str, whose: str, ahead_s: float) -> Finding:
    """Return how far this machine's clock is ahead of another, and what comes of that."""
    off_s, word = abs(ahead_s), "ahead of" if ahead_s > 0 else "behind"
    if off_s <= _ODD_S:
        return ok(name, f"within {max(1.0, off_s):.0f} s of {whose}")
    seen = f"{off_s:.0f} s {word} {whose}"
    if off_s <= _WRONG_S:
        return warn(name, f"{seen}: ages and waits are off by as much", _NEXT)
    return fail(
        name,
        f"{seen}: questions look too old or too new, are apologised for or not looked up again, "
        "and tokens are renewed too late",
        _NEXT,
    )
