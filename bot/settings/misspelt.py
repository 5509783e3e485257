"""Names in the environment that were surely meant to be settings: one letter too many, or too few.

Other programs have variables too: what is no setting is named only where it is close to one that
is not set.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

# A share of letters in common, as difflib counts them. WEBEX_ACCESS_TOKEN, another program's, has
# less of WEBEX_REFRESH_TOKEN.
_CLOSE = 0.83
_SHORTEST = 7  # PATH and POST are close to PORT, too


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A name that means nothing, and the setting that it is close to."""

    found: str
    meant: str

    def __str__(self) -> str:
        return f"{self.found} is no setting: is {self.meant} meant?"


def misspelt(environ: Mapping[str, str], names: Collection[str]) -> tuple[Misspelt, ...]:
    """Return the names in an environment that are close to one of `names`."""
    unset = [name for name in names if len(name) >= _SHORTEST and not environ.get(name)]
    found = []
    for name in sorted(set(environ) - set(names)):
        nearest = get_close_matches(name.upper(), unset, n=1, cutoff=_CLOSE)
        if nearest and environ[name].strip():
            found.append(Misspelt(name, nearest[0]))
    return tuple(found)
