"""What has to be done now and then, by one process for all: heal webhooks, catch up, forget."""

import logging
import threading
from datetime import UTC, datetime

from bot.catchup import CatchUp
from bot.errors import UnavailableError, WebexError
from bot.inbox.alive import Alive
from bot.inbox.upkeep import Upkeep
from bot.webex.webhooks import Webhooks

log = logging.getLogger(__name__)

EVERY_S = 30.0
_DUTY = "housekeeping"
_DUTY_S = 3 * EVERY_S
# Re-enabled within five minutes, a webhook is disabled for good by its next failure
# (https://developer.webex.com/docs/webhooks).
_DISABLED_FOR_S = 300.0
_SEEN, _DISABLED = "seen", "disabled"


class Housekeeping:
    """A thread that looks after things.

    `webhooks` is None where the bot does not know its own address, `catch_up` where that is off.
    """

    def __init__(
        self,
        upkeep: Upkeep,
        alive: Alive,
        webhooks: Webhooks | None,
        catch_up: CatchUp | None,
        every_s: float = EVERY_S,
    ) -> None:
        self._upkeep = upkeep
        self._alive = alive
        self._webhooks = webhooks
        self._catch_up = catch_up
        self._every_s = every_s
        self._has_gap = True  # nobody knows what was asked before this process came
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; a catch-up that is under way is left alone."""
        self._stopping = True
        self._wake.set()

    def missed_something(self) -> None:
        """Take note that a delivery was refused, so that it is looked for later."""
        self._has_gap = True

    def look(self) -> None:
        """Do what is to be done now, if no other process does.

        Raises:
            UnavailableError: the database does not answer.
            WebexError: Webex does not.
        """
        holder = self._upkeep.holder(_DUTY)
        if holder and self._alive.is_dead(holder):
            self._upkeep.free(_DUTY, holder)
        if not self._upkeep.take(_DUTY, _DUTY_S):
            return
        now = self._upkeep.now()
        is_listening = self._heal(now)
        if self._has_gap or not is_listening:
            self._catch_up_since(self._upkeep.marked(_SEEN))
            self._has_gap = False
        self._upkeep.mark(_SEEN, now)
        while self._upkeep.prune():
            pass

    def _heal(self, now: float) -> bool:
        """Re-activate disabled webhooks; tell whether Webex delivers."""
        hooks = self._webhooks.ours() if self._webhooks else []
        disabled = [hook for hook in hooks if not hook.is_active]
        if not disabled or self._webhooks is None:
            self._upkeep.unmark(_DISABLED)
            return True
        since = self._upkeep.marked(_DISABLED)
        if since is None:
            log.error("Webex has disabled %s of our webhooks", len(disabled))
            self._upkeep.mark(_DISABLED, now)
        elif now - since >= _DISABLED_FOR_S:
            for hook in disabled:
                self._webhooks.reactivate(hook)
                log.warning("switched the webhook for %s on again", hook.resource)
        return False

    def _catch_up_since(self, moment: float | None) -> None:
        if self._catch_up is None or moment is None:
            return
        since = datetime.fromtimestamp(moment, UTC)
        found = self._catch_up.since(since)
        log.info("caught up since %s: %s messages looked at", since, found)

    def _run(self) -> None:
        while not self._stopping:
            try:
                self.look()
            except (UnavailableError, WebexError) as error:
                self._has_gap = True
                log.warning("housekeeping has to wait: %s", error)
            except Exception:  # the thread's end; the next look may fare better
                log.exception("housekeeping failed")
            self._wake.wait(self._every_s)
