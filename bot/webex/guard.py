"""The wrong-room guard: whose room did the organisation's access show?

Without `meeting:admin_preferences_read` Webex may ignore `userEmail` and answer with the room of
the token's owner, and the answer does not say whose room it is.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from cachetools import TTLCache

from bot.errors import Failure, Trouble, WebexError
from bot.ids import folded, same_address
from bot.webex.bearer import Bearer, TokenSource
from bot.webex.memory import REMEMBERED_S
from bot.webex.model.personal_room import PersonalRoom
from bot.webex.model.profile import Profile
from bot.webex.together import Together
from bot.webex.wrong_room import wrong_room

ROOM = "meetingPreferences/personalMeetingRoom"

_MOST = 4_000
_TRIES = 2

T = TypeVar("T")
Params = Mapping[str, str | int | None]
Marks = frozenset[str]  # link and SIP address


class OrgTokens(TokenSource, Protocol):
    """The organisation's token."""

    def is_set_up(self) -> bool:
        """Tell whether there is one."""

    def may_write(self) -> bool | None:
        """Tell whether it was granted for changes too; None: nobody has said."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A room as far as it identifies itself; `refusal` is the status if Webex refused it."""

    marks: Marks = frozenset()
    refusal: int | None = None


class Guard:
    """Lets an answer through only if it certainly is about the address that was asked for.

    To prove that Webex heeds `userEmail`, three rooms are asked for at the same moment: that of the
    address, that of the token's owner, and that of an address that nobody has. If Webex ignores
    `userEmail`, they are one and the same. Both results, "proven" and "found out", are remembered
    by access token and site. The rooms themselves are not, for owners may rename them, nor are
    refusals, which may pass.
    """

    def __init__(self, bearer: Bearer, tokens: OrgTokens, together: Together) -> None:
        self._bearer = bearer
        self._tokens = tokens
        self._together = together
        self._noted: TTLCache[tuple[str, ...], str] = TTLCache(_MOST, REMEMBERED_S)
        self._lock = threading.Lock()

    def is_set_up(self) -> bool:
        """Tell whether there is any organisation's access. Raises: UnavailableError."""
        return self._tokens.is_set_up()

    def may_write(self) -> bool | None:
        """Tell whether the access was granted for changes; None: nobody has said.

        Raises: UnavailableError.
        """
        return self._tokens.may_write()

    def proved(self, email: str, site: str | None) -> tuple[Bearer, PersonalRoom]:
        """Return the room of `email`, and what calls with the very token that has shown it.

        The proof is made now, whatever was proved before: this is for changes.

        Raises:
            WrongRoomError: it may be somebody else's.
            WebexError: a call failed.
        """

        def fetch() -> tuple[PersonalRoom, PersonalRoom]:
            room = PersonalRoom.read(self.read(ROOM, {"userEmail": email, "siteUrl": site}))
            return room, room

        token = self._tokens.get()
        room = self.checked(email, site, fetch, anew=True)
        if self._tokens.get() != token:
            raise WebexError(Failure(Trouble.UNREACHABLE, f"GET /{ROOM}"))
        return self._bearer.with_token(token), room

    def with_secret(self, path: str, params: Params, name: str) -> Any:
        """Return the JSON object at `path` without one text of it, and that text.

        It is always read anew: an earlier answer may have come with another token.
        """
        return self._bearer.with_secret(path, params, name)

    def read(self, path: str, params: Params) -> Mapping[str, Any]:
        """Return the JSON object at `path`, read anew, without any host PIN. Raises: WebexError."""
        found: Mapping[str, Any] = self.with_secret(path, params, "hostPin")[0]
        return found

    def follow(self, href: str) -> Mapping[str, Any]:
        """Return the JSON object that a link of a room leads to, read anew.

        Raises: WebexError, StrayLinkError.
        """
        return self.read(self._bearer.path_of(href), {})

    def checked(
        self,
        email: str,
        site: str | None,
        fetch: Callable[[], tuple[PersonalRoom, T]],
        *,
        anew: bool = False,
    ) -> T:
        """Return what `fetch` got for `email` beside a room, if that room is certainly theirs.

        `anew`: an earlier proof does not count.

        Raises:
            WrongRoomError: it may be somebody else's.
            WebexError: a call failed.
        """

        def attempt(key: str) -> tuple[T, bool]:
            if self._is_settled(key, site, email, anew=anew):
                return fetch()[1], False
            own, nobody, (room, found) = self._together(
                lambda: self._seen(site, None), lambda: self._nobodys(site, email), fetch
            )
            return found, self._judge(key, site, email, own, nobody, Seen(_marks(room)))

        return self._with_one_token(site, attempt)

    def vouched(self, email: str, fetch: Callable[[], T]) -> T:
        """Return what `fetch` got for `email`, if Webex heeds `userEmail` with this access.

        What `fetch` gets does not tell whose it is, so rooms on the default site have to prove it.
        Somebody without a room cannot be proven. Then it is let through if Webex shows no room for
        an address that nobody has either, and does not forbid to read the room of `email` while it
        shows the owner's.

        Raises:
            WrongRoomError: it may be the owner's.
            WebexError: a call failed.
        """

        def attempt(key: str) -> tuple[T, bool]:
            if self._is_settled(key, None, email):
                return fetch(), False
            calls: tuple[Callable[[], Any], ...] = (
                lambda: self._seen(None, None),
                lambda: self._nobodys(None, email),
                lambda: self._seen(None, email),
                fetch,
            )
            own, nobody, room, found = self._together(*calls)
            if nobody.refusal and (room.refusal == 404 or (room.refusal and not own.marks)):
                return found, False
            return found, self._judge(key, None, email, own, nobody, room)

        return self._with_one_token(None, attempt)

    def _is_settled(self, key: str, site: str | None, email: str, *, anew: bool = False) -> bool:
        """Tell whether an answer for `email` needs no proof (any more).

        Raises: WrongRoomError, where the token was found out.
        """
        if self._recall("found out", key, str(site)) is not None:
            if not self._is_owner(key, email):
                raise wrong_room()
            return True  # the token shows its owner's data, and that is who was asked for
        return not anew and self._recall("proven", key, str(site)) is not None

    def _judge(
        self, key: str, site: str | None, email: str, own: Seen, nobody: Seen, room: Seen
    ) -> bool:
        """Tell whether this proves that Webex heeds `userEmail`.

        Raises: WrongRoomError, unless `email` is the token's owner, whose room it is in any case.
        """
        tells = own.marks or nobody.marks or nobody.refusal
        if nobody.marks & (own.marks | room.marks):
            self._note("found out", key, str(site))
        # If the owner has no room, the answer for nobody's address has to show a difference.
        elif room.marks and room.marks.isdisjoint(own.marks) and tells:
            return True
        if self._is_owner(key, email):
            return False
        raise wrong_room()

    def _with_one_token(self, site: str | None, attempt: Callable[[str], tuple[T, bool]]) -> T:
        """Return what `attempt` got while the access token stayed the same.

        Answers to two different tokens prove nothing about either.
        """
        for _ in range(_TRIES):
            key = self._key()
            found, is_proof = attempt(key)
            if key == self._key():
                if is_proof:
                    self._note("proven", key, str(site))
                return found
        raise WebexError(Failure(Trouble.UNREACHABLE, f"GET /{ROOM}"))

    def _nobodys(self, site: str | None, email: str) -> Seen:
        """Return what is shown for an address of the same domain that nobody has."""
        domain = email.rpartition("@")[2] or "example.com"
        return self._seen(site, f"nobody-{secrets.token_hex(8)}@{domain}", {400, 403, 404})

    def _seen(self, site: str | None, email: str | None, refusals: set[int] | None = None) -> Seen:
        """Return what is shown for an address; None: for the token's owner."""
        try:
            found = self.read(ROOM, {"userEmail": email, "siteUrl": site})
        except WebexError as error:
            what = error.failure.what
            if isinstance(what, int) and what in (refusals or {403, 404}):
                return Seen(refusal=what)
            raise
        return Seen(_marks(PersonalRoom.read(found)))

    def _is_owner(self, key: str, email: str) -> bool:
        """Tell whether an address is the token's owner's; False if Webex refuses to tell."""
        owner = self._recall("owner", key)
        if owner is None:
            try:
                owner = Profile.read(self.read("people/me", {})).email or ""
            except WebexError as error:
                if not error.failure.is_no:
                    raise
                return False
            if key == self._key():
                self._note("owner", key, value=owner)
        return same_address(owner, email)

    def _key(self) -> str:
        return hashlib.sha256(self._tokens.get().reveal().encode()).hexdigest()

    def _recall(self, *what: str) -> str | None:
        with self._lock:
            return self._noted.get(what)

    def _note(self, *what: str, value: str = "") -> None:
        with self._lock:
            self._noted[what] = value


def _marks(room: PersonalRoom) -> Marks:
    """Return what identifies a room: no two rooms share a link or a SIP address."""
    found = (room.link, room.sip_address)
    return frozenset(folded(text).rstrip("/") for text in found if text)
