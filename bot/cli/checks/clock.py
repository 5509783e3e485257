"""The clock of this machine: does it go with Webex's?"""

from collections.abc import Iterator

from bot.cli.checks.finding import Finding, ok, skipped, warn
from bot.errors import WebexError
from bot.webex.clock import WebexClock
from bot.webex.own import Own

_NAME = "clock"
_SET = (
    "Set it, and let it be kept: timedatectl set-ntp true. A container goes by the clock of its "
    "host. By a wrong clock certificates and tokens seem to have run out, and new questions old."
)


def clock(own: Own, at_webex: WebexClock) -> Iterator[Finding]:
    """Compare it with the time at which Webex answers a call."""
    try:
        next(own.rooms.all(), None)
    except WebexError as error:
        if not error.failure.is_refusal:
            yield skipped(_NAME, "needs Webex")
            return
    fault = at_webex.fault()
    yield warn(_NAME, fault, _SET) if fault else ok(_NAME, "it goes with Webex’s")
