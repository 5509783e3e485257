"""Webex ids and email addresses: what they hold, and which are the same.

An API id is the unpadded base64 of `ciscospark://<cluster>/<KIND>/<uuid>`. The cluster is `us` or
`urn:TEAM:<region>`; some ids (organisations in webhook envelopes) hold a bare UUID.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# A file's key is the UUID of its message and a number: `<uuid>/0`.
_INSIDE = re.compile(
    r"ciscospark://(?P<cluster>[A-Za-z0-9_:.-]{1,64})/(?P<kind>[A-Z_]{1,64})/"
    r"(?P<key>[^/\s]+(?:/[0-9]+)?)"
)
# What an id may be made of: Webex's are base64, and none of these can leave a URL path.
PATH_SEGMENT = re.compile(r"[A-Za-z0-9_=~:@+-]{1,512}")
# What a link to a space begins with: the app's, and that of every web client.
_LINK = re.compile(
    r"(?:webexteams|webex|spark)://im|https?://(?:[a-z0-9-]+\.)*(?:webex|ciscospark)\.[a-z.]{2,6}(?=[:/?#])",
    re.IGNORECASE,
)
_IN_PATH = re.compile(r"/(?:spaces|rooms|space)/([0-9A-Za-z_=-]+)(?=[/?#]|$)", re.IGNORECASE)
_IN_QUERY = re.compile(r"[?&#](?:space|roomId|spaceId|room)=([^&#\s]+)", re.IGNORECASE)
_LONGEST_LINK = 2048


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
    """Return what the API id `text` holds, decoded or not; None if it is none."""
    found = _INSIDE.fullmatch(text if text.startswith("ciscospark:") else _inside(text) or "")
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
    """Return the space that `text` names by API id, UUID or link; None if it names none so.

    An id that stands there decoded is encoded, since that is the form that Webex's API takes.
    """
    named = _in_link(text)
    return _canonical(named) if named and _names_space(named) else None


def _in_link(text: str) -> str | None:
    """Return what a link of a client names as its space; a text that is no link as it is."""
    if not _LINK.match(text):
        return text
    if len(text) > _LONGEST_LINK:
        return None
    plain = unquote(text)
    found = _IN_QUERY.search(plain) or _IN_PATH.search(plain)
    return (_uuid_of_conversation(found[1]) or found[1]) if found else None


def _canonical(text: str) -> str:
    decoded = decode(text)
    return decoded.encoded() if decoded and text.startswith("ciscospark:") else text


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
    if not is_path_segment(_canonical(text)):
        return False
    decoded = decode(text)
    return decoded.kind == "ROOM" if decoded else is_uuid(text)


# RFC 5321, 2.4: capitals and small letters differ in nothing but their looks in a domain, and Webex
# takes them so in the rest too. That holds for A to Z. Whatever else Unicode calls one letter in
# two shapes (ß and ss, the Kelvin sign and k) is two letters, and two addresses.


def folded(address: str) -> str:
    """Return an address in small letters, as addresses are compared."""
    # Of bytes, `lower` knows ASCII alone; half of a surrogate pair may come from anybody.
    return address.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def same_address(one: str | None, other: str | None) -> bool:
    """Tell whether two addresses are one; None and "" are nobody's."""
    return bool(one and other) and folded(one or "") == folded(other or "")
