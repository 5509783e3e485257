"""Makes a command of a change of one's own room."""

from collections.abc import Callable, Mapping, Sequence

from bot.commands.shared.carrying_out import confirming
from bot.commands.shared.change import Change, T
from bot.commands.shared.proposal import proposing
from bot.dispatch.ask import Ask
from bot.dispatch.command import Command, command
from bot.dispatch.confirmation import NOTHING, Wanted
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import NO_WORDS, Words
from bot.dispatch.policy import Audience, Matter, Need
from bot.errors import UsageError
from bot.reply.blocks import Reply
from bot.reply.no_change import OWN_CHANGE
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM


def changes(
    usage: str,
    change: Change[T],
    *,
    label: str,
    words: Words = NO_WORDS,
    aliases: Sequence[str] = (),
    examples: Sequence[str] = (),
) -> Callable[[Callable[[Ask, Reply], Reply]], Command]:
    """Make a command that shows a change and makes it when it is confirmed."""
    return command(
        usage,
        aliases=aliases,
        fetch=proposing(change),
        confirmed=confirming(change),
        explain=OWN_CHANGE,
        matter=Matter.OWN_ROOM,
        audience=Audience.ONE_TO_ONE,
        need=Need.CHANGES,
        examples=examples or (change.title,),
        words=words,
        label=label,
        changes=True,
    )


def setting_among(
    title: str, known: Mapping[str, str], also: Mapping[str, str | None] = NOTHING
) -> Callable[[Context, Ask], Wanted | None]:
    """Return what reads one of the settings of a command; `known` maps them to their meaning.

    `also` are other words for one, or None for the choice among all, which is what no setting gets.
    A setting of another command is a `UsageError`.
    """

    def wanted(_context: Context, ask: Ask) -> Wanted | None:
        said = also.get(ask.args.setting or "", ask.args.setting)
        if said is None:
            return None
        if said not in known:
            lines = [f"{title} {one}" for one in known]
            raise UsageError(f"“{title} {said}” says nothing to me", "It can be:", lines)
        return {"to": said}

    return wanted


def on_or_off(title: str, label: str, option: str, *, untold: str = "off") -> Change[RoomOptions]:
    """Return the change of an option that is on or off; `untold` is shown where Webex hides it."""
    known = {"on": "On", "off": "Off"}

    def shown(room: RoomOptions) -> str:
        told = room.values.get(option)
        return untold if told is None else "on" if told else "off"

    return Change(
        title=title,
        label=label,
        properties=(option,),
        resource=OWN_ROOM,
        wanted=setting_among(title, known),
        apply=lambda room, wanted: room.changed(**{option: wanted["to"] == "on"}),
        shown=shown,
        valid="It can be on or off.",
        choices=choices_of(title, known),
    )


def choices_of(title: str, known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return a button for each setting: its meaning, and the line."""
    return tuple((meaning, f"{title} {one}") for one, meaning in known.items())
