"""What the event socket leaves to be asked of Webex: missed questions, and ids that are unsure."""

import logging
import math
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.errors import UnavailableError, WebexError
from bot.events.catch_up import SEEN, CatchUp
from bot.events.socket.activity import Activity
from bot.inbox.upkeep import Upkeep
from bot.webex.model.event import Event

log = logging.getLogger(__name__)

_AGAIN_S = 3.0
_MOST_TRIES = 100
_MOST_UNSURE = 1000


@dataclass(slots=True)
class _Unsure:
    activity: Activity
    done: Callable[[], None]
    tries: int = 0


class FollowUp:
    """A thread that makes these calls. `catch_up` is None where that is off.

    `webex_time` tells what time it is at Webex, from when on there is something to miss where
    nobody has listened before. `event_of` asks Webex for the ids of an activity, `receive` takes
    an event in.
    """

    def __init__(
        self,
        catch_up: CatchUp | None,
        upkeep: Upkeep,
        webex_time: Callable[[], float],
        event_of: Callable[[Activity], Event],
        receive: Callable[[Event], object],
    ) -> None:
        self._catch_up = catch_up
        self._upkeep = upkeep
        self._webex_time = webex_time
        self._event_of = event_of
        self._receive = receive
        self._unsure: deque[_Unsure] = deque()
        self._has_gap = False
        self._since = math.inf
        self._is_busy = False
        self.gaps = 0
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follow-up", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; a call under way is not waited for."""
        self._stopping.set()
        self._wake.set()

    def look_back(self) -> None:
        """Have it looked for what was missed while nobody listened."""
        self._has_gap = True
        self._wake.set()

    def missed(self, since: float | None = None) -> None:
        """Take note that something was left out, or could not be taken in.

        `since` is the moment at Webex from which on it may be; None: the mark tells.
        """
        self.gaps += 1
        if since is not None:
            self._since = min(since, self._since)
        self.look_back()

    def ask(self, activity: Activity, done: Callable[[], None]) -> None:
        """Have an activity taken in whose ids are unsure; `done` is called once it is on disk."""
        if len(self._unsure) >= _MOST_UNSURE:
            self.missed()
            return
        self._unsure.append(_Unsure(activity, done))
        self._wake.set()

    @property
    def is_clear(self) -> bool:
        """Whether all that was heard is taken in, and nothing has to be looked for."""
        return not (self._has_gap or self._is_busy or self._unsure)

    def look(self) -> None:
        """Do what there is to do.

        Raises:
            UnavailableError: the database does not answer.
            WebexError: Webex does not.
        """
        self._is_busy = True  # before the gap is closed: see `is_clear`
        try:
            if self._has_gap:
                self._close_gap()
            while self._unsure:
                self._take_in(self._unsure[0])
                self._unsure.popleft()
        finally:
            self._is_busy = False

    def _close_gap(self) -> None:
        self._has_gap, left_out, self._since = False, self._since, math.inf
        try:
            since = self._upkeep.marked(SEEN)
            if since is None:
                self._upkeep.mark(SEEN, self._webex_time())
            if self._catch_up is None or since is None:
                return
            moment = datetime.fromtimestamp(min(since, left_out), UTC)
            found = self._catch_up.since(moment)
            while not self._catch_up.is_done and not self._stopping.wait(_AGAIN_S):
                found += self._catch_up.again()
        except BaseException:
            self._has_gap, self._since = True, min(left_out, self._since)
            raise
        log.info("caught up since %s: %s messages looked at", moment, found)

    def _take_in(self, unsure: _Unsure) -> None:
        try:
            event = self._event_of(unsure.activity)
        except WebexError as error:
            unsure.tries += 1
            if not error.failure.is_definite and unsure.tries < _MOST_TRIES:
                raise
            log.warning("Webex does not tell the ids of an event: %s", error)
            self._has_gap = True
            return
        self._receive(event)
        unsure.done()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.look()
            except (UnavailableError, WebexError) as error:
                log.info("looking for what was missed has to wait: %s", error)
            except Exception:  # must not end the thread; the next look may work
                log.exception("looking for what was missed failed, and is tried again")
            self._wake.wait(None if self.is_clear else _AGAIN_S)
            self._wake.clear()
