"""Somebody's personal room: on the site named, or on the first of their sites that knows them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from bot.dispatch.ask import Ask
from bot.dispatch.context import Context
from bot.errors import AskError, WebexError
from bot.reply.blocks import Block, Copy, Note, Value
from bot.reply.weblink import same_page
from bot.webex.model.personal_room import PersonalRoom
from bot.webex.preferences import View

MOST_TRIED = 5  # sites, each of which takes up to three calls

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Located:
    """A personal room; `site` is where it was found, if it had to be looked for.

    `is_other`: the question names a link that is not this room's.
    """

    room: PersonalRoom
    site: str | None = None
    is_other: bool = False

    @property
    def site_row(self) -> tuple[str, Value | None]:
        """The line that tells where it was found."""
        return "Site", Copy(self.site) if self.site else None

    @property
    def notes(self) -> list[Block]:
        """What has to be said of the link that the question names."""
        return (
            [Note("The link in your question is not that of this room.")] if self.is_other else []
        )

    def about(self, ask: Ask, command: str) -> str:
        """Return the line that asks `command` about this room."""
        return ask.about_person(command, self.site or ask.site)


def room_for(
    context: Context, ask: Ask, view: View, command: str, *, is_for_others: bool = True
) -> Located:
    """Return the room that a question is about.

    `command` is what asks, for lines to try; `is_for_others`: some may ask it about others.

    Raises:
        AskError: it is said by a link, and is not the asker's own.
        WebexError: no site knows it, or Webex fails.
    """
    link, is_alone = ask.args.link, ask.args.person is None

    def by_link(site: str | None) -> AskError:
        return _by_link(context, ask, command, site, is_for_others=is_for_others)

    try:
        room, site = on_some_site(view, ask.site, view.personal_room)
    except WebexError as error:
        if link and is_alone and error.failure.what in {400, 404}:
            # No site of theirs, or none at all: it is of no use in a line to try.
            raise by_link(None) from error
        raise
    is_other = bool(link) and not same_page(link or "", room.link or "")
    if is_other and is_alone:
        raise by_link(ask.site)
    return Located(room, site, is_other)


def on_some_site(
    view: View, site: str | None, read: Callable[[str | None], T]
) -> tuple[T, str | None]:
    """Return what `read` gives for a site, and that site if it had to be looked for.

    Where no site was named and the default one does not know the person, their others are tried.

    Raises: WebexError.
    """
    try:
        return read(site), None
    except WebexError as error:
        if site or error.failure.what != 404:
            raise
        unknown = error
    for other in islice(view.elsewhere(), MOST_TRIED):
        try:
            return read(other), other
        except WebexError as error:
            if not error.failure.is_no:
                raise
    raise unknown


def _by_link(
    context: Context, ask: Ask, command: str, site: str | None, *, is_for_others: bool
) -> AskError:
    on_site = f" {site}" if site else ""
    own = f"{command}{on_site}"
    advice = "Webex finds a personal room by its owner’s address, not by its link. "
    if not is_for_others:
        advice += f"I tell you this of your own room alone: {own}"
    elif context.is_help_desk(ask.asker):
        advice += f"Type whose it is: {command} name@example.com{on_site}"
    else:
        advice += f"Only the help desk may look up other people’s. For your own type: {own}"
    return AskError("That is not the link of your room", advice, [own])
