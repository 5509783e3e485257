"""Which parts of this process work, for load balancers and metrics. Makes no call to Webex."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.errors import UnavailableError
from bot.inbox.upkeep import Upkeep
from bot.runtime.housekeeping import DELIVERING
from bot.telemetry.metrics.state import Hearing, Queue, State
from bot.tokens.token_health import TokenHealth

# Ten rounds of housekeeping: an older observation counts as unknown.
GOOD_FOR_S = 300.0

DATABASE, WORKERS, SOCKET = "database", "workers", "event socket"
# Without these a process cannot work. The other parts are the same for all processes: taking them
# all out of service would lose the answers that still work. Without the event socket there are
# none, and it does not come by this process's address.
NEEDED = frozenset({DATABASE, WORKERS, SOCKET})


@dataclass(frozen=True, slots=True)
class Readiness:
    """Looks at the parts.

    `check`, `organisation` and `queue` raise UnavailableError where the database does not answer.
    `has_webhooks`: the bot knows its own address.
    `bot_token` tells whether Webex takes the bot's own token, `signatures` whether deliveries are
    signed with our secret; both as far as this process has seen. `signatures` is None where there
    is no secret, and `hearing` where events come by webhooks.
    """

    check: Callable[[], None]
    workers: Callable[[], bool]
    organisation: Callable[[], TokenHealth]
    queue: Callable[[], Queue]
    upkeep: Upkeep
    has_webhooks: bool
    bot_token: Callable[[], bool]
    signatures: Callable[[], bool] | None
    hearing: Callable[[], Hearing] | None = None

    def parts(self) -> dict[str, bool]:
        """Return each part, and whether it works.

        Parts that are switched off, or unknown without the database, are left out.
        """
        found = {WORKERS: self.workers(), "bot token": self.bot_token()}
        if self.signatures:
            found["signatures"] = self.signatures()
        try:
            self.check()
            access = self.organisation().word
            delivers = not self.has_webhooks or self.delivers()
            hears = self.hearing is None or self.hearing().is_alive
        except UnavailableError:
            return {DATABASE: False} | found
        found = {DATABASE: True} | found
        if access != "off":
            found["organisation token"] = access == "ok"
        if self.hearing:
            found[SOCKET] = hears
        return found | ({"webhooks": delivers} if self.has_webhooks else {})

    def state(self) -> State:
        """Return how things are, for the figures. Raises: UnavailableError."""
        self.check()  # a write: a full disk still reads
        token = self.organisation()
        return State(
            self.queue(),
            token.expires,
            None if token.word == "off" else token.word == "ok",
            self.delivers() if self.has_webhooks else None,
            self.bot_token(),
            self.signatures() if self.signatures else None,
            self.hearing() if self.hearing else None,
        )

    def delivers(self) -> bool:
        """Tell whether Webex was seen, lately, to deliver everything. Raises: UnavailableError."""
        seconds = self.upkeep.since(DELIVERING)
        return seconds is not None and seconds < GOOD_FOR_S


def is_ready(parts: Mapping[str, bool]) -> bool:
    """Tell whether a process with these parts can work."""
    return all(works for part, works in parts.items() if part in NEEDED)
