"""The person whom a change names, by their address."""

from bot.dispatch.ask import Ask
from bot.dispatch.context import Context
from bot.errors import AskError, NotFoundError
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile


def address_of(context: Context, ask: Ask) -> str:
    """Return the address of the person named. Raises: AskError, WebexError."""
    named = ask.args.person or Person()
    if named.email:
        return named.email
    if ask.args.person is None:
        raise AskError("You need not name yourself", "It is your own room. Name somebody else.")
    return profile_of(context, ask).email or ""


def profile_of(context: Context, ask: Ask) -> Profile:
    """Return what Webex tells of the person named. Raises: AskError, WebexError."""
    if ask.args.person is None:
        raise AskError("You need not name yourself", "It is your own room. Name somebody else.")
    found = context.people.find(ask.args.person)
    if found is None or not found.email:
        called = ask.args.person.email or ask.args.person.name or "them"
        raise NotFoundError(
            f"I find nobody called {called}",
            "Webex shows me people of this organisation, by their exact address, and those who "
            "are mentioned. Check the address.",
        )
    return found
