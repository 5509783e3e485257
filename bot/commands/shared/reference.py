"""What an id, a UUID or a link names, as far as it can be read from the text itself."""

import re
from dataclasses import dataclass

from bot import ids

# `ciscospark:` in base64: what every API id begins with.
_BEGINNING = "Y2lzY29zcGFyazov"
_APP_LINK = re.compile(
    r"(?:webexteams|webex)://im\?space=(?P<space>[0-9a-z-]+)(?:&message=(?P<message>[0-9a-z-]+))?",
    re.IGNORECASE,
)
_WORDS = {
    "ROOM": "a space",
    "PEOPLE": "a person",
    "MESSAGE": "a message",
    "TEAM": "a team",
    "ORGANIZATION": "an organisation",
    "MEMBERSHIP": "a membership",
    "ATTACHMENT_ACTION": "the press of a button",
    "WEBHOOK": "a webhook",
    "APPLICATION": "an app",
    "CONTENT": "a file",
}
# Ids of these kinds always hold a UUID; one that does not is damaged.
_KEYED_BY_UUID = frozenset({"ROOM", "PEOPLE", "MESSAGE", "TEAM", "ORGANIZATION", "WEBHOOK"})
# These live in the cluster `us`, wherever the data of their organisation does.
_ALWAYS_US = frozenset({"PEOPLE", "ORGANIZATION"})


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that Webex has an id for; `kind` and `cluster` are None where they are unknown.

    `key` is a UUID, or for some kinds another key.
    """

    key: str
    kind: str | None = None
    cluster: str | None = None

    @property
    def word(self) -> str:
        """What it is, as people say it."""
        return _WORDS.get(self.kind or "", f"“{self.kind}”" if self.kind else "something")

    @property
    def id(self) -> str | None:
        """Its API id, made anew from its parts; None where one is missing."""
        cluster = "us" if self.kind in _ALWAYS_US else self.cluster
        if self.kind is None or cluster is None:
            return None
        return ids.WebexId(cluster, self.kind, self.key).encoded()

    @property
    def is_misplaced(self) -> bool:
        """Whether its cluster is certainly wrong."""
        return self.kind in _ALWAYS_US and self.cluster not in {None, "us"}


def reference_in(text: str) -> Reference | None:
    """Return what `text` names: an API id, a UUID or the link of a space; None if nothing."""
    link = _APP_LINK.fullmatch(text)
    if link:
        named = link["message"] or link["space"]
        kind = "MESSAGE" if link["message"] else "ROOM"
        return Reference(named.lower(), kind) if ids.is_uuid(named) else None
    decoded = ids.decode(text)
    if decoded:
        return Reference(_key(decoded.key), decoded.kind, decoded.cluster)
    if ids.is_uuid(text):
        return Reference(text.lower())
    space = ids.space_in(text)
    return _space(space) if space else None


def is_damaged(text: str) -> bool:
    """Tell whether `text` is an API id of which a part is missing or changed, if only in case."""
    decoded = ids.decode(text)
    if decoded is None:
        return text.lower().startswith(_BEGINNING.lower())
    return decoded.kind in _KEYED_BY_UUID and not ids.is_uuid(decoded.key)


def _space(text: str) -> Reference:
    decoded = ids.decode(text)
    return (
        Reference(decoded.key, "ROOM", decoded.cluster)
        if decoded
        else Reference(text.lower(), "ROOM")
    )


def _key(key: str) -> str:
    return key.lower() if ids.is_uuid(key) else key
