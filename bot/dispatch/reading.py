"""What a line means: by the usage lines where they read it, else by the words people use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.dispatch.by_usage import Exact, Invocation, by_usage, outweighs
from bot.dispatch.grammar import manners
from bot.dispatch.grammar.arguments import Args
from bot.dispatch.grammar.line import Line, flat
from bot.dispatch.grammar.manners import plain_of
from bot.dispatch.grammar.naming import named_in
from bot.dispatch.grammar.understanding import Guess, Understanding, Understood
from bot.dispatch.grammar.vocabulary import EMPTY, Topic, Vocabulary
from bot.dispatch.registry import Registry
from bot.errors import AskError
from bot.webex.model.named import Person


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line means: one thing, or else a choice, or an error that says what is missing.

    `is_even`: all of the choice fit equally well; if the asker may use only one, that is meant.
    `near` names commands with names similar to what was typed.
    """

    asked: Invocation | None = None
    choice: tuple[Invocation, ...] = ()
    is_even: bool = False
    error: AskError | None = None
    near: AskError | None = None


# What checks an operator's words at the start needs the same as what answers afterwards.
@lru_cache(maxsize=1)
def _vocabulary(topics: tuple[Topic, ...], more: tuple[tuple[str, str], ...]) -> Vocabulary:
    return Vocabulary(topics, more)


class Interpreter:
    """Reads lines. `more` are words that an operator added, each with a command's title."""

    def __init__(self, registry: Registry, more: Sequence[tuple[str, str]] = ()) -> None:
        self._registry = registry
        topics = tuple(
            Topic(command.usage, command.words)
            for command in registry.commands
            if command.is_listed or not command.changes
        )
        self._understanding = Understanding(_vocabulary(topics, tuple(more)))

    def read(self, line: Line, *, is_direct: bool, names: Sequence[str] = ()) -> Reading:
        """Return what a message means; `names` are what the bot is called."""
        ignored = frozenset(plain_of(word) for name in names for word in name.split())
        rows = manners.rows(line)
        if not rows:
            return self._polite(line)
        found = [self._row(row, is_direct, ignored) for row in rows]
        whole = self._row(sum(rows, ()), is_direct, ignored) if len(rows) > 1 else found[0]
        for number, reading in enumerate(found):
            if reading.asked:
                return Reading(_with_person(reading.asked, rows, number))
        reading = next((one for one in (whole, *found) if one.asked or one.choice), whole)
        return reading if reading.asked else self._after_all(line, reading, ignored)

    def _after_all(self, line: Line, reading: Reading, ignored: frozenset[str]) -> Reading:
        """Return thanks or help for a line of nothing but small words."""
        most = 2 if manners.is_thanks(line) else 0
        is_small = self._understanding.is_small(line, most, ignored)
        return self._polite(line) if is_small and not reading.choice else reading

    def _polite(self, line: Line) -> Reading:
        title = "thanks" if manners.is_thanks(line) else "help"
        command = self._registry.get(title) or self._registry.get("help")
        return Reading(Invocation(command, Args(), flat(line)) if command else None)

    def _row(self, row: Line, is_direct: bool, ignored: frozenset[str]) -> Reading:
        exact = by_usage(self._registry, row, is_direct=is_direct)
        if exact.asked and exact.is_sure:
            return Reading(exact.asked)
        understood = self._understanding.read(row, is_direct=is_direct, ignored=ignored)
        best = understood.guesses[0] if understood.guesses else None
        is_better = best is not None and understood.is_clear and not best.lacks
        if exact.asked and not (best and is_better and outweighs(best, exact.asked, row)):
            return Reading(exact.asked)
        if best is None:
            return Reading(error=exact.error, near=self._near(row))
        typed = exact.command if exact.asked is None else None
        if typed and typed.title in understood.misfits:
            asked = [self._asked(guess) for guess in understood.guesses if not guess.lacks]
            return Reading(choice=tuple(asked), error=exact.error)
        return self._meant(understood, best, row, exact)

    def _meant(self, understood: Understood, best: Guess, row: Line, exact: Exact) -> Reading:
        asked = [self._asked(guess) for guess in understood.guesses if not guess.lacks]
        if best.lacks:
            return Reading(choice=tuple(asked), error=self._lacking(best, row) or exact.error)
        if understood.is_clear:
            changes = asked[0].command.changes
            return Reading(choice=tuple(asked), is_even=True) if changes else Reading(asked[0])
        return Reading(choice=tuple(asked), is_even=best.worth > 0, error=exact.error)

    def _asked(self, guess: Guess) -> Invocation:
        command = self._registry.get(guess.title)
        assert command is not None  # noqa: S101  # the vocabulary is made of these commands
        return Invocation(command, guess.args, is_typed=guess.is_typed, is_whole=guess.is_whole)

    def _lacking(self, guess: Guess, row: Line) -> AskError | None:
        """Return the usage error for an argument that the command cannot take."""
        command = self._asked(guess).command
        named = named_in(row)
        words: list[str] = [one.email or one.id or "" for one in named.people]
        try:
            command.usage.read(() if guess.lacks == "whom" else tuple(words))
        except AskError as error:
            return error
        return None

    def _near(self, row: Line) -> AskError | None:
        """Return the names similar to the one or two words of a row that was not understood."""
        said = [token for token in row if isinstance(token, str) and plain_of(token) not in EMPTY]
        if not 0 < len(said) <= 2:
            return None
        names = self._registry.near([token.casefold() for token in said if len(token) > 2])
        return AskError(f"I don’t know “{said[0]}”", "Did you mean one of these?", names)


def _with_person(asked: Invocation, rows: Sequence[Line], number: int) -> Invocation:
    """Add the person named in another row of the message: “pmr”, and an address below it."""
    command, args = asked.command, asked.args
    takes_one = any(kind == "person" for kind, _ in command.usage.kinds)
    if not takes_one or args.person is not None or len(rows) == 1:
        return asked
    others = [row for at, row in enumerate(rows) if at != number]
    people: list[Person] = [one for row in others for one in named_in(row).people]
    if len(people) != 1:
        return asked
    return Invocation(command, replace(args, person=people[0]), is_typed=asked.is_typed)
