"""members [space] [words] [page]: who is in a space."""

from collections.abc import Sequence

from bot.commands.shared.space_members import (
    BOTS,
    MODERATORS,
    SpaceMembers,
    bounded,
    elsewhere,
    listed,
    membership_of,
    ordered,
    section,
)
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience
from bot.ids import folded
from bot.reply.blocks import Block, Button, Reply, Text
from bot.reply.escape import counted
from bot.reply.paging import page_of
from bot.webex.model.roster import Member
from bot.webex.title_match import Fit, fit

# What one may call members of a kind, beside their names.
_KINDS_OUTSIDE = frozenset(
    "external externals guest guests other another organisation organisations organization "
    "organizations".split()
)
_KINDS = {
    MODERATORS: frozenset({"moderator", "moderators"}),
    BOTS: frozenset({"bot", "bots"}),
}


@command(
    "members [space] [words] [page]",
    aliases=("participants",),
    fetch=membership_of,
    audience=Audience.PARTLY,
    refreshes=True,
    examples=("members of project unicorn", "members", "members ana"),
    words=Words(
        anywhere=(
            "how big, how large, big is this space, how many are we, how many of us, count "
            "members, count people, there bot in, there bot in this space, am i in this space, "
            "check if is in this space, check is in, check whether is in, whether is in, search "
            "in this space, search in here, find in this space, look for in this space, is a "
            "moderator, member, members, members of space, members list, member list, list "
            "members, list people, list of people, list everyone, list of everyone, list of "
            "everybody, list participants, list users, participant, participants, people in, "
            "people here, roster, who is in, whos in, who is in space, whos in space, who is in "
            "room, whos in room, who is in group, who is in channel, who is in chat, who is in "
            "team, who all is in, who all are in, who all are, who all is, who else is in, who "
            "else is, who is here, whos here, who is there in, who are in, who belongs, who "
            "joined, who has access, who has access to space, access to this space, who can see "
            "this space, who can see, is in, names of people, names of members, names of "
            "everyone, addresses of people, addresses of members, addresses of everyone, email "
            "addresses of everyone, email addresses of members, who was added, who added, "
            "everyone in, everybody in, everyone here, everybody here, in this space, in this "
            "room, in this group, in this channel, in this chat, in here, in the space, in the "
            "room, in the group, is here, part of space, part of room, part of group, joined "
            "this space, joined this room, joined, added to space, added to room, added to this "
            "space, was added, how many people, how many members, how many users, number of "
            "members, number of people, headcount, external, externals, external members, "
            "external people, external guests, external users, any external, guests, guests in, "
            "other organisations, other organizations, other organisation, another organisation, "
            "another organization, other companies, another company, other company, our company, "
            "outsiders, outside, which bots, what bots, bots in, any bots, list bots, mitglied, "
            "mitglieder, teilnehmer, wer ist in raum, wer ist in diesem, wer ist hier, wer ist "
            "alles, membre, membres, qui est dans, qui est dans espace, qui est dans cet espace, "
            "qui est ici, miembro, miembros, quien esta en, quien está en espacio, "
            "participantes, lid, leden, deelnemers, wie zit in, wie zitten in, wie zit er, "
            "membri, chi è in, membros"
        ),
        people=True,
    ),
    label="Members",
    rank=(12, 12),
)
def members(ask: Ask, found: SpaceMembers) -> Reply:
    """List who is in this space, or in another one that you are in.

    Moderators come first, people of other organisations are marked, and bots stand apart. With
    words you get those whose name or address fits: “members ana”. Another space is named by its
    id, its link, or words of its title after “of”; 1:1 also without “of”.

    In a space I leave addresses out: ask me 1:1 for them.
    """
    chosen = [one for one in ordered(found) if _fits(found, one, ask.words)]
    page = page_of(chosen, ask.page)
    title, count = f"Members of {found.title}", Text(_count(found))
    if ask.words and not chosen:
        return Reply(title, [count, *_none(ask, found), *bounded(found)])
    return Reply(
        title,
        [
            count,
            *([Text(_chosen(ask, len(chosen)))] if ask.words else []),
            *listed(found, page.items, is_direct=ask.origin.is_direct),
            *bounded(found),
            *elsewhere(found, "members", ask),
            *page.more(ask.again("members", page.number + 1)),
            *_buttons(ask, found),
        ],
    )


def _count(found: SpaceMembers) -> str:
    roster = found.roster
    bots = sum(one.is_bot for one in roster.members)
    outsiders = sum(found.is_outsider(one) for one in roster.members)
    most = "" if found.is_whole else "At least "
    said = f"{most}{counted(len(roster.members), 'member')}"
    parts = [
        *([counted(bots, "bot")] if bots else []),
        *([f"{outsiders} of {_other(outsiders)}"] if outsiders else []),
    ]
    return f"{said}, among them {' and '.join(parts)}." if parts else f"{said}."


def _other(count: int) -> str:
    return "another organisation" if count == 1 else "other organisations"


def _fits(found: SpaceMembers, member: Member, words: Sequence[str]) -> bool:
    """Tell whether words fit somebody: their name or address, or what they are."""
    kinds = _KINDS_OUTSIDE if found.is_outsider(member) else frozenset[str]()
    kinds |= _KINDS.get(section(member), frozenset())
    return all(word.casefold() in kinds or _is_named(member, word) for word in words)


def _is_named(member: Member, word: str) -> bool:
    address = folded(member.email or "")
    if "@" in word or "." in word:
        return folded(word) in address
    return fit(word, f"{member.called} {address.partition('@')[0]}") is not Fit.NONE


def _chosen(ask: Ask, count: int) -> str:
    return f"{count} of them {'fits' if count == 1 else 'fit'} “{' '.join(ask.words)}”:"


def _none(ask: Ask, found: SpaceMembers) -> list[Block]:
    words = " ".join(ask.words)
    whom = "them" if found.is_whole else "those that I know"
    is_named = ask.args.space is not None or found.room.is_direct
    return [
        Text(f"None of {whom} is called “{words}”."),
        *([] if is_named else [Button(f"The space “{words}”", says=f"members of {words}")]),
        Button("All members", says=ask.about_space("members")),
    ]


def _buttons(ask: Ask, found: SpaceMembers) -> list[Block]:
    if found.room.is_direct:
        return []
    return [
        Button("Moderators", says=ask.about_space("moderators")),
        Button("About this space", says=ask.about_space("room")),
    ]
