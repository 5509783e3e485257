"""Webex ids and what they hold.

An API id is the unpadded base64 of `ciscospark://<cluster>/<KIND>/<uuid>`. The cluster is `us` or
`urn:TEAM:<region>`; some ids (organisations in webhook envelopes) hold a bare UUID.
"""

import base64
import binascii
import re
from dataclasses import dataclass

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# A file's key is the UUID of its message and a number: `<uuid>/0`.
_INSIDE = re.compile(
    r"ciscospark://(?P<cluster>[A-Za-z0-9_:.-]{1,64})/(?P<kind>[A-Z_]{1,64})/"
    r"(?P<key>[^/\s]+(?:/[0-9]+)?)"
)
# What an id may be made of: Webex's are base64, and none of these can leave a URL path.
PATH_SEGMENT = re.compile(r"[A-Za-z0-9_=~:@+-]{1,512}")
_SPACE_LINK = re.compile(
    r"(?:webexteams|webex)://im\?space=(?P<app>[0-9a-z-]+)(?:&message=[0-9a-z-]+)?"
    # What follows tells the client what to show of the space.
    r"|https://web\.webex\.com/spaces/(?P<web>[0-9A-Za-z_=-]+)(?:[/?#]\S*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WebexId:
    """What an API id says: `us`, `ROOM`, and the UUID (or other key) behind it."""

    cluster: str
    kind: str
    key: str

    def encoded(self) -> str:
        """Return the canonical API id."""
        inside = f"ciscospark://{self.cluster}/{self.kind}/{self.key}"
        return base64.b64encode(inside.encode()).decode().rstrip("=")


def decode(text: str) -> WebexId | None:
    """Return what the API id `text` holds; None if it is none."""
    found = _INSIDE.fullmatch(_inside(text) or "")
    return WebexId(**found.groupdict()) if found else None


def _inside(text: str) -> str | None:
    try:
        bare = text.rstrip("=")  # some Pythons refuse more padding than there has to be
        padded = bare + "=" * (-len(bare) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None


def is_uuid(text: str) -> bool:
    """Tell whether `text` is a UUID."""
    return _UUID.fullmatch(text) is not None


def same(one: str | None, other: str | None) -> bool:
    """Tell whether two ids mean the same thing, whichever form each has (API id or UUID)."""
    key = key_of(one or "")
    return bool(key) and key == key_of(other or "")


def space_in(text: str) -> str | None:
    """Return the space that `text` names by API id, UUID or link; None if it names none so."""
    link = _SPACE_LINK.fullmatch(text)
    if link:
        named = link["app"] or _uuid_of_conversation(link["web"]) or link["web"]
        return named if _names_space(named) else None
    return text if _names_space(text) else None


def uuid_of(text: str | None) -> str | None:
    """Return the UUID that an id holds; None if it holds another key or none."""
    key = key_of(text or "")
    return key if is_uuid(key) else None


def person_id(text: str) -> str:
    """Return the API id of a person who is named by a UUID; any other text as it is.

    Accounts live in the cluster `us`, wherever the organisation's data does, so that this is one of
    the two kinds of ids that a UUID tells wholly.
    """
    return WebexId("us", "PEOPLE", text.lower()).encoded() if is_uuid(text) else text


def path_segment(text: str) -> str:
    """Return `text` if it can stand in a URL path as it is.

    Raises:
        ValueError: it could leave its place in the path (`..`, `/`, `?`, `%`) or is no id at all.
    """
    if not is_path_segment(text):
        raise ValueError("not a Webex id")
    return text


def is_path_segment(text: str) -> bool:
    """Tell whether `text` can stand in a URL path as it is."""
    return PATH_SEGMENT.fullmatch(text) is not None


def key_of(text: str) -> str:
    """Return what is the same in each form of an id: the UUID in lower case, or another key."""
    decoded = decode(text)
    key = decoded.key if decoded else text
    return key.lower() if is_uuid(key) else key


def _uuid_of_conversation(text: str) -> str | None:
    """Return the UUID behind the base64 of `https://…/conversations/<uuid>`, a web link's id."""
    inside = _inside(text)
    host, _, key = (inside or "").rpartition("/conversations/")
    return key if host and is_uuid(key) else None


def _names_space(text: str) -> bool:
    if not is_path_segment(text):
        return False
    decoded = decode(text)
    return decoded.kind == "ROOM" if decoded else is_uuid(text)
