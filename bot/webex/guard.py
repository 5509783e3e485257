"""The wrong-room guard: whose room did the organisation's access show?

Without `meeting:admin_preferences_read` Webex may ignore `userEmail` and answer with the room of
the token's owner, and the answer does not say whose room it is.
"""

import hashlib
import logging
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.errors import WebexError, WrongRoomError
from bot.model.personal_room import PersonalRoom
from bot.model.profile import Profile
from bot.secret import Secret
from bot.webex.bearer import Bearer, TokenSource
from bot.webex.memory import Memory
from bot.webex.together import Together

log = logging.getLogger(__name__)

ROOM = "meetingPreferences/personalMeetingRoom"

T = TypeVar("T")
Marks = frozenset[str]  # link and SIP address


class OrgTokens(TokenSource, Protocol):
    """The organisation's token."""

    def is_set_up(self) -> bool:
        """Tell whether there is one."""


class Guard:
    """Compares what the organisation's access shows with its owner's own room, and fails closed.

    Where Webex refuses to tell the owner's room, no two people may have one and the same. What
    tells rooms apart is remembered for a while by access token; nothing else of a room is.
    """

    def __init__(self, bearer: Bearer, tokens: OrgTokens, together: Together) -> None:
        self.bearer = bearer
        self._tokens = tokens
        self._together = together
        self._own: Memory[Marks] = Memory()
        self._owner: Memory[str] = Memory()
        self._shown: Memory[str] = Memory()
        self._lock = threading.Lock()

    def is_set_up(self) -> bool:
        """Tell whether there is any organisation's access. Raises: UnavailableError."""
        return self._tokens.is_set_up()

    def checked(
        self, email: str, site: str | None, fetch: Callable[[], tuple[PersonalRoom, T]]
    ) -> T:
        """Return what `fetch` got for `email` beside a room, if that room is certainly theirs.

        Raises:
            WrongRoomError: it may be somebody else's.
            WebexError: a call failed.
        """
        key = _key(self._tokens.get())
        own, (room, found) = self._together(lambda: self._own_marks(key, site), fetch)
        self._compare(key, email, site, own, _marks(room))
        return found

    def vouched(self, email: str, fetch: Callable[[], T]) -> T:
        """Return what `fetch` got for `email`, if the access sees more than its owner.

        What it got does not tell whose it is, so a room is compared for it. Where neither they
        nor the owner have one, nothing tells, and nothing is raised.

        Raises:
            WrongRoomError: it may be the owner's.
            WebexError: a call failed.
        """
        key = _key(self._tokens.get())
        own, room, found = self._together(
            lambda: self._own_marks(key, None), lambda: self._room_marks(email), fetch
        )
        if room is not None:
            self._compare(key, email, None, own, room)
        return found

    def _compare(
        self, key: str, email: str, site: str | None, own: Marks | None, room: Marks
    ) -> None:
        if own is not None and room:
            if not own & room or self._owner_email(key) == email.casefold():
                return
        elif room and self._first_shown(key, site, room, email) == email.casefold():
            return
        log.error(
            "the organisation's access showed its owner's room for another address, or one that "
            "does not tell whose it is: it lacks the scope meeting:admin_preferences_read"
        )
        raise WrongRoomError("meeting:admin_preferences_read")

    def _own_marks(self, key: str, site: str | None) -> Marks | None:
        """Return what tells the owner's own room; None if they have none, or it is not told."""

        def fetch() -> Marks | None:
            found = _marks(PersonalRoom.read(self.bearer.get(ROOM, {"siteUrl": site})))
            return found or None

        return self._own.get(f"{key} {site}", fetch)

    def _room_marks(self, email: str) -> Marks | None:
        """Return what tells somebody's room; None if they have none."""
        try:
            return _marks(PersonalRoom.read(self.bearer.get(ROOM, {"userEmail": email})))
        except WebexError as error:
            if error.failure.what not in {403, 404}:
                raise
            return None

    def _owner_email(self, key: str) -> str | None:
        """Return the owner's address; None if the access may not tell it."""

        def fetch() -> str | None:
            email = Profile.read(self.bearer.get("people/me")).email
            return email.casefold() if email else None

        return self._owner.get(key, fetch)

    def _first_shown(self, key: str, site: str | None, room: Marks, email: str) -> str | None:
        """Return for whom a room was shown first."""
        with self._lock:
            return self._shown.get(f"{key} {site} {_hash(str(sorted(room)))}", email.casefold)


def _marks(room: PersonalRoom) -> Marks:
    """Return what no two rooms share."""
    found = (room.link, room.sip_address)
    return frozenset(text.casefold().rstrip("/") for text in found if text)


def _key(token: Secret) -> str:
    return _hash(token.reveal())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
