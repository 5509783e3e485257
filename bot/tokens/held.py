"""A grant as it was read from the database."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.errors import Failure, Trouble
from bot.secret import Secret

# An access token serves no call in its last minutes.
AHEAD_S = 300.0

_AS_THEY_ARE = (
    "name stamp source person_id renewed_at renew_at expires_at failing_since failed_at lost_at "
    "lost_under now"
).split()


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of a grant, read at `now` by the clock of the database.

    `access` and `refresh` are None where no key opens them, `scopes` where nobody has said what
    it was granted for; the other columns are described with the table.
    """

    name: str
    stamp: str
    source: str
    person_id: str | None
    access: Secret | None
    refresh: Secret | None
    renewed_at: float | None
    renew_at: float
    expires_at: float
    failure: Failure | None
    failing_since: float | None
    failed_at: float | None
    lost_at: float | None
    lost_under: str | None
    now: float
    scopes: frozenset[str] | None = None

    @classmethod
    def of(cls, row: Any, access: Secret | None, refresh: Secret | None) -> "Held":
        """Read a row of the table, to which the present moment was added as `now`."""
        values = {name: getattr(row, name) for name in _AS_THEY_ARE}
        failure = _read(row.failure) if row.failure else None
        scopes = frozenset(row.scopes.split()) if row.scopes else None
        return cls(**values, access=access, refresh=refresh, failure=failure, scopes=scopes)

    @property
    def is_fresh(self) -> bool:
        """Whether its access token lasts for long enough to be used."""
        return self.now < max(self.renew_at, self.expires_at - AHEAD_S)

    def is_lost(self, under: str) -> bool:
        """Tell whether Webex renews it no more, and no setting that could help changed since."""
        return self.lost_at is not None and self.lost_under == under


def written(failure: Failure) -> str:
    """Return a failure as it stands in the table."""
    return json.dumps(asdict(failure) | {"what": failure.name})


def _read(text: str) -> Failure:
    values = json.loads(text)
    what = values["what"]
    return Failure(**values | {"what": int(what) if what.isdigit() else Trouble(what)})
