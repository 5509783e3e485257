"""What a call to Webex is for, in a few words, and how it is meant to end."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import parse_qs

from ..journal import Call
from ..world import World

_WELL = (101, *range(200, 300))
"""101 is how a socket opens."""
_REFUSED = range(400, 500)
_PERSONAL_ROOM = "/meetingPreferences/personalMeetingRoom"
_LABELS = (
    ("GET", "/apps/wx2/registrations/*", "Connect to the event socket"),
    ("GET", "/u2c/*", "Ask where Webex’s services are"),
    ("GET", "/conversation/*", "Ask for the id of what was heard"),
    ("GET", "/wdm/*", "Look which devices it has"),
    ("POST", "/wdm/*", "Register a device for the event socket"),
    ("PUT", "/wdm/*", "Say that its device is still in use"),
    ("DELETE", "/wdm/*", "Give a device back"),
    ("GET", "/messages/*", "Read the message"),
    ("GET", "/messages", "Look for messages"),
    ("POST", "/messages", "Post the answer"),
    ("GET", "/attachment/actions/*", "Read which button was pressed"),
    ("GET", "/rooms/*/meetingInfo", "Ask how to join the space’s meeting"),
    ("GET", "/rooms/*", "Ask about the space"),
    ("GET", "/rooms", "List the bot’s spaces"),
    ("GET", "/people/me", "Ask who the bot is"),
    ("GET", "/people*", "Ask who a person is"),
    ("GET", "/memberships*", "Ask who is in the space"),
    ("GET", "/teams/*", "Ask for the team’s name"),
    ("GET", "/classifications", "Ask for the names of classifications"),
    ("GET", "/organizations/*", "Ask for the organisation’s name"),
    ("GET", _PERSONAL_ROOM, "Ask for the Personal Meeting Room"),
    ("GET", "/meetingPreferences/sites", "Ask for the Webex sites"),
    ("*", "/meetingPreferences*", "Ask for meeting preferences"),
    ("POST", "/access_token", "Get a fresh access token"),
    ("GET", "/webhooks*", "Look after the webhooks"),
    ("PUT", "/webhooks*", "Switch a webhook on again"),
)


@dataclass(frozen=True, slots=True)
class Label:
    """The words for a call, and the statuses with which it ends well."""

    words: str
    well: frozenset[int] = frozenset(_WELL)


_NOBODY = Label("Guard: ask for nobody’s room, which must fail", frozenset(_REFUSED))
_ACCESS_OWN = Label(
    "Guard: ask for the room of the access itself, which may fail",
    frozenset((*_WELL, *_REFUSED)),
)


def label(world: World, call: Call) -> Label:
    """What a call is for."""
    path = call.path.removeprefix("/api").removeprefix("/v1")
    if path == _PERSONAL_ROOM:
        probe = _probe(world, call)
        if probe:
            return probe
    return Label(_words(call.method, path))


def _probe(world: World, call: Call) -> Label | None:
    """The guard's probes: whether `userEmail` counts shows in what is refused."""
    asked = parse_qs(call.query).get("userEmail", [None])[0]
    if asked is not None:
        return _NOBODY if asked.startswith("nobody-") else None
    machines = {one.email for one in world.people.values() if one.kind == "appuser"}
    return _ACCESS_OWN if call.token_owner_email in machines else None


def _words(method: str, path: str) -> str:
    for wanted, pattern, words in _LABELS:
        if wanted in ("*", method) and fnmatchcase(path, pattern):
            return words
    return "Call Webex"
