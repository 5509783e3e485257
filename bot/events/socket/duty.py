"""Who listens: one process of a deployment, for one device has one connection."""

from contextlib import suppress

from bot.errors import UnavailableError
from bot.inbox.alive import Alive
from bot.inbox.upkeep import Upkeep

LISTENING = "listening"
RENEWED_EVERY_S = 4.0
# With the time until somebody looks, that is one lease of a question.
_LEASE_S = 11.0


class Duty:
    """The duty to listen."""

    def __init__(self, upkeep: Upkeep, alive: Alive) -> None:
        self._upkeep = upkeep
        self._alive = alive

    def take(self) -> bool:
        """Take or keep it; False if another process has it. Raises: UnavailableError."""
        holder = self._upkeep.holder(LISTENING)
        if holder and self._alive.is_dead(holder):
            self._upkeep.free(LISTENING, holder)
        return self._upkeep.take(LISTENING, _LEASE_S)

    def free(self) -> None:
        """Leave it to others, if it is ours."""
        with suppress(UnavailableError):
            self._upkeep.free(LISTENING, self._alive.name)
