"""Names behind the ids of a space. What Webex does not tell is None."""

from collections.abc import Callable

from bot.errors import WebexError
from bot.ids import path_segment, same
from bot.webex.bearer import Bearer
from bot.webex.memory import Memory
from bot.webex.model import fields
from bot.webex.together import Known

Call = Callable[[], str | None]


class Names:
    """Teams, people, classifications and the other person of a 1:1 space, by id.

    Each method returns a call that returns the name, `Known` if it takes none to Webex.
    """

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer
        self._memory: Memory[str] = Memory()

    def team(self, team_id: str) -> Call:
        """Tell a team's name: https://developer.webex.com/docs/api/v1/teams/get-team-details."""
        return self._known(
            f"team {team_id}", lambda: self._named(f"teams/{path_segment(team_id)}", "name")
        )

    def person(self, person_id: str, elsewhere: Call = lambda: None) -> Call:
        """Tell a person's display name; `elsewhere` may tell it at the same price."""
        return self._known(
            f"person {person_id}",
            lambda: elsewhere() or self._named(f"people/{path_segment(person_id)}", "displayName"),
        )

    def organisation(self, organisation_id: str) -> Call:
        """Tell an organisation's name, which Webex tells to few."""
        return self._known(
            f"organisation {organisation_id}",
            lambda: self._named(f"organizations/{path_segment(organisation_id)}", "displayName"),
        )

    def classification(self, classification_id: str) -> Call:
        """Tell a classification's title, from the list of all that the organisation has."""
        return self._known(
            f"classification {classification_id}", lambda: self._title_of(classification_id)
        )

    def other_member(self, room_id: str, own_id: str) -> Call:
        """Tell the display name of the person with whom `own_id` shares a 1:1 space."""
        return self._known(f"other {room_id}", lambda: self._other(room_id, own_id))

    def _known(self, key: str, fetch: Call) -> Call:
        known = self._memory.recall(key)
        return Known(known[0]) if known else lambda: self._asked(key, fetch)

    def _asked(self, key: str, fetch: Call) -> str | None:
        try:
            return self._memory.get(key, fetch)
        except WebexError:
            return None  # an answer without a name is better than none

    def _named(self, path: str, name: str) -> str | None:
        return fields.text(self._bearer.get(path), name)

    def _title_of(self, classification_id: str) -> str | None:
        found = fields.objects(self._bearer.get("classifications"), "items")
        titles = (
            fields.text(item, "title") for item in found if item.get("id") == classification_id
        )
        return next(titles, None)

    def _other(self, room_id: str, own_id: str) -> str | None:
        found = self._bearer.get("memberships", {"roomId": room_id, "max": 10})
        others = (
            fields.text(item, "personDisplayName")
            for item in fields.objects(found, "items")
            if not same(fields.text(item, "personId"), own_id)
        )
        return next(others, None)
