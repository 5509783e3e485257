"""The person whom a change names, by their address."""

from bot.dispatch.ask import Ask
from bot.dispatch.context import Context
from bot.errors import AskError, NotFoundError
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile


def address_of(context: Context, ask: Ask) -> str:
    """Return the address of the person named. Raises: AskError, WebexError."""
    return _named(ask).email or profile_of(context, ask).email or ""


def profile_of(context: Context, ask: Ask) -> Profile:
    """Return what Webex tells of the person named. Raises: AskError, WebexError."""
    named = _named(ask)
    found = context.people.find(named)
    if found is None or not found.email:
        called = named.email or named.name or "them"
        raise NotFoundError(
            f"I find nobody called {called}",
            "Webex shows me people of this organisation, by their exact address, and those who "
            "are mentioned. Check the address.",
        )
    return found


def _named(ask: Ask) -> Person:
    if ask.args.person is None:
        raise AskError("You need not name yourself", "It is your own room. Name somebody else.")
    return ask.args.person
