"""Regular work that one process does for all: re-activate webhooks, catch up, prune."""

import logging
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from bot.errors import UnavailableError, WebexError
from bot.events.catch_up import SEEN, CatchUp
from bot.inbox.alive import Alive
from bot.inbox.upkeep import Upkeep
from bot.webex.clock import WebexClock
from bot.webex.webhooks import Survey, Webhooks, misdirected, not_active

log = logging.getLogger(__name__)

EVERY_S = 30.0
DUTY = "housekeeping"
_DUTY_S = 3 * EVERY_S
# Re-enabled within five minutes, a webhook is disabled for good by its next failure
# (https://developer.webex.com/docs/webhooks).
_DISABLED_FOR_S = 300.0
_STOP_S = 1.0
_SOON_S = 3.0
_DISABLED = "disabled"
# When Webex was last seen to deliver everything, for the processes that do not ask it themselves.
DELIVERING = "delivering"


class _Gap:
    """From when on this process may have missed deliveries; infinity: since it last looked.

    Moments are of the monotonic clock.
    """

    def __init__(self) -> None:
        self._since: float | None = None
        self._lock = threading.Lock()

    def open(self, since: float = math.inf) -> None:
        """Take note of something missed, at that moment or after."""
        with self._lock:
            self._since = since if self._since is None else min(since, self._since)

    @property
    def is_open(self) -> bool:
        """Whether something may have been missed."""
        return self._since is not None

    @contextmanager
    def closing(self) -> Iterator[float | None]:
        """Yield since when, None if nothing was missed; an error in the block opens it again."""
        with self._lock:
            since, self._since = self._since, None
        try:
            yield since
        except BaseException:
            if since is not None:
                self.open(since)
            raise


class Housekeeping:
    """A thread that does the regular work.

    `webhooks` is None where the bot does not know its own address, `catch_up` where that is off.
    `is_deaf`: events come another way, and who hears them knows what was missed.
    `clock` tells the time at Webex, by which its messages bear theirs. `chores` are whatever else
    one process does for all; they may raise UnavailableError.
    """

    def __init__(
        self,
        upkeep: Upkeep,
        alive: Alive,
        webhooks: Webhooks | None,
        catch_up: CatchUp | None,
        every_s: float = EVERY_S,
        chores: Sequence[Callable[[], None]] = (),
        clock: WebexClock | None = None,
        *,
        is_deaf: bool = False,
    ) -> None:
        self._upkeep = upkeep
        self._alive = alive
        self._webhooks = webhooks
        self._catch_up = catch_up
        self._clock = clock or WebexClock()
        self._every_s = every_s
        self._chores = chores
        self._misdirected: str | None = None
        self._is_deaf = is_deaf
        self._gap = _Gap()
        self._gap.open()  # what was asked before this process started may be unanswered
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and free the duty for other processes; a catch-up under way is not waited for."""
        self._stopping = True
        self._wake.set()
        self._thread.join(_STOP_S)
        with suppress(UnavailableError):
            self._upkeep.free(DUTY, self._alive.name)

    def missed_something(self) -> None:
        """Take note that a delivery was refused, so that it is looked for later."""
        self._gap.open(time.monotonic())
        self._wake.set()

    def look(self) -> None:
        """Do what is to be done now: what this process missed, the rest if no other process does.

        Raises:
            UnavailableError: the database does not answer.
            WebexError: Webex does not.
        """
        holder = self._upkeep.holder(DUTY)
        if holder and self._alive.is_dead(holder):
            self._upkeep.free(DUTY, holder)
        is_on_duty = self._upkeep.take(DUTY, _DUTY_S)
        began = time.monotonic()
        if is_on_duty and not self._heal(self._upkeep.now()):
            self._gap.open()
        if self._catch_up and not self._catch_up.is_done:
            self._catch_up.again()
        # The process on duty does not know what this one has missed.
        with self._gap.closing() as since:
            if since is not None:
                self._catch_up_since(self._upkeep.marked(SEEN), since)
        if not is_on_duty:
            return
        if not self._is_deaf and (self._catch_up is None or self._catch_up.is_done):
            self._upkeep.mark(SEEN, self._clock.at(began))
        while self._upkeep.prune():
            pass
        for chore in self._chores:
            chore()

    def _heal(self, now: float) -> bool:
        """Re-activate disabled webhooks; return whether all of them deliver."""
        found = self._webhooks.survey() if self._webhooks else Survey()
        if self._webhooks and (fault := misdirected(found)) != self._misdirected:
            self._misdirected = fault
            log.warning("%s", fault or "Webex delivers all events here again")
        hooks = found.ours
        if not_active(hooks):
            self._upkeep.unmark(DELIVERING)
        else:
            self._upkeep.mark(DELIVERING, now)
        disabled = [hook for hook in hooks if not hook.is_active]
        if not disabled or self._webhooks is None:
            self._upkeep.unmark(_DISABLED)
            return True
        since = self._upkeep.marked(_DISABLED)
        if since is None:
            log.error(
                "Webex has disabled %s of our webhooks, since deliveries failed. See: "
                "roomdesk check",
                len(disabled),
            )
            self._upkeep.mark(_DISABLED, now)
        elif now - since >= _DISABLED_FOR_S:
            for hook in disabled:
                self._webhooks.reactivate(hook)
                log.warning("switched the webhook for %s on again", hook.resource)
        return False

    def _catch_up_since(self, seen: float | None, missed: float) -> None:
        missed = self._clock.at(missed)
        moment = missed if seen is None else min(seen, missed)
        if self._catch_up is None or moment == math.inf:
            return
        since = datetime.fromtimestamp(moment, UTC)
        found = self._catch_up.since(since)
        log.info("caught up since %s: %s messages looked at", since, found)

    def _run(self) -> None:
        trouble: object = None
        while not self._stopping:
            try:
                self.look()
                trouble = None
            except (UnavailableError, WebexError) as error:
                self._gap.open()
                # It looks every three seconds, and an outage may last a night.
                if _kind(error) != trouble:
                    log.warning("housekeeping has to wait: %s. See: roomdesk check", error)
                trouble = _kind(error)
            except Exception:  # must not end the thread; the next look may work
                log.exception("housekeeping failed, and is tried again")
            self._wake.wait(min(self._every_s, _SOON_S) if self._has_more else self._every_s)
            self._wake.clear()

    @property
    def _has_more(self) -> bool:
        return self._gap.is_open or not (self._catch_up is None or self._catch_up.is_done)


def _kind(error: UnavailableError | WebexError) -> object:
    """Return a key under which errors that read the same in the log are logged once."""
    return error.failure.name if isinstance(error, WebexError) else type(error)
