"""The state of the pretend Webex, guarded by one lock."""

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .event import Event
from .grant import Client, Code, RefreshToken, Token
from .ids import in_us
from .message import Action, Message
from .moment import Clock, utc_now
from .record import Classification, Device, Membership, Person, Room, Team, Webhook
from .upload import Upload

Json = dict[str, Any]

_LOOK_S = 0.1


@dataclass
class Switches:
    """Documented oddities that a test can turn on.

    `empty_titles`: 1:1 rooms are titled "Empty Title", as a compliance officer sees them.
    `sealed_rooms`: ids of rooms whose title cannot be decrypted (`errors.title.code`).
    `seen_from_team`: ids of moderated team rooms that the caller is not in itself: of such only the
    moderators are listed.
    `rotate_refresh_tokens`: each refresh replaces the refresh token.
    `name_oauth_errors`: a wrong client is called `invalid_client`, as RFC 6749 has it; what Webex
    says is not documented.
    `refuse_foreign_email`: `userEmail` without the admin scope is refused with 403 instead of
    silently ignored; the documentation leaves both open.
    `numbers_as`: the name under which call-in numbers worldwide are listed; none is documented.
    `numbers_of_countries`: each of them names its country apart.
    `hide_webhook_secrets`: webhooks are shown without their `secret`.
    `ignore_user_email`: `userEmail` is ignored even with the admin scope.
    `messages_found_after_s`: a message is not found by its id before it is so old.
    `clock_ahead_s`: by how much Webex's clock is ahead of the world's; below 0 it is behind.
    `region`: the cluster that new spaces are made in, as it stands in their ids.
    `me`: what /people/me says otherwise than everything else does, such as an id of another form.
    """

    empty_titles: bool = False
    sealed_rooms: set[str] = field(default_factory=set)
    seen_from_team: set[str] = field(default_factory=set)
    rotate_refresh_tokens: bool = False
    name_oauth_errors: bool = False
    refuse_foreign_email: bool = False
    numbers_as: str = "callInNumbers"
    numbers_of_countries: bool = False
    hide_webhook_secrets: bool = False
    ignore_user_email: bool = False
    messages_found_after_s: float = 0.0
    clock_ahead_s: float = 0.0
    region: str = "us"
    me: Json = field(default_factory=dict)


@dataclass
class World:
    """Everything there is. Take `lock` to read or change more than one thing.

    `pmrs` and `sites` hold answers as the API gives them: Personal Meeting Rooms by (email,
    site), site lists by email; `call_in_numbers` those of a meeting by its id. `delegates` are
    the addresses of who may schedule for somebody, by email.
    """

    clock: Clock = utc_now
    bot_email: str = "roomdesk@webex.bot"
    messages_per_room: int = 20_000
    actions_kept: int = 20_000
    switches: Switches = field(default_factory=Switches)
    people: dict[str, Person] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    classifications: dict[str, Classification] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    members: dict[str, dict[str, Membership]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    timelines: dict[str, deque[str]] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    webhooks: dict[str, Webhook] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    pmrs: dict[tuple[str, str], Json] = field(default_factory=dict)
    sites: dict[str, list[Json]] = field(default_factory=dict)
    call_in_numbers: dict[str, list[Json]] = field(default_factory=dict)
    delegates: dict[str, list[str]] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict)
    lock: threading.Condition = field(default_factory=threading.Condition, repr=False)
    listeners: list[Callable[[Event], None]] = field(default_factory=list, repr=False)
    _count: "itertools.count[int]" = field(default_factory=itertools.count, repr=False)

    def now(self) -> datetime:
        """Webex's time, aware."""
        return self.clock() + timedelta(seconds=self.switches.clock_ahead_s)

    def next_seq(self) -> int:
        """A number greater than all before."""
        return next(self._count)

    def person(self, email_or_id: str) -> Person:
        """Somebody, by email in any case or by API id of any cluster.

        Raises:
            LookupError: nobody is called so.
        """
        with self.lock:
            known = self.people.get(in_us(email_or_id))
            if known:
                return known
            wanted = email_or_id.casefold()
            for person in self.people.values():
                if person.email.casefold() == wanted:
                    return person
        raise LookupError(f"nobody is called {email_or_id!r}")

    def bot(self) -> Person:
        """The bot that this world was made for."""
        return self.person(self.bot_email)

    def room(self, title_or_id: str) -> Room:
        """A room by its API id or its exact title.

        Raises:
            LookupError: there is none, or several have that title.
        """
        with self.lock:
            if title_or_id in self.rooms:
                return self.rooms[title_or_id]
            found = [room for room in self.rooms.values() if room.title == title_or_id]
        if len(found) != 1:
            raise LookupError(f"{len(found)} rooms are called {title_or_id!r}")
        return found[0]

    def add_person(self, person: Person) -> Person:
        """Let somebody exist."""
        with self.lock:
            self.people[person.id] = person
        return person

    def add_token(self, token: Token) -> Token:
        """Let a token be accepted."""
        with self.lock:
            self.tokens[token.value] = token
        return token

    def emit(self, event: Event) -> None:
        """Tell the listeners and wake whoever waits; call with the lock held."""
        for listener in self.listeners:
            listener(event)
        self.lock.notify_all()

    def wake(self) -> None:
        """Let those who wait look again."""
        with self.lock:
            self.lock.notify_all()

    def wait_for(self, predicate: Callable[[], bool], timeout_s: float) -> bool:
        """Wait until the predicate holds; False when time is up.

        It is looked at again at each change, and now and then for what changes outside of here.
        """
        until = time.monotonic() + timeout_s
        with self.lock:
            while not self.lock.wait_for(predicate, min(_LOOK_S, until - time.monotonic())):
                if time.monotonic() >= until:
                    return False
        return True


def without_none(values: Mapping[str, Any]) -> Json:
    """A JSON object without the properties that are absent."""
    return {name: value for name, value in values.items() if value is not None}
