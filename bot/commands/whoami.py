"""whoami: the asker's own account, and what they may ask."""

from dataclasses import dataclass

from bot.commands.shared.account import account, folded_ids, organisation_of, unsure
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience
from bot.errors import AskError
from bot.reply.blocks import Button, Reply, Text
from bot.webex.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Me:
    """An account, what its owner may ask, and what their organisation is called.

    `is_sure`: no call to Webex failed that decides what they may ask.
    """

    profile: Profile
    is_help_desk: bool
    has_room: bool
    organisation: str | None
    is_sure: bool = True


def _fetch(context: Context, ask: Ask) -> Me:
    profile = context.people.find(ask.asker)
    if profile is None:
        raise AskError("Webex does not tell me who you are", "Ask again in a few minutes.")
    standing = context.standing(ask)
    organisation = organisation_of(context, profile)
    has_room = standing.has_rooms_here
    return Me(profile, standing.is_help_desk, has_room, organisation, standing.is_sure)


@command(
    "whoami",
    aliases=("who am i", "my id"),
    fetch=_fetch,
    audience=Audience.PARTLY,
    examples=("whoami",),
    words=Words(
        anywhere=(
            "who i am, who am i, whoami, my account, my profile, my details, my info, "
            "my information, my data, my email, my email address, my mail, my name, my user, "
            "my username, my user name, my user id, my id, my person id, my org, "
            "my organisation, my organization, my company, my role, my permissions, my rights, "
            "my department, my user details, my contact, logged in, logged in as, signed in as, "
            "am i help desk, what may i, what am i allowed, account, profile, about me, "
            "know about me, wer bin ich, mein konto, mein profil, qui suis je, mon compte, "
            "mon profil, quién soy, quien soy, mi cuenta, mi perfil, wie ben ik, mijn account, "
            "chi sono"
        ),
    ),
    label="My account",
    rank=(8, 9),
)
def whoami(_ask: Ask, me: Me) -> Reply:
    """Show your own account: name, address, ids, organisation.

    That is what a help desk wants to know for a ticket.
    """
    return Reply(
        f"You are {me.profile.name or me.profile.email or 'somebody without a name'}",
        [
            *account(me.profile, me.organisation),
            *(
                [Text("You are of the help desk: you may look up other people’s rooms.")]
                if me.is_help_desk
                else []
            ),
            *unsure(me.is_sure),
            *([Button("My personal room", says="pmr")] if me.has_room else []),
            *folded_ids(me.profile),
        ],
    )
