"""whois <person>: somebody's account, for a ticket."""

from dataclasses import dataclass

from bot.commands.shared.account import account
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience, Matter
from bot.errors import AskError
from bot.reply.blocks import Button, Reply
from bot.webex.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Account:
    """An account, the bot's own organisation, and whether the asker may look up its room."""

    profile: Profile
    own_organisation: str | None
    may_see_room: bool


def _fetch(context: Context, ask: Ask) -> Account:
    profile = context.people.find(ask.person)
    if profile is None:
        raise AskError(
            "I can’t find that person",
            "Webex shows me people of my own organisation, by their exact address, and those who "
            "are mentioned. Check the address, or @mention them.",
        )
    standing = context.standing(ask)
    may_ask = standing.has_rooms_here and (ask.is_own or standing.is_help_desk)
    is_human = profile.kind in {None, "person"}
    return Account(profile, context.people.me().organisation_id, may_ask and is_human)


@command(
    "whois <person>",
    aliases=("who is", "who's"),
    fetch=_fetch,
    matter=Matter.ACCOUNT,
    audience=Audience.PARTLY,
    examples=("whois ana@example.com",),
    words=Words(
        own=(
            "find, check, who, who is, whos, whois, wer ist, qui est, quien es, wie is, account, "
            "profile, details, info, information, contact, contact details, contact info, email, "
            "email address, mail address, mail, look up, lookup, look for, search, search for, "
            "directory, user details, user info, person id, user id, department, job title, "
            "organisation, organization, company, org, works for, employee, card, data, konto, "
            "compte, cuenta, person details"
        ),
        bare=("person",),
    ),
    label="Account",
    rank=(3, 7),
)
def whois(ask: Ask, found: Account) -> Reply:
    """Show somebody’s account: name, address, ids, organisation.

    That is what a help desk copies into a ticket.
    """
    profile = found.profile
    room = ask.about_person("pmr")
    return Reply(
        profile.name or profile.email or "Somebody without a name",
        [
            *account(profile, found.own_organisation),
            *([Button("Personal room", says=room)] if found.may_see_room else []),
        ],
    )
