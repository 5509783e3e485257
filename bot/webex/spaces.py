"""Other spaces than the one a question comes from, as far as the asker is in them too."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cachetools import TTLCache

from bot import ids
from bot.webex.members import Members
from bot.webex.model.named import Space
from bot.webex.model.room import Room
from bot.webex.rooms import Rooms
from bot.webex.title_match import Fit, fit
from bot.webex.together import Together

MOST_CHECKED = 20
_LISTED_S = 30.0


@dataclass(frozen=True, slots=True)
class Shared:
    """Spaces that both the asker and the bot are in, the best fit first.

    `unchecked` counts the likely ones after those that were looked at, `exact` those whose title
    is what was typed, `likely` those that were looked at.
    """

    rooms: tuple[Room, ...]
    unchecked: int = 0
    exact: int = 0
    likely: int = 0

    @property
    def certain(self) -> Room | None:
        """The one that is meant: there is no other, or its title alone is what was typed."""
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

        Where nothing fits, who is in the space `here` is asked, so that a space which does not
        exist takes the same call, and fails with it, as one that is somebody else's.

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
        return self._alike(self._checked(same, person_id), person_id, here)

    def search(self, words: str, person_id: str, here: str = "", page: int = 1) -> Shared:
        """Return the spaces whose titles fit, best first; without words all, latest first.

        `page`, from 1, tells which twenty of the likely ones are looked at; `here` is as in `find`.

        Raises:
            WebexError: Webex does not answer.
        """
        likely = self._likely(words)[(page - 1) * MOST_CHECKED :]
        found = self._alike(self._checked(likely, person_id), person_id, here)
        exact = [room for room in found.rooms if fit(words, room.title or "") is Fit.EXACT]
        return replace(found, exact=len(exact))

    def _likely(self, words: str) -> Sequence[Room]:
        rooms = self._all()
        if not words.strip():
            return rooms
        fits = {room: fit(words, room.title or "") for room in rooms}
        likely = [room for room in rooms if fits[room] > Fit.NONE]
        return sorted(likely, key=lambda room: -fits[room])

    def _alike(self, found: Shared, person_id: str, here: str) -> Shared:
        if here and not found.likely:
            self._members.is_in(here, person_id)
        return found

    def _checked(self, rooms: Sequence[Room], person_id: str) -> Shared:
        likely = [(room, room.id) for room in rooms if room.id][:MOST_CHECKED]
        checks = [self._check(room_id, person_id) for _, room_id in likely]
        is_in = self._together(*checks) if checks else ()
        found = tuple(room for (room, _), yes in zip(likely, is_in, strict=True) if yes)
        return Shared(found, len(rooms) - len(likely), likely=len(likely))

    def _check(self, room_id: str, person_id: str) -> Callable[[], bool]:
        return lambda: self._members.is_in(room_id, person_id)

    def _all(self) -> tuple[Room, ...]:
        # Held while Webex is asked, so that many questions at once ask for one list.
        with self._lock:
            listed = self._listed.get("all")
            if listed is None:
                listed = self._listed["all"] = tuple(self._rooms.all())
            return listed
