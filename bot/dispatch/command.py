"""What makes a function a command."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.dispatch.ask import Ask
from bot.dispatch.confirmation import Pending
from bot.dispatch.context import Context
from bot.dispatch.grammar.usage import Usage
from bot.dispatch.grammar.vocabulary import NO_WORDS, Words
from bot.dispatch.policy import Audience, Matter, Need
from bot.reply.blocks import Reply
from bot.reply.explain import NOTHING_SPECIAL, Cause, Explanation

T = TypeVar("T")

LAST = (99, 99)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its grammar, where its data comes from, and how data becomes a reply.

    `summary` is the first line of the function's docstring and `details` the rest: they are the
    help text. `explain` says what a failed call means for this command, where that differs from
    what it means in general. `matter` is the kind of information that it gives: permission depends
    on that. `help` shows `audience`, `need` and `examples` (lines to type, the most useful first);
    it leaves out commands that are not listed, which only make sense as a press. `refreshes`: the
    card has a button to ask again, since the answer changes.

    `words` are what people say for it, and `label` is what a button calls it. `changes`: it changes
    something, and runs only if its own name was typed. `rank` is its place in `help`, 1:1 and in a
    space: see `bot.dispatch.help_offer`. `confirmed` does what the asker was shown first, once they
    have pressed “Change it”: see `bot.dispatch.confirmation`.
    """

    usage: Usage
    aliases: tuple[tuple[str, ...], ...]
    summary: str
    details: str
    fetch: Callable[[Context, Ask], Any]
    answer: Callable[[Ask, Any], Reply]
    explain: Mapping[Cause, Explanation]
    matter: Matter = Matter.OPEN
    audience: Audience = Audience.SPACE
    need: Need | None = None
    examples: tuple[str, ...] = ()
    refreshes: bool = False
    is_listed: bool = True
    words: Words = NO_WORDS
    label: str = ""
    changes: bool = False
    rank: tuple[int, int] = LAST
    confirmed: Callable[[Context, Ask, Pending], Reply] | None = None

    @property
    def title(self) -> str:
        """The name as one types it: `pmr pin`."""
        return self.usage.title

    @property
    def names(self) -> Sequence[tuple[str, ...]]:
        """The name and its aliases, each as words."""
        return (self.usage.name, *self.aliases)


def command(
    usage: str,
    *,
    fetch: Callable[[Context, Ask], T],
    aliases: Sequence[str] = (),
    explain: Mapping[Cause, Explanation] = NOTHING_SPECIAL,
    matter: Matter = Matter.OPEN,
    audience: Audience = Audience.SPACE,
    need: Need | None = None,
    examples: Sequence[str] = (),
    refreshes: bool = False,
    is_listed: bool = True,
    words: Words = NO_WORDS,
    label: str = "",
    changes: bool = False,
    rank: tuple[int, int] = LAST,
    confirmed: Callable[[Context, Ask, Pending], Reply] | None = None,
) -> Callable[[Callable[[Ask, T], Reply]], Command]:
    """Make a command of a pure function from data to a reply.

    `usage` is the grammar (see `bot.dispatch.grammar.usage`), `fetch` gets the data from Webex.
    Whoever asks may ask (`matter` decides: see `bot.dispatch.policy`), and `ask.space` is one that
    they are in.
    Nothing is registered: `bot.dispatch.registry` collects the commands it finds.

    Raises:
        ValueError: the usage line is not one, or the function has no docstring to help with.
    """

    def make(answer: Callable[[Ask, T], Reply]) -> Command:
        summary, _, details = inspect.cleandoc(answer.__doc__ or "").partition("\n")
        if not summary:
            raise ValueError(f"{usage!r} needs a docstring: its first line is the help text")
        names = tuple(tuple(alias.split()) for alias in aliases)
        texts = (summary, details.strip())
        return Command(
            Usage.parse(usage),
            names,
            *texts,
            fetch,
            answer,
            explain,
            matter,
            audience,
            need,
            tuple(examples),
            refreshes,
            is_listed,
            words,
            label,
            changes,
            rank,
            confirmed,
        )

    return make
