"""Finds other spaces than that of the question, if the asker is in them too."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cachetools import TTLCache

from bot import ids
from bot.webex.members import Members
from bot.webex.model.named import Space
from bot.webex.model.room import Room
from bot.webex.rights import Rights
from bot.webex.rooms import Rooms
from bot.webex.title_match import Fit, fit
from bot.webex.together import Together

# Membership takes a call for each space: at most so many in all, and so many at once.
MOST_CHECKED = 60
PAGE = 20
_LISTED_S = 30.0


@dataclass(frozen=True, slots=True)
class Shared:
    """Spaces that both the asker and the bot are in, the best fit first.

    `exact` counts those whose title is what was typed. `is_full`: they fill a page, and there may
    be more. Nothing here depends on spaces that the asker is not in.
    """

    rooms: tuple[Room, ...]
    exact: int = 0
    is_full: bool = False

    @property
    def certain(self) -> Room | None:
        """The space that is meant: the only one, or the only one of exactly that title."""
        return self.rooms[0] if len(self.rooms) == 1 or self.exact == 1 else None


class Spaces:
    """Finds spaces by what people call them.

    Titles are remembered for half a minute; who is in a space is asked each time.
    """

    def __init__(self, rooms: Rooms, members: Members, together: Together) -> None:
        self._rooms = rooms
        self._members = members
        self._together = together
        self._listed: TTLCache[str, tuple[Room, ...]] = TTLCache(1, _LISTED_S)
        self._lock = threading.Lock()

    def find(self, space: Space, person_id: str, here: str = "") -> Shared:
        """Return the spaces that `space` may mean: one at most for an id.

        Where nothing fits, the membership of the space `here` is asked for: so a space that does
        not exist takes, and fails with, the same call as one that the asker is not in.

        Raises:
            WebexError: Webex does not answer.
        """
        if space.id is None:
            return self.search(space.title or "", person_id, here)
        if ids.decode(space.id):
            found = self._members.is_in(space.id, person_id)
            return Shared((Room.read({"id": space.id}),) if found else ())
        # A UUID does not tell where its space lives, and only the whole id can be asked for.
        same = [room for room in self._all() if ids.same(room.id, space.id)]
        self._call_all_the_same(same, person_id, here)
        return Shared(self._theirs(same, person_id, PAGE))

    def search(self, words: str, person_id: str, here: str = "", page: int = 1) -> Shared:
        """Return the spaces whose titles fit, best first; without words all, latest first.

        `page`, from 1, tells which twenty of the asker's; `here` is as in `find`. The likeliest are
        looked at, as many as a page has at once, until the asker's page is full.

        Raises:
            WebexError: Webex does not answer.
        """
        likely = self._likely(words)
        self._call_all_the_same(likely, person_id, here)
        found = self._theirs(likely, person_id, page * PAGE)[(page - 1) * PAGE : page * PAGE]
        exact = [room for room in found if fit(words, room.title or "") is Fit.EXACT]
        return Shared(found, len(exact), is_full=len(found) == PAGE)

    def are_unchanged(self, rights: Rights) -> bool:
        """Tell whether these memberships are still the same.

        Raises:
            WebexError: Webex does not answer.
        """
        checks = [self._check(*right) for right in rights]
        told = tuple(rights.values())
        return not checks or self._together(*checks) == told

    def _likely(self, words: str) -> Sequence[Room]:
        rooms = self._all()
        if not words.strip():
            return rooms
        fits = {room: fit(words, room.title or "") for room in rooms}
        likely = [room for room in rooms if fits[room] > Fit.NONE]
        return sorted(likely, key=lambda room: -fits[room])

    def _call_all_the_same(self, likely: Sequence[Room], person_id: str, here: str) -> None:
        if here and not likely:
            self._members.is_in(here, person_id)

    def _theirs(self, rooms: Sequence[Room], person_id: str, enough: int) -> tuple[Room, ...]:
        """Return which of `rooms` somebody is in; ends once `enough` or a few more are found."""
        found: list[Room] = []
        likely = [(room, room.id) for room in rooms[:MOST_CHECKED] if room.id]
        for start in range(0, len(likely), PAGE):
            looked = likely[start : start + PAGE]
            is_in = self._together(*(self._check(room_id, person_id) for _, room_id in looked))
            found += (room for (room, _), yes in zip(looked, is_in, strict=True) if yes)
            if len(found) >= enough:
                break
        return tuple(found)

    def _check(self, room_id: str, person_id: str) -> Callable[[], bool]:
        return lambda: self._members.is_in(room_id, person_id)

    def _all(self) -> tuple[Room, ...]:
        # Held while Webex is asked, so that many questions at once ask for one list.
        with self._lock:
            listed = self._listed.get("all")
            if listed is None:
                listed = self._listed["all"] = tuple(self._rooms.all())
            return listed
