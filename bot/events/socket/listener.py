"""Keeps one connection to the event socket open, in whichever process has that duty."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import UnavailableError
from bot.events.socket.duty import RENEWED_EVERY_S, Duty
from bot.events.socket.ending import ADVICE, GRAVE, Ending
from bot.events.socket.news import Ended, Leaving, Line, News, Opened
from bot.events.socket.waits import GOOD_S, LONGEST_S, Waits

log = logging.getLogger(__name__)

_TICK_S = 1.0
_STOP_S = 1.0
# What somebody has to do something about is tried again so rarely.
_RARELY_S = 60.0
_MOST_ASKED_S = 300.0  # of the seconds that Webex asks to wait
_WORRYING_S = 8.0  # a wait after several failures


@dataclass(frozen=True, slots=True)
class Around:
    """What the listener works with.

    `connect` makes a connection that tells its news. `forget` drops the device. `look_back` has
    what was missed looked for. `note` writes down that a connection works, until when it heard;
    `opened` that there is a new one, `deaf` that there is none until somebody does something.
    """

    duty: Duty
    connect: Callable[[Callable[[News], None]], Line]
    forget: Callable[[], None]
    look_back: Callable[[], None]
    note: Callable[[Line], None]
    opened: Callable[[], None]
    deaf: Callable[[], None]


class Listener:
    """Holds the duty under a lease, and a connection while it has the duty.

    `tick` does what is due by the clock and `hear` what a connection tells; both never wait for
    Webex.
    """

    def __init__(self, around: Around, waits: Waits, clock: Callable[[], float]) -> None:
        self._around = around
        self._waits = waits
        self._clock = clock
        self._news: queue.SimpleQueue[News | None] = queue.SimpleQueue()
        self._is_on_duty = False
        self._current: Line | None = None
        self._coming: Line | None = None
        self._opened_at = 0.0
        self._dial_at: float | None = None  # None: nothing is to be dialled
        self._look_at = 0.0
        self._trouble: Ending | None = None  # the latest end since a connection was a good one
        self._told: Ending | None = None  # the latest of these that the operator was told of
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End the connection, and leave the duty to others."""
        self._stopping = True
        self._news.put(None)
        self._thread.join(_STOP_S)
        self._hang_up()
        self._around.duty.free()

    def tick(self) -> None:
        """Do what is due. Raises: UnavailableError."""
        now = self._clock()
        for line in filter(None, (self._current, self._coming)):
            line.beat(now)
        if now >= self._look_at:
            self._look_at = now + RENEWED_EVERY_S
            self._keep_duty(now)
        if self._is_on_duty and self._dial_at is not None and now >= self._dial_at:
            self._dial_at = None
            self._coming = self._around.connect(self._news.put)
            self._coming.start()

    def hear(self, news: News) -> None:
        """Do what a connection's news ask for. Raises: UnavailableError."""
        match news:
            case Opened(line) if line is self._coming:
                self._took_over(line)
            case Leaving(line) if line is self._current and self._coming is None:
                log.info("the event socket is about to close: opening the next one before")
                self._dial_at = self._clock()
            case Ended(line) if line is self._current or line is self._coming:
                self._lost(news)
            case _:
                pass  # of a connection that is not needed any more

    def _keep_duty(self, now: float) -> None:
        was_on_duty, self._is_on_duty = self._is_on_duty, self._around.duty.take()
        if self._is_on_duty and not was_on_duty:
            self._dial_at = now
        elif was_on_duty and not self._is_on_duty:
            log.info("another process listens to the event socket now")
            self._hang_up()
        if self._current:
            self._around.note(self._current)

    def _took_over(self, line: Line) -> None:
        before, self._current, self._coming = self._current, line, None
        self._opened_at = self._clock()
        log.info("listening to Webex's event socket")
        self._around.look_back()
        if before:
            before.close()
        self._around.opened()
        self._around.note(line)

    def _lost(self, end: Ended) -> None:
        now = self._clock()
        is_current = end.connection is self._current
        lasted_s = now - self._opened_at if is_current else 0.0
        if is_current:
            self._current = None
            if self._coming or self._dial_at is not None:
                return  # the next one is on its way
        else:
            self._coming = None
        if lasted_s >= GOOD_S:
            self._trouble = self._told = None
        asked_s = min(end.retry_after_s, _MOST_ASKED_S)
        wait_s = max(self._wait_s(end.ending, lasted_s), asked_s)
        self._dial_at = now + wait_s
        if end.ending is Ending.REPLACED:
            self._keep_duty(now)  # perhaps by a process that has the duty now
        if self._is_on_duty:
            self._tell(end, wait_s)
        if end.ending in GRAVE:
            self._around.deaf()

    def _wait_s(self, ending: Ending, lasted_s: float) -> float:
        # A device may be gone, or be another account's. What calls say about that, or about the
        # token, is known at once.
        if ending in {Ending.STALE, Ending.REFUSED} and ending is not self._trouble:
            self._around.forget()
            return 0.0
        if ending is Ending.REPLACED:
            return LONGEST_S
        return _RARELY_S if ending in GRAVE else self._waits.after(lasted_s)

    def _tell(self, end: Ended, wait_s: float) -> None:
        self._trouble = end.ending
        is_worrying = wait_s > _WORRYING_S or end.ending in ADVICE
        is_told = end.ending in {self._told, Ending.UNAUTHORIZED}
        if wait_s == 0 or not is_worrying or is_told:
            log.info("no event socket (%s): it is opened again in %.1f s", end.why, wait_s)
            return
        self._told = end.ending
        if end.ending in ADVICE:
            log.error("the bot hears nothing (%s): %s", end.why, ADVICE[end.ending])
        else:
            log.warning("the bot hears nothing (%s). See: roomdesk check", end.why)

    def _hang_up(self) -> None:
        for line in filter(None, (self._current, self._coming)):
            line.close()
        self._current = self._coming = self._dial_at = None

    def _run(self) -> None:
        is_away = False
        while not self._stopping:
            try:
                self.tick()
                is_away = False
                news = self._news.get(timeout=_TICK_S)
                if news:
                    self.hear(news)
            except queue.Empty:
                pass
            except UnavailableError as error:
                if not is_away:
                    log.warning("the event socket is kept without the database: %s", error)
                is_away = True
            except Exception:  # must not end the thread; the next round may work
                log.exception("listening failed, and goes on")
