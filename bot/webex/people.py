"""People's accounts, the bot's own among them."""

import threading
import time

from bot.errors import AskError, Failure, Trouble, WebexError
from bot.ids import folded, path_segment
from bot.ids import person_id as api_id
from bot.webex.bearer import Bearer
from bot.webex.memory import Memory
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile

MOST_NAMED = 10  # people of one name that are looked at


class People:
    """https://developer.webex.com/docs/api/v1/people, with the bot's token."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer
        self._me: Profile | None = None
        self._lock = threading.Lock()
        self._memory: Memory[Profile] = Memory()

    @property
    def known_me(self) -> Profile | None:
        """The bot's own account, if Webex was asked for it before; makes no call."""
        return self._me

    def me(self) -> Profile:
        """Return the bot's own account, asking Webex once.

        Raises:
            WebexError: Webex does not tell; without its id the bot would answer itself.
        """
        with self._lock:
            if self._me is None:
                me = Profile.read(self._bearer.get("people/me"))
                if me.id is None:
                    raise WebexError(Failure(Trouble.GARBLED, "GET /people/me"))
                self._me = me
            return self._me

    def latency_s(self) -> float:
        """Return the seconds that Webex takes to tell who the bot is. Raises: WebexError."""
        began = time.monotonic()
        self._bearer.object_("GET /people/me", lambda api: api._session.get("people/me"))
        return time.monotonic() - began

    def get(self, person_id: str) -> Profile | None:
        """Return a person's account; None if Webex refuses to tell it. Raises: WebexError."""
        return self._memory.get(
            person_id,
            # Inside `get`, which takes a ValueError for a "no": a mention may hold any text as id.
            lambda: Profile.read(self._bearer.get(f"people/{path_segment(api_id(person_id))}")),
        )

    def find(self, person: Person) -> Profile | None:
        """Return somebody's account by id or address; None if Webex shows none. Raises: WebexError.

        By address Webex finds people of the bot's own organisation only, says its page.
        """
        if person.id or not person.email:
            return self.get(person.id or "")
        email = folded(person.email)
        return self._memory.get(f"by {email}", lambda: self._by(email))

    def _by(self, email: str) -> Profile | None:
        found = map(Profile.read, self._bearer.items("people", {"email": email, "max": 2}, most=2))
        return next((one for one in found if one.has(email)), None)

    def named(self, name: str) -> tuple[Profile, ...]:
        """Return the people of the bot's organisation whose name begins so. Raises: WebexError.

        Of the name as it is written, in whatever order, the one who has exactly that name counts
        alone. https://developer.webex.com/docs/api/v1/people/list-people.
        """
        words = name.split()
        orders = (words, [words[-1], *words[:-1]]) if len(words) > 1 else (words,)
        for order in orders:
            wanted = " ".join(order)
            listed = self._bearer.items(
                "people", {"displayName": wanted, "max": MOST_NAMED}, most=MOST_NAMED
            )
            found = [one for one in map(Profile.read, listed) if one.kind in {None, "person"}]
            same = [one for one in found if (one.name or "").casefold() == wanted.casefold()]
            if found:
                return tuple(same if len(same) == 1 else found)
        return ()

    def email_of(self, person: Person) -> str:
        """Return somebody's address, from Webex where it is not known.

        Raises:
            AskError: Webex refuses to tell it.
            WebexError: Webex does not answer.
        """
        profile = self.get(person.id) if person.id and not person.email else None
        email = person.email or (profile and profile.email)
        if not email:
            raise AskError("I don’t know that address", "Type the email address in your question.")
        return email
