"""What goes to which device, and what goes wrong on the way."""

import uuid
from collections import deque
from collections.abc import Callable
from typing import Literal

from ..event import Event
from ..record import Device
from ..world import Json, World
from .activity import activities_of
from .connection import Connection
from .sent import Sent
from .unacknowledged import Unacknowledged

Trouble = Literal["cut", "replaced", "forgotten", "skipped"]
WITHOUT_A_WORD = 1006
"""How the other end calls a line that breaks; no frame can carry it."""


class EventSocket:
    """Listens to the world and sends what the devices of its people are to hear.

    Nothing is kept for a device that is not connected. `copies` says how often each envelope is
    sent at once; `troubles` are what happens at the next event, which is lost; `is_silent` is a
    line that is dead without either end noticing: no event, no pong. `port` is where devices
    connect, `api_port` that of the API. `listeners` are called after each change.
    """

    def __init__(self, world: World, *, kept: int = 20_000) -> None:
        self.port = self.api_port = 0
        self.copies = 1
        self.is_silent = False
        self.is_used = False
        self.troubles: set[Trouble] = set()
        self.sent: deque[Sent] = deque(maxlen=kept)
        self.listeners: list[Callable[[], None]] = []
        self._world = world
        self._open: dict[Connection, None] = {}
        self._unacknowledged = Unacknowledged()
        self._skipping = 0
        world.listeners.append(self.offer)

    def offer(self, event: Event) -> None:
        """Send one event to those who may hear of it; called with the world's lock held."""
        newest = {one.device.id: one for one in self._open}.values()
        hearing = [one for one in newest if one.device.owner_id in event.audience]
        missing = self._missing(event)
        if not hearing and not missing:
            return
        for activity in activities_of(self._world, event, self.api_port):
            self.sent.extend(Sent.now(device, activity) for device in missing)
            self._offer(hearing, activity)
        self._tell()

    def _offer(self, hearing: list[Connection], activity: Json) -> None:
        is_lost = bool(hearing) and self._is_lost()
        for connection in hearing:
            one = Sent.now(connection.device, activity)
            self.sent.append(one)
            if is_lost:
                connection.next_number()
            else:
                self._unacknowledged.add(one)
                for _ in range(self.copies):
                    self._send(connection, one)

    def _missing(self, event: Event) -> list[Device]:
        """The latest device of everybody who would hear of it, and is not connected."""
        connected = {one.device.owner_id for one in self._open}
        latest = {one.owner_id: one for one in self._world.devices.values()}
        return [latest[key] for key in latest if key in event.audience - connected]

    def _is_lost(self) -> bool:
        """Whether the next event gets lost; what goes wrong with it happens now."""
        troubles, self.troubles = self.troubles, set()
        is_skipped, self._skipping = self._skipping > 0, max(0, self._skipping - 1)
        if "replaced" in troubles:
            self.replace()
        if "forgotten" in troubles:
            self.forget()
        if "cut" in troubles:
            self.cut()
        return bool(troubles) or is_skipped or self.is_silent

    def _send(self, connection: Connection, one: Sent) -> None:
        one.times += 1
        connection.send({**one.envelope, "sequenceNumber": connection.next_number()})

    def greet(self, connection: Connection, *, has_buffer_state: bool) -> None:
        """Let a connection that is authorised hear events; it takes over from an older one."""
        state = "buffer_state" if has_buffer_state else "registration_status"
        hello = {"id": str(uuid.uuid4()), "data": {"eventType": f"mercury.{state}"}}
        with self._world.lock:
            self.is_used = True
            for older in self._open:
                if older.device.id == connection.device.id:
                    older.hand_over()
            self._open[connection] = None
            connection.send({**hello, "sequenceNumber": connection.next_number()})
            for one in self._unacknowledged.of(connection.device.id):
                self._send(connection, one)
            self._tell()

    def answer(self, connection: Connection, frame: object) -> None:
        """Take a frame of a connection that is authorised; what is not known counts for nothing."""
        match frame:
            case {"type": "ping", "id": key} if not self.is_silent:
                connection.send({"type": "pong", "id": key})
            case {"type": "ack", "messageId": str(key)}:
                with self._world.lock:
                    if self._unacknowledged.acknowledge(connection.device.id, key):
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

    def devices(self, email: str | None = None) -> list[Device]:
        """The devices of a person, oldest first; those of the bot unless somebody is named."""
        with self._world.lock:
            owner = self._world.person(email or self._world.bot_email)
            return [one for one in self._world.devices.values() if one.owner_id == owner.id]

    def connections(self, email: str | None = None) -> int:
        """How many connections of a person are authorised and open; of the bot by default."""
        with self._world.lock:
            owner = self._world.person(email or self._world.bot_email)
            return sum(one.device.owner_id == owner.id for one in self._open)

    def unacknowledged(self) -> list[Sent]:
        """What was sent to a device that is still connected, and which it has not acknowledged."""
        with self._world.lock:
            connected = {one.device.id for one in self._open}
            return [one for key in connected for one in self._unacknowledged.of(key)]

    def cut(self, code: int = WITHOUT_A_WORD, reason: str = "") -> None:
        """End every connection with that close code."""
        with self._world.lock:
            for connection in self._open:
                if code == WITHOUT_A_WORD:
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
                connection.announce_end()

    def forget(self) -> None:
        """Forget every device, and cut what is connected: its next handshake is answered 404."""
        with self._world.lock:
            self._world.devices.clear()
            self.cut()

    def skip(self, count: int = 1) -> None:
        """Let that many of the next events get lost: their sequence numbers will be missing."""
        with self._world.lock:
            self._skipping = count

    def close(self) -> None:
        """Stop for good."""
        with self._world.lock:
            self._world.listeners.remove(self.offer)
            self.cut()
