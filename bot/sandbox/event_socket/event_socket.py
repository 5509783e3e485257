"""What goes to which device, what was acknowledged, and how it can go wrong."""

import time
import uuid
from collections import deque
from collections.abc import Callable

from ..event import Event
from ..record import Device
from ..world import Json, World
from .activity import activity_of
from .connection import Connection
from .sent import Sent

REMEMBERED_S = 15 * 60
"""So long is sent again what nobody acknowledged; one client saw a quarter of an hour of it."""


class EventSocket:
    """Listens to the world and sends what the devices of its people are to hear.

    Nothing is kept for a device that is not connected. `is_silent` is a line that is dead without
    either end noticing: no event, no pong. `port` is where devices connect, `api_port` that of the
    API. `listeners` are called after each envelope, acknowledgement and end.
    """

    def __init__(self, world: World, *, kept: int = 20_000) -> None:
        self.is_silent = False
        self.port = self.api_port = 0
        self.listeners: list[Callable[[], None]] = []
        self.sent: deque[Sent] = deque(maxlen=kept)
        self._world = world
        self._skipping = 0
        self._open: dict[Connection, None] = {}
        self._waiting: dict[str, dict[str, Sent]] = {}
        world.listeners.append(self.offer)

    def offer(self, event: Event) -> None:
        """Send one event to those who may hear of it; called with the world's lock held."""
        hearing = [one for one in self._newest() if one.device.owner_id in event.audience]
        activity = activity_of(self._world, event, self.api_port) if hearing else None
        if activity is None:
            return
        for connection in hearing:
            device = connection.device
            one = Sent(device.id, device.owner_id, _envelope(activity), time.monotonic())
            self.sent.append(one)
            if self._skipping:
                self._skipping -= 1
                connection.next_number()
            elif self.is_silent:
                connection.next_number()
            else:
                self._waiting.setdefault(device.id, {})[one.id] = one
                self._send(connection, one)
        self._tell()

    def _send(self, connection: Connection, one: Sent) -> None:
        one.times += 1
        connection.send({**one.envelope, "sequenceNumber": connection.next_number()})

    def greet(self, connection: Connection, *, has_buffer_state: bool) -> None:
        """Let a connection that is authorised hear events; it takes over from an older one."""
        state = "buffer_state" if has_buffer_state else "registration_status"
        with self._world.lock:
            for older in self._of(connection.device.id):
                if older.is_leaving:
                    older.close(4001, "replaced during shutdown")
                else:
                    older.close(4000, "replaced")
            self._open[connection] = None
            data = {"eventType": f"mercury.{state}"}
            hello = {"id": str(uuid.uuid4()), "data": data}
            connection.send({**hello, "sequenceNumber": connection.next_number()})
            for one in self._remembered(connection.device.id):
                self._send(connection, one)
            self._tell()

    def _remembered(self, device_id: str) -> list[Sent]:
        since = time.monotonic() - REMEMBERED_S
        waiting = self._waiting.get(device_id, {})
        for one in [one for one in waiting.values() if one.started < since]:
            del waiting[one.id]
        return list(waiting.values())

    def answer(self, connection: Connection, frame: object) -> None:
        """Take a frame of a connection that is authorised; what is not known counts for nothing."""
        match frame:
            case {"type": "ping", "id": key} if not self.is_silent:
                connection.send({"type": "pong", "id": key})
            case {"type": "ack", "messageId": str(key)}:
                with self._world.lock:
                    one = self._waiting.get(connection.device.id, {}).pop(key, None)
                    if one:
                        one.acknowledged = time.monotonic()
                        self._tell()

    def leave(self, connection: Connection) -> None:
        """Note that a connection has ended."""
        with self._world.lock:
            self._open.pop(connection, None)
            self._tell()

    def _tell(self) -> None:
        self._world.lock.notify_all()
        for listener in self.listeners:
            listener()

    def _of(self, device_id: str) -> list[Connection]:
        return [one for one in self._open if one.device.id == device_id]

    def _newest(self) -> list[Connection]:
        """The latest connection of each device."""
        return list({one.device.id: one for one in self._open}.values())

    def devices(self, email: str | None = None) -> list[Device]:
        """The devices of a person, oldest first; those of the bot unless somebody is named."""
        with self._world.lock:
            owner = self._world.person(email or self._world.bot_email)
            return [one for one in self._world.devices.values() if one.owner_id == owner.id]

    def connections(self, email: str | None = None) -> int:
        """How many connections of a person's devices are authorised and open."""
        with self._world.lock:
            keys = {one.id for one in self.devices(email)}
            return sum(one.device.id in keys for one in self._open)

    def unacknowledged(self) -> list[Sent]:
        """What was sent on a connection that is still open, and nobody has acknowledged."""
        with self._world.lock:
            keys = {one.device.id for one in self._open}
            return [one for key in keys for one in self._waiting.get(key, {}).values()]

    def is_idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self.unacknowledged()

    def cut(self, code: int = 1006, reason: str = "") -> None:
        """End every connection: 1006 without a word, any other with that close code."""
        with self._world.lock:
            for connection in self._open:
                if code == 1006:
                    connection.break_off()
                else:
                    connection.close(code, reason)

    def replace(self) -> None:
        """End every connection as if another of its device had taken over."""
        self.cut(4000, "replaced")

    def shut_down(self) -> None:
        """Tell every connection that the server goes; each ends once a newer one is there."""
        with self._world.lock:
            for connection in self._open:
                connection.is_leaving = True
                connection.send({"type": "shutdown"})

    def forget(self) -> None:
        """Forget every device, and cut what is connected: its next handshake is answered 404."""
        with self._world.lock:
            self._world.devices.clear()
            self.cut()

    def skip(self, count: int = 1) -> None:
        """Let that many of the next envelopes get lost: their sequence numbers will be missing."""
        with self._world.lock:
            self._skipping = count

    def close(self) -> None:
        """Stop for good."""
        with self._world.lock:
            self._world.listeners.remove(self.offer)
            self.cut()


def _envelope(activity: Json) -> Json:
    data = {"eventType": "conversation.activity", "activity": activity}
    return {
        "id": str(uuid.uuid4()),
        "data": data,
        "timestamp": time.time_ns() // 1_000_000,
        "trackingId": f"sandbox_{uuid.uuid4()}",
    }
