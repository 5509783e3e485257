"""Notes the memberships that an answer depends on, to check them again before a later try."""

from contextlib import AbstractContextManager
from contextvars import ContextVar

from bot.telemetry.context import during

# Space and person, and whether they are in it.
Rights = dict[tuple[str, str], bool]

_RIGHTS: ContextVar[Rights | None] = ContextVar("rights", default=None)


def noted_in(rights: Rights) -> AbstractContextManager[None]:
    """Note in `rights` the memberships that Webex tells in this block.

    `bot.telemetry.context` tells how this reaches the calls on other threads.
    """
    return during(_RIGHTS, rights)


def note(room_id: str, person_id: str, *, is_in: bool) -> None:
    """Note what Webex has just told."""
    rights = _RIGHTS.get()
    if rights is not None:
        rights[room_id, person_id] = is_in
