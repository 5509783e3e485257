"""Finds somebody's personal room: on the site named, or on the first of their sites that has it."""

from dataclasses import dataclass

from bot.commands.shared.room_search import search
from bot.dispatch.ask import Ask
from bot.dispatch.context import Context
from bot.errors import AskError, NotFoundError
from bot.reply.blocks import Block, Copy, Note, Value
from bot.reply.weblink import same_page
from bot.webex.model.personal_room import PersonalRoom
from bot.webex.preferences import View


@dataclass(frozen=True, slots=True)
class Located:
    """A personal room; `site` is where it was found, if it had to be looked for.

    `is_other`: the question names the link of another room. `can_change`: the asker may change it,
    right where they ask.
    """

    room: PersonalRoom
    site: str | None = None
    is_other: bool = False
    can_change: bool = False

    @property
    def site_row(self) -> tuple[str, Value | None]:
        """The fact that tells on which site it was found."""
        return "Site", Copy(self.site) if self.site else None

    def notes(self, ask: Ask) -> list[Block]:
        """Return notes on the link or site that the question names."""
        if self.is_other:
            return [Note("The link in your question is not that of this room.")]
        if self.site and ask.site:
            return [Note(f"There is no room on {ask.site}: this one is on {self.site}.")]
        return []

    def about(self, ask: Ask, command: str) -> str:
        """Return the line that asks `command` about this room."""
        return ask.about_person(command, self.site or ask.site)


def room_for(
    context: Context, ask: Ask, view: View, command: str, *, is_for_others: bool = True
) -> Located:
    """Return the room that a question is about.

    `command` is what asks, for lines to try; `is_for_others`: some may ask it about others.

    Raises:
        AskError: there is none, or it is said by a link and is not the asker's own.
        WebexError: Webex fails.
    """
    link, is_alone = ask.args.link, ask.args.person is None

    def by_link(site: str | None) -> AskError:
        return _by_link(context, ask, command, site, is_for_others=is_for_others)

    try:
        room, site = search(context, ask, view, command, view.personal_room)
    except NotFoundError as error:
        if link and is_alone:
            # No site of theirs, or none at all: it is of no use in a line to try.
            raise by_link(None) from error
        raise
    is_other = bool(link) and not same_page(link or "", room.link or "")
    if is_other and is_alone:
        raise by_link(None if site else ask.site)
    return Located(room, site, is_other)


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
