"""How the organisation's token fares, in words for people and for machines."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class TokenState(Enum):
    """How the organisation's token fares."""

    OFF = "off"
    UNTRIED = "untried"
    OK = "ok"
    FAILING = "failing"  # Webex does not answer at the moment
    REFUSED = "refused"  # Webex does not take the client's id and secret
    LOST = "lost"  # Webex renews it no more


@dataclass(frozen=True, slots=True)
class TokenHealth:
    """How the organisation's token fares, `since` when, and until when its access token lasts.

    `is_from_setting`: Webex has renewed nothing yet of what the setting holds. `why` names the
    last failure.
    """

    state: TokenState
    since: datetime | None = None
    expires: datetime | None = None
    why: str | None = None
    is_from_setting: bool = False

    @property
    def word(self) -> str:
        """One word for machines: `ok`, `fail` or `off`."""
        words = dict.fromkeys((TokenState.FAILING, TokenState.REFUSED, TokenState.LOST), "fail")
        words[TokenState.OFF] = "off"
        return words.get(self.state, "ok")

    def in_words(self) -> tuple[str, bool]:
        """Return a few words for people, and whether that is a failure."""
        since = f" since {_shown(self.since)}" if self.since else ""
        until = f", until {_shown(self.expires)}" if self.expires else ""
        text = {
            TokenState.OFF: "not set up",
            TokenState.UNTRIED: "not tried yet",
            TokenState.OK: f"works{until}",
            TokenState.FAILING: f"Webex does not answer{since}: {self.why}",
            TokenState.REFUSED: f"Webex refuses its client’s id and secret{since}: {self.why}",
            TokenState.LOST: f"refused by Webex{since}: {self.why}",
        }[self.state]
        return text, self.word == "fail"


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
