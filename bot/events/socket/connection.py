"""One connection to the event socket: opens it, authorises, and reads until it ends."""

import logging
import threading
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from bot.errors import WebexError
from bot.events.socket import frames
from bot.events.socket.ending import Ending
from bot.events.socket.frames import Envelope, Pong, Shutdown
from bot.events.socket.heartbeat import Heartbeat
from bot.events.socket.news import Ended, Leaving, News, Opened
from bot.events.socket.open_socket import Socket, SocketEnd
from bot.events.socket.sequence import Sequence
from bot.secret import Secret
from bot.webex.devices import TooManyDevicesError

log = logging.getLogger(__name__)

# Acknowledges the envelope of that id.
Acknowledge = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wire:
    """What a connection needs.

    `address` registers a device where that is needed and returns its socket; it and `token` raise
    WebexError. `take` takes an envelope in. `missed` is told of a jump in the numbers, and since
    when something may be missing. `clock` gives the seconds by which pings are sent, `webex_time`
    what time it is at Webex.
    """

    address: Callable[[], str]
    token: Callable[[], Secret]
    dial: Callable[[str], AbstractContextManager[Socket]]
    take: Callable[[Envelope, Acknowledge], None]
    missed: Callable[[float | None], None]
    clock: Callable[[], float]
    webex_time: Callable[[], float]


class Connection:
    """Reads in a thread of its own, and tells what becomes of it.

    `heard_until` is the moment, by Webex's clock, until which it surely heard everything.
    """

    def __init__(self, wire: Wire, tell: Callable[[News], None]) -> None:
        self._wire = wire
        self._tell = tell
        self._socket: Socket | None = None
        self._heartbeat: Heartbeat | None = None
        self._sequence = Sequence()
        self._is_closed = False
        self._is_ready = False
        self._whole_until: float | None = None  # the latest envelope: later ones may be lost
        self.heard_until: float | None = None
        self.latest_event: float | None = None
        self._thread = threading.Thread(target=self._run, name="event socket", daemon=True)

    def start(self) -> None:
        """Begin to open it."""
        self._thread.start()

    def close(self) -> None:
        """End it; what is under way is finished."""
        self._is_closed = True
        if self._socket:
            self._socket.close()

    def beat(self, now: float) -> None:
        """Send a ping if that is due; end the connection if an answer is overdue."""
        beat, socket = self._heartbeat, self._socket
        if beat is None or socket is None or self._is_closed:
            return
        if beat.is_dead(now):
            log.info("the event socket does not answer any more")
            self.close()
        elif beat.is_due(now):
            ping_id = str(uuid.uuid4())
            beat.sent(ping_id, now)
            with suppress(SocketEnd):  # the reading thread tells
                socket.send(frames.ping(ping_id))

    def _run(self) -> None:
        try:
            self.read()
        except SocketEnd as end:
            self._tell(Ended(self, end.ending, end.why, end.retry_after_s))
        except TooManyDevicesError as error:
            self._tell(Ended(self, Ending.CROWDED, str(error)))
        except WebexError as error:
            is_refused = error.failure.what == 401
            ending = Ending.UNAUTHORIZED if is_refused else Ending.LOST
            self._tell(Ended(self, ending, str(error), error.failure.retry_after_s or 0.0))
        except Exception as error:  # must not leave the bot deaf: another connection may work
            log.exception("reading the event socket failed")
            self._tell(Ended(self, Ending.LOST, type(error).__name__))

    def read(self) -> None:
        """Open it, and read until it ends. Raises: SocketEnd, WebexError."""
        token = self._wire.token()
        with self._wire.dial(self._wire.address()) as socket:
            self._socket = socket
            self._heartbeat = Heartbeat(self._wire.clock())
            if not self._is_closed:  # or it would replace that of another process
                socket.send(frames.authorization(str(uuid.uuid4()), token.reveal()))
            while not self._is_closed:
                self._hear(socket.receive())
        raise SocketEnd(Ending.LOST, "closed by the bot")

    def _hear(self, text: str) -> None:
        try:
            frame = frames.read(text)
        except ValueError as error:
            log.warning("a frame of the event socket cannot be read: %s", error)
            return
        match frame:
            case Pong(ping_id):
                if self._heartbeat:
                    self._heartbeat.answered(ping_id)
                self._is_alive()
            case Shutdown():
                self._tell(Leaving(self))
            case Envelope():
                self._take(frame)

    def _take(self, envelope: Envelope) -> None:
        if self._sequence.is_jump(envelope.number):
            log.warning("the event socket has left something out, which is looked for")
            self._wire.missed(self._whole_until)
        self._whole_until = self._wire.webex_time()
        self._wire.take(envelope, self._acknowledge)
        if envelope.is_ready and not self._is_ready:
            self._is_ready = True
            self._is_alive()
            self._tell(Opened(self))
        if envelope.activity:
            self.latest_event = self._wire.clock()

    def _is_alive(self) -> None:
        if self._is_ready:
            self.heard_until = self._wire.webex_time()

    def _acknowledge(self, envelope_id: str) -> None:
        if self._socket:
            with suppress(SocketEnd):  # it comes again by the next connection
                self._socket.send(frames.acknowledgement(envelope_id))
