"""whois <person>: somebody's account, for a ticket."""

from dataclasses import dataclass

from bot.commands.shared.account import account, folded_ids, organisation_of
from bot.commands.shared.room_search import no_such_person
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience, Matter
from bot.reply.blocks import Button, Reply
from bot.webex.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Account:
    """An account, what its organisation is called, and whether the asker may look up its room."""

    profile: Profile
    organisation: str | None
    may_see_room: bool


def _fetch(context: Context, ask: Ask) -> Account:
    profile = context.people.find(ask.person)
    if profile is None:
        raise no_such_person(ask)
    standing = context.standing(ask)
    may_ask = standing.has_rooms_here and (ask.is_own or standing.is_help_desk)
    is_human = profile.kind in {None, "person"}
    return Account(profile, organisation_of(context, profile), may_ask and is_human)


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
            *account(profile, found.organisation),
            *([Button("Personal room", says=room)] if found.may_see_room else []),
            *folded_ids(profile),
        ],
    )
