"""Looks for a personal room on all of a person's sites, and explains it if there is none."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from bot import ids
from bot.dispatch.ask import Ask
from bot.dispatch.context import Context
from bot.errors import AskError, NotFoundError, RefusedError, WebexError
from bot.webex.model.site import Site
from bot.webex.preferences import View

MOST_TRIED = 5  # sites, each of which takes up to three calls
_MOST_OFFERED = 3

T = TypeVar("T")


def search(
    context: Context, ask: Ask, view: View, command: str, read: Callable[[str | None], T]
) -> tuple[T, str | None]:
    """Return what `read` gives for a site, and that site if it had to be looked for.

    The site named counts, else the default one; their others are tried where it has no room of
    theirs. `command` is what asks, for lines to try.

    Raises:
        AskError: there is no such person, site or room, or no access to it.
        WebexError: Webex fails.
    """
    try:
        return read(ask.site), None
    except WebexError as error:
        if error.failure.what == 403 and not ask.is_own and not _is_of_here(context, ask):
            raise _elsewhere(ask) from error
        if error.failure.what != 404 and not (ask.site and error.failure.what == 400):
            raise
    theirs = _told(view)
    if ask.site and ask.args.person is None and not _is_among(theirs, ask.site):
        raise _no_site_of_yours(context, ask, command, theirs)
    closed = []
    for site in islice(_others(view, theirs, ask.site), MOST_TRIED):
        try:
            return read(site), site
        except WebexError as error:
            if not error.failure.is_no:
                raise
            if error.failure.what == 403:
                closed.append(site)
    raise _closed(context, ask, closed) if closed else _no_room(context, ask, theirs)


def no_such_person(ask: Ask) -> AskError:
    """Return the error for an address that Webex does not know."""
    named = ask.person.email or ask.person.name
    return NotFoundError(
        f"I find nobody called {named}" if named else "I can’t find that person",
        "Webex shows me people of this organisation, by their exact address, and those who are "
        "mentioned. Check the address, or @mention them.",
    )


def is_known(context: Context, ask: Ask) -> bool:
    """Tell whether Webex shows the person whom a question is about. Raises: WebexError."""
    return ask.is_own or context.people.find(ask.person) is not None


def _is_of_here(context: Context, ask: Ask) -> bool:
    """Tell whether somebody is of the bot's organisation, as far as Webex shows it."""
    profile, own = context.people.find(ask.person), context.people.me().organisation_id
    theirs = profile and profile.organisation_id
    return bool(profile) and (not own or not theirs or ids.same(own, theirs))


def _told(view: View) -> tuple[Site, ...]:
    try:
        return view.sites()
    except WebexError as error:
        if not error.failure.is_no:
            raise
        return ()


def _others(view: View, theirs: Sequence[Site], named: str | None) -> Iterator[str]:
    # The default one was asked if none was named.
    first = (site.url for site in theirs if named)
    yield from dict.fromkeys(url for url in (*first, *view.elsewhere()) if url != named)


def _is_among(sites: Sequence[Site], named: str) -> bool:
    return named in (site.url.casefold() for site in sites)


def _no_site_of_yours(context: Context, ask: Ask, command: str, theirs: Sequence[Site]) -> AskError:
    yours = f"Yours: {_listed(theirs)}. " if theirs else "Webex tells none of yours. "
    others = (
        f"For somebody else type the whole address: {command} name@example.com"
        if context.is_help_desk(ask.asker)
        else ""
    )
    lines = [f"{command} {site.url}" for site in theirs[:_MOST_OFFERED]]
    title = f"“{ask.site}” is none of your Webex sites"
    return NotFoundError(title, f"{yours}{others}".strip(), lines or [command])


def _elsewhere(ask: Ask) -> AskError:
    return NotFoundError(
        f"I find nobody called {ask.whom} in this organisation",
        "I see personal rooms of people of this organisation alone. Check the address; somebody of "
        "another organisation can tell you themselves.",
    )


def _closed(context: Context, ask: Ask, sites: Sequence[str]) -> AskError:
    needed = (
        "It needs meeting:admin_preferences_read from an administrator of that site."
        if context.is_help_desk(ask.asker)
        else "Whoever runs this bot can have that changed."
    )
    names = ", ".join(sites)
    return RefusedError(f"My access does not cover {names}", f"The room may be there. {needed}")


def _no_room(context: Context, ask: Ask, theirs: Sequence[Site]) -> AskError:
    if not theirs and not is_known(context, ask):
        return no_such_person(ask)
    who = f"{ask.whom} has" if ask.whom else "You have"
    where = f": {_listed(theirs)}" if theirs else ""
    return NotFoundError(
        f"{who} no personal room",
        f"There is none on any of {'their' if ask.whom else 'your'} Webex sites{where}. "
        "An administrator enables it in Control Hub.",
        [ask.about_person("sites")] if theirs else [],
    )


def _listed(sites: Sequence[Site]) -> str:
    return ", ".join(site.url for site in sites[:MOST_TRIED])
