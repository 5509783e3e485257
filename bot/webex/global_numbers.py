"""The list of call-in numbers worldwide, to which a personal room links.

The room's page names the link (`telephony.links`), and nothing documents what it leads to.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.errors import Failure, StrayLinkError, Trouble, WebexError
from bot.webex.model.call_in import CallIn, read_worldwide
from bot.webex.model.personal_room import Link, PersonalRoom

log = logging.getLogger(__name__)


class Lack(Enum):
    """Why there are a room's own numbers only."""

    NO_LINK = "the room names no list"
    STRAY = "the link leads elsewhere, or is not for reading"
    REFUSED = "Webex says no"
    LATE = "it does not come just now"
    UNREADABLE = "there is no number in it"


@dataclass(frozen=True, slots=True)
class CallIns:
    """The numbers worldwide; where they are lacking the room's own, and why."""

    numbers: tuple[CallIn, ...]
    lack: Lack | None = None
    failure: Failure | None = None


def call_ins_of(room: PersonalRoom, follow: Callable[[str], Mapping[str, Any]]) -> CallIns:
    """Return the numbers to call a room at; `follow` gets what its link leads to.

    If the list cannot be had, the room's own numbers are shown without another try.

    Raises: WebexError, for what is no answer to this.
    """
    own = tuple(sorted(room.call_ins, key=lambda one: one.order))
    link = room.numbers_link
    if link is None:
        return CallIns(own, Lack.NO_LINK)
    try:
        found = _read(link, follow)
    except StrayLinkError as error:
        log.warning("the list of call-in numbers is not read: %s", error)
        return CallIns(own, Lack.STRAY)
    except WebexError as error:
        failure = error.failure
        if failure.what == 401 or not (own or _is_answer(failure)):
            raise
        log.warning("the list of call-in numbers is not read: %s", error)
        return CallIns(own, Lack.LATE if failure.passes else Lack.REFUSED, failure)
    return CallIns(found) if found else CallIns(own, Lack.UNREADABLE)


def _read(link: Link, follow: Callable[[str], Mapping[str, Any]]) -> tuple[CallIn, ...]:
    if (link.method or "GET").upper() != "GET":
        raise StrayLinkError("a link that is not for reading")
    try:
        return read_worldwide(follow(link.href))
    except WebexError as error:
        if not _is_worth_another_try(error.failure):
            raise
        log.info("the list of call-in numbers is asked for once more: %s", error)
    return read_worldwide(follow(link.href))


def _is_worth_another_try(failure: Failure) -> bool:
    """Tell whether a second try may help without a wait."""
    return (
        failure.what in {502, 503, Trouble.UNREACHABLE, Trouble.PROXY}
        and failure.retry_after_s is None
    )


def _is_answer(failure: Failure) -> bool:
    """Tell whether the list is not to be had, while the room's own numbers still are."""
    return failure.is_no or failure.what is Trouble.GARBLED
