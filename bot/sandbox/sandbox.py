"""A running pretend Webex, as tests and demonstrations hold it in their hands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .card import button_data
from .delivery import Courier, Delivery
from .event_socket import EventSocket
from .faults import Faults
from .journal import Call, Journal
from .message import Action, Message
from .posting import post, press
from .record import Person, Room
from .refusal import Refusal
from .sight import message_for
from .space import direct_room, join, leave, room_of
from .typed import HtmlForm, typed
from .world import World

# Nobody waits for so long but on a very busy machine.
_PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What people do, and what can be seen from outside.

    `url` is the base of the API, such as "http://127.0.0.1:8123/v1/". What Webex would refuse
    raises `Refusal`; unknown people and rooms raise `LookupError`.
    """

    url: str
    world: World
    faults: Faults
    journal: Journal
    courier: Courier
    socket: EventSocket

    @property
    def catalog_url(self) -> str:
        """Where a client that hears events by a socket begins."""
        return f"{self.url.removesuffix('/v1/')}/u2c/api/v1/catalog"

    def calls(self, since: float = 0.0) -> list[Call]:
        """The API calls that started at or after that moment of `time.monotonic()`."""
        return self.journal.calls(since)

    def deliveries(self) -> list[Delivery]:
        """The webhook deliveries that have ended, oldest first."""
        with self.world.lock:
            return list(self.courier.done)

    def say(
        self,
        person_email: str,
        room: str | None,
        text: str,
        *,
        parent_id: str | None = None,
        html_form: HtmlForm = "p",
        files: tuple[str, ...] = (),
    ) -> Message:
        """Post as a person, the way a client would; `@Display Name` and `@all` are mentions.

        `room` is a title or id, None for the person's 1:1 room with the bot. `html_form` picks
        how the client draws mentions: see `typed`.
        """
        with self.world.lock:
            person = self.world.person(person_email)
            place = self._room(person, room)
            members = [self.world.people[key] for key in self.world.members[place.id]]
            draft = typed(text, members, html_form)
            return post(self.world, person, place, replace(draft, parent_id=parent_id, files=files))

    def _room(self, person: Person, room: str | None) -> Room:
        if room is None:
            return direct_room(self.world, person, self.world.bot())
        return room_of(self.world, person, self.world.room(room).id)

    def press(
        self,
        person_email: str,
        message_id: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        button: str | None = None,
    ) -> Action:
        """Press a button of a card: the one titled `button`, with `inputs` added to its data."""
        with self.world.lock:
            person = self.world.person(person_email)
            message = message_for(self.world, person, message_id)
            if button is not None and message.card is None:
                raise Refusal(400, "The message has no card.")
            data = button_data(message.card or {}, button) if button is not None else {}
            return press(self.world, person, message, {**data, **(inputs or {})})

    def replies(self, message_id: str) -> list[Message]:
        """The bot's replies to a message, or to a press by the id of its action, oldest first.

        They are what the bot said in that thread after it.
        """
        with self.world.lock:
            root, seq = self._asked(message_id)
            bot = self.world.bot().id
            found = map(self.world.messages.get, self.world.threads.get(root, ()))
            return [one for one in found if one and one.person_id == bot and one.seq > seq]

    def _asked(self, key: str) -> tuple[str, int]:
        action = self.world.actions.get(key)
        message = self.world.messages.get(action.message_id if action else key)
        if message is None:
            raise LookupError(f"no message {key!r}")
        return message.root_id, (action or message).seq

    def wait_for_reply(self, message_id: str, timeout_s: float = _PATIENCE_S) -> Message:
        """The bot's first reply to a message or press, as soon as it is there.

        Raises:
            TimeoutError: there was none in time.
        """
        found: list[Message] = []

        def replied() -> bool:
            found[:] = self.replies(message_id)
            return bool(found)

        if not self.wait_for(replied, timeout_s):
            raise TimeoutError(f"no reply within {timeout_s} s")
        return found[0]

    def wait_for(self, predicate: Callable[[], bool], timeout_s: float = _PATIENCE_S) -> bool:
        """Wait until it holds; False: time is up."""
        return self.world.wait_for(predicate, timeout_s)

    def wait_until_delivered(self, timeout_s: float = _PATIENCE_S) -> bool:
        """Wait until no event is on its way, by webhook or socket; False: time is up."""
        return self.wait_for(
            lambda: self.courier.idle() and not self.socket.unacknowledged(), timeout_s
        )

    def messages(self, room: str) -> list[Message]:
        """All messages of a room, oldest first."""
        with self.world.lock:
            timeline = self.world.timelines.get(self.world.room(room).id, ())
            return [self.world.messages[key] for key in timeline if key in self.world.messages]

    def direct_messages(self, person_email: str) -> list[Message]:
        """The messages of a person's 1:1 room with the bot, oldest first."""
        with self.world.lock:
            return self.messages(self._room(self.world.person(person_email), None).id)

    def invite(self, person_email: str, room: str, by: str) -> None:
        """Add somebody to a room, as a member of it would."""
        with self.world.lock:
            place = self.world.room(room)
            join(self.world, place, self.world.person(person_email), self.world.person(by))

    def remove(self, person_email: str, room: str, by: str) -> None:
        """Take somebody out of a room; `by` may be the person."""
        with self.world.lock:
            place = self.world.room(room)
            leave(self.world, place, self.world.person(person_email), self.world.person(by))
