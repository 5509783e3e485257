"""Something happened: what a webhook could tell, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    `data` is what the envelope carries; `audience` the ids of the people whose webhooks may
    hear of it; `facts` what filters are compared with, beyond what `data` says.
    """

    resource: str
    name: str
    actor_id: str
    data: Mapping[str, Any]
    audience: frozenset[str]
    facts: Mapping[str, Any]
