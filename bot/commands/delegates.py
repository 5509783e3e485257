"""delegates, delegates add and remove <person>: who may schedule meetings for somebody."""

from collections.abc import Callable

from bot.commands.shared.change import Change
from bot.commands.shared.own_room import changes
from bot.commands.shared.person_named import address_of
from bot.commands.shared.proposal import need_one_to_one
from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.confirmation import Wanted
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience, Matter, Need
from bot.ids import same_address
from bot.reply.blocks import Bullets, Button, Copy, Reply, Text
from bot.reply.no_room import PERSONAL_ROOM
from bot.webex.delegates import DELEGATES, Addresses


def _fetch(context: Context, ask: Ask) -> Addresses:
    need_one_to_one(ask, "I tell your delegates")
    return context.preferences.of(ask).delegates()


@command(
    "delegates",
    fetch=_fetch,
    explain=PERSONAL_ROOM,
    matter=Matter.OWN_ROOM,
    audience=Audience.ONE_TO_ONE,
    need=Need.CHANGES,
    examples=("delegates",),
    words=Words(
        anywhere=(
            "delegates, delegate, my delegates, who can schedule, who may schedule, who schedules "
            "for me, schedules for me, scheduling delegates, meeting delegates"
        ),
    ),
    label="Delegates",
)
def delegates(_ask: Ask, found: Addresses) -> Reply:
    """List who may schedule meetings for you.

    I answer 1:1 only.
    """
    if not found:
        more = Text("To let somebody, type: delegates add name@example.com")
        return Reply("Nobody may schedule for you", [more])
    buttons = (Button(f"Remove {one}", f"delegates remove {one}") for one in found[:4])
    return Reply("Who may schedule for you", [Bullets(tuple(map(Copy, found))), *buttons])


def _added(found: Addresses, wanted: Wanted) -> Addresses:
    is_there = any(same_address(one, wanted["email"]) for one in found)
    return found if is_there else (*found, wanted["email"])


def _removed(found: Addresses, wanted: Wanted) -> Addresses:
    return tuple(one for one in found if not same_address(one, wanted["email"]))


def _wanted(context: Context, ask: Ask) -> Wanted:
    return {"email": address_of(context, ask)}


def _shown(found: Addresses) -> str:
    return ", ".join(found) or "nobody"


def _change(verb: str, apply: Callable[[Addresses, Wanted], Addresses]) -> Change[Addresses]:
    return Change(
        title=f"delegates {verb}",
        label="Who may schedule for you",
        properties=("delegateEmails",),
        resource=DELEGATES,
        wanted=_wanted,
        apply=apply,
        shown=_shown,
        valid="A delegate needs a host account on your site.",
        see=Button("Delegates", "delegates"),
    )


@changes(
    "delegates add <person>",
    _change("add", _added),
    aliases=("delegate add", "add delegate"),
    examples=("delegates add ana@example.com",),
    words=Words(
        anywhere=(
            "let schedule for me, let my assistant schedule, assistant schedule, let schedule my "
            "meetings, let schedule meetings for me, schedule for me, schedule on my behalf, book "
            "for me, book meetings for me, book my meetings, assistant book, schedule meetings for "
            "me, schedule my meetings for me, allow to schedule, add delegate, add a delegate, "
            "make delegate, new delegate"
        ),
    ),
    label="Add a delegate",
)
def add_delegate(_ask: Ask, reply: Reply) -> Reply:
    """Let somebody schedule meetings for you.

    They need a host account on your site. I show you the change first, 1:1.
    """
    return reply


@changes(
    "delegates remove <person>",
    _change("remove", _removed),
    aliases=("delegate remove", "remove delegate", "delegates delete"),
    examples=("delegates remove ana@example.com",),
    words=Words(
        anywhere="remove delegate, remove a delegate, delete delegate, remove from my delegates",
    ),
    label="Remove a delegate",
)
def remove_delegate(_ask: Ask, reply: Reply) -> Reply:
    """No longer let somebody schedule meetings for you.

    I show you the change first, 1:1.
    """
    return reply
