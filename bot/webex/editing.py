"""Changes somebody's own meeting preferences: reads, changes, writes, and looks at what came of it.

An update replaces everything, so what is sent is what was read just before, with one thing changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import requests

from bot.errors import WebexError
from bot.secret import Secret
from bot.webex.bearer import Bearer, apart
from bot.webex.guard import Guard
from bot.webex.preferences import OrgView, OwnView, View

T = TypeVar("T")
Found = tuple[Mapping[str, Any], Secret | None]


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls about one person's preferences with one access; `link` is that of their proven room."""

    bearer: Bearer
    params: Mapping[str, str | int | None]
    link: str | None = None

    def read(self, path: str) -> Found:
        """Return the JSON object at `path`, read anew, its host PIN apart. Raises: WebexError."""
        return self.bearer.with_secret(path, self.params, "hostPin")

    def write(self, method: str, path: str, body: Mapping[str, Any]) -> Found:
        """Send a JSON object; return the one that answers it, its host PIN apart.

        An empty answer is an empty object. Nothing of it is kept.

        Raises:
            WebexError: the call failed, or nobody can read what came: it may have been done.
        """
        wanted = {name: value for name, value in self.params.items() if value is not None}

        def send(api: Any) -> Mapping[str, Any]:
            code = requests.codes.no_content if path.endswith("/delete") else requests.codes.ok
            answer = api._session.request(method, path, code, params=wanted, json=dict(body))
            return answer.json() if answer.content else {}

        return apart(self.bearer.object_(f"{method} /{path}", send), "hostPin")


class Resource(Protocol[T]):
    """Something that can be changed; how it is read, written and compared."""

    def read(self, calls: Calls) -> T:
        """Return what is there. Raises: WebexError, WrongRoomError."""

    def write(self, calls: Calls, before: T, after: T) -> T:
        """Change it; return what is there then. Raises: WebexError, WrongRoomError."""

    def is_as_meant(self, found: T, meant: T) -> bool:
        """Tell whether it is as it was meant to be."""

    def lacking(self, meant: T) -> tuple[str, ...]:
        """Return what Webex wants back with a change, and did not tell."""


# Returns what is to be there in place of what is; None: nothing is to be written.
Decide = Callable[[T], T | None]


class Editor(Protocol):
    """One person's preferences with an access that may change them; `view` only reads them."""

    view: View
    # With whose access, for the audit.
    whose: str

    def edit(self, resource: Resource[T], site: str | None, decide: Decide[T]) -> T:
        """Read, and write what `decide` makes of it; return what is there in the end.

        Raises:
            NotAsMeantError: Webex took it, and shows something else.
            WrongRoomError: it may be somebody else's.
            WebexError: a call failed. Nothing was changed if Webex refused it; otherwise another
                try has to read first, as this does.
        """


class NotAsMeantError(Exception):
    """Webex accepted a change, and does not show what was meant."""


class OwnEditor:
    """A person's preferences with their own access."""

    whose = "own"

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer
        self.view: View = OwnView(bearer)

    def edit(self, resource: Resource[T], site: str | None, decide: Decide[T]) -> T:
        """Read and write."""
        return _edit(Calls(self._bearer, {"siteUrl": site}), resource, decide)


class OrgEditor:
    """Somebody's preferences with the organisation's access, right after it has proved itself.

    An access that ignores `userEmail` would change its owner's room.
    """

    whose = "organisation"

    def __init__(self, guard: Guard, email: str) -> None:
        self._guard = guard
        self._email = email
        self.view: View = OrgView(guard, email)

    def edit(self, resource: Resource[T], site: str | None, decide: Decide[T]) -> T:
        """Read and write, with the one token that the proof was made with."""
        bearer, room = self._guard.proved(self._email, site)
        params = {"userEmail": self._email, "siteUrl": site}
        return _edit(Calls(bearer, params, room.link), resource, decide)


def _edit(calls: Calls, resource: Resource[T], decide: Decide[T]) -> T:
    before = resource.read(calls)
    meant = decide(before)
    if meant is None:
        return before
    try:
        found = resource.write(calls, before, meant)
    except WebexError as error:
        # Webex certainly did nothing only where it said no; otherwise the room itself tells.
        if error.failure.is_refusal:
            raise
        found = resource.read(calls)
        if not resource.is_as_meant(found, meant):
            raise
    if not resource.is_as_meant(found, meant):
        found = resource.read(calls)
    if not resource.is_as_meant(found, meant):
        raise NotAsMeantError
    return found
