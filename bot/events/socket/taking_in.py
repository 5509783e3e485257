"""Takes in what the event socket tells: writes it down, then acknowledges it. Makes no call."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import BadDeliveryError, UnavailableError
from bot.events.socket import activity
from bot.events.socket.activity import Activity
from bot.events.socket.frames import Envelope
from bot.webex.model.event import Event

log = logging.getLogger(__name__)

_UNWANTED, _MALFORMED, _REFUSED = "not for me", "malformed", "refused"


@dataclass(frozen=True, slots=True)
class TakingIn:
    """What becomes of an envelope.

    `receive` takes an event in and raises UnavailableError. `cluster_of` tells the cluster of a
    URL, None where that is not certain: then `ask` has Webex asked by another thread, which takes
    the activity in. `missed`: something was not taken in, and has to be looked for. `count` is
    told the outcome, and after how long it was acknowledged.
    """

    receive: Callable[[Event], str]
    cluster_of: Callable[[str], str | None]
    ask: Callable[[Activity, Callable[[], None]], None]
    missed: Callable[[], None]
    count: Callable[[str, float | None], None]

    def take(self, envelope: Envelope, acknowledge: Callable[[str], None]) -> None:
        """Take an envelope in, and acknowledge it once it is on disk."""
        began = time.perf_counter()

        def done() -> None:
            if envelope.id:
                acknowledge(envelope.id)

        outcome = self._taken(envelope, done)
        if envelope.activity and outcome:
            self.count(outcome, time.perf_counter() - began)

    def _taken(self, envelope: Envelope, done: Callable[[], None]) -> str | None:
        try:
            found = activity.read(envelope.activity)
            if found is None:
                done()
                return _UNWANTED
            cluster = self.cluster_of(found.url)
            if cluster is None or (found.is_press and found.pressed is None):
                self.ask(found, done)
                return None
            outcome = self.receive(found.event(cluster))
        except BadDeliveryError as error:
            # Nobody is to be met with silence: what it was about may be found another way.
            log.warning("an event of the socket cannot be read: %s", error)
            self.missed()
            done()
            return _MALFORMED
        except UnavailableError as error:
            log.warning("an event of the socket is not acknowledged: %s", error)
            self.missed()
            return _REFUSED
        done()
        return outcome
