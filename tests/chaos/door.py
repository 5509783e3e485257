"""The door: each delivery is taken in or refused, and promptly."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.sandbox.delivery import Delivery

PROMPTLY_S = 5.0
_TAKEN_IN, _PUT_OFF, _NOT_ANSWERED = 200, 503, 0


@dataclass(frozen=True, slots=True)
class Door:
    """How long Webex waited at most, answered or not, and how often it got what it should not."""

    slowest_s: float
    wrong: int


def door(deliveries: Iterable[Delivery], *, was_shut: bool) -> Door:
    """Look at what became of the deliveries; if the door `was_shut`, some found nobody there."""
    seen = [*deliveries]
    right = {_TAKEN_IN, _PUT_OFF, *([_NOT_ANSWERED] if was_shut else [])}
    return Door(
        slowest_s=max((one.seconds for one in seen), default=0.0),
        wrong=sum(one.status not in right for one in seen),
    )
