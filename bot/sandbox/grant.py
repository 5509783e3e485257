"""Who may do what: access tokens, OAuth clients, codes and refresh tokens."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TokenKind = Literal["bot", "person", "serviceapp"]

MESSAGING = frozenset(
    {
        "spark:people_read",
        "spark:rooms_read",
        "spark:rooms_write",
        "spark:memberships_read",
        "spark:memberships_write",
        "spark:messages_read",
        "spark:messages_write",
        "spark:teams_read",
    }
)
"""What a bot token can do; it has no meeting permissions."""

PREFERENCES = "meeting:preferences_read"
PREFERENCES_WRITE = "meeting:preferences_write"
ADMIN_PREFERENCES = "meeting:admin_preferences_read"
ADMIN_PREFERENCES_WRITE = "meeting:admin_preferences_write"
ADMIN_ORGANIZATIONS = "spark-admin:organizations_read"


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; without `expires` it lives as long as the world."""

    value: str
    person_id: str
    scopes: frozenset[str]
    kind: TokenKind = "person"
    expires: datetime | None = None

    def allows(self, scope: str) -> bool:
        """Whether the scope was granted; spark:all stands for every messaging scope."""
        return scope in self.scopes or ("spark:all" in self.scopes and scope in MESSAGING)


@dataclass(frozen=True, slots=True)
class Client:
    """An integration or service app; without redirect URIs any loopback address will do."""

    id: str
    secret: str
    name: str
    scopes: frozenset[str]
    redirect_uris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """An authorisation code, good for one exchange."""

    value: str
    client_id: str
    person_id: str
    scopes: frozenset[str]
    redirect_uri: str
    challenge: str | None
    expires: datetime


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token."""

    value: str
    client_id: str
    person_id: str
    scopes: frozenset[str]
    kind: TokenKind
    expires: datetime
