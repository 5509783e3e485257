"""What a line means: by the usage lines where they read it, else by the words people use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dispatch.ask import Ask, Origin
from bot.dispatch.command import Command
from bot.dispatch.grammar import manners
from bot.dispatch.grammar.arguments import Args
from bot.dispatch.grammar.line import Line, Mention, flat, shown
from bot.dispatch.grammar.manners import plain_of
from bot.dispatch.grammar.naming import named_in
from bot.dispatch.grammar.understanding import Guess, Understanding, Understood
from bot.dispatch.grammar.vocabulary import EMPTY, Topic, Vocabulary
from bot.dispatch.policy import Matter
from bot.dispatch.registry import Registry, without_openers
from bot.errors import AskError, UnknownCommandError
from bot.webex.model.named import Person

_GREEDY = frozenset({"space", "words", "command"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A command and its arguments. `line` is what was typed, where a usage line reads that.

    `is_typed`: it was typed as such, without a slip of the finger; `is_whole`: and nothing else.
    """

    command: Command
    args: Args
    line: Line | None = None
    is_typed: bool = True
    is_whole: bool = True

    def ask(self, origin: Origin) -> Ask:
        """Return the question, with a line that could be typed for it."""
        if self.line is not None:
            return Ask(shown(self.line), origin, self.args)
        ask = Ask("", origin, self.args)
        return replace(ask, line=ask.again(self.command.title, self.args.page))

    def is_guarded(self, is_direct: bool) -> bool:
        """Tell whether it is only offered: a secret that was asked for in other words."""
        is_secret = self.command.matter is Matter.HOST_PIN
        is_plain = is_direct and self.is_typed and self.is_whole
        return is_secret and self.line is None and not is_plain


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line means: one thing, or else a choice, or an error that says what is missing.

    `is_even`: each of the choice fits as well, so that the one that somebody may use is meant.
    `near` names the commands whose names are like what was typed.
    """

    asked: Asked | None = None
    choice: tuple[Asked, ...] = ()
    is_even: bool = False
    error: AskError | None = None
    near: AskError | None = None


@dataclass(frozen=True, slots=True)
class _Exact:
    asked: Asked | None = None
    is_sure: bool = False
    command: Command | None = None
    error: AskError | None = None


class Reader:
    """Reads lines. `more` are words that an operator added, each with a command's title."""

    def __init__(self, registry: Registry, more: Sequence[tuple[str, str]] = ()) -> None:
        self._registry = registry
        topics = [
            Topic(command.usage, command.words)
            for command in registry.commands
            if command.is_listed or not command.changes
        ]
        self._understanding = Understanding(Vocabulary(topics, more))

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
        """Return thanks or help for what says nothing else that anybody knows."""
        most = 2 if manners.is_thanks(line) else 0
        is_small = self._understanding.is_small(line, most, ignored)
        return self._polite(line) if is_small and not reading.choice else reading

    def _polite(self, line: Line) -> Reading:
        title = "thanks" if manners.is_thanks(line) else "help"
        command = self._registry.get(title) or self._registry.get("help")
        return Reading(Asked(command, Args(), flat(line)) if command else None)

    def _row(self, row: Line, is_direct: bool, ignored: frozenset[str]) -> Reading:
        exact = self._exact(row, is_direct=is_direct)
        if exact.asked and exact.is_sure:
            return Reading(exact.asked)
        understood = self._understanding.read(row, is_direct=is_direct, ignored=ignored)
        best = understood.guesses[0] if understood.guesses else None
        is_better = best is not None and understood.is_clear and not best.lacks
        if exact.asked and not (best and is_better and _outweighs(best, exact.asked, row)):
            return Reading(exact.asked)
        if best is None:
            return Reading(error=exact.error, near=self._near(row))
        typed = exact.command if exact.asked is None else None
        if typed and typed.title in understood.misfits:
            asked = [self._asked(guess) for guess in understood.guesses if not guess.lacks]
            return Reading(choice=tuple(asked), error=exact.error)
        return self._meant(understood, best, row, exact)

    def _meant(self, understood: Understood, best: Guess, row: Line, exact: _Exact) -> Reading:
        asked = [self._asked(guess) for guess in understood.guesses if not guess.lacks]
        if best.lacks:
            return Reading(choice=tuple(asked), error=self._lacking(best, row) or exact.error)
        if understood.is_clear:
            changes = asked[0].command.changes
            return Reading(choice=tuple(asked), is_even=True) if changes else Reading(asked[0])
        return Reading(choice=tuple(asked), is_even=best.worth > 0, error=exact.error)

    def _asked(self, guess: Guess) -> Asked:
        command = self._registry.get(guess.title)
        assert command is not None  # noqa: S101  # the vocabulary is made of these commands
        return Asked(command, guess.args, is_typed=guess.is_typed, is_whole=guess.is_whole)

    def _lacking(self, guess: Guess, row: Line) -> AskError | None:
        """Return what the usage line says to what it cannot take."""
        command = self._asked(guess).command
        named = named_in(row)
        words: list[str] = [one.email or one.id or "" for one in named.people]
        try:
            command.usage.read(() if guess.lacks == "whom" else tuple(words))
        except AskError as error:
            return error
        return None

    def _near(self, row: Line) -> AskError | None:
        """Return what is near the one or two words of a row that nobody understands."""
        said = [token for token in row if isinstance(token, str) and plain_of(token) not in EMPTY]
        if not 0 < len(said) <= 2:
            return None
        names = self._registry.near([token.casefold() for token in said if len(token) > 2])
        return AskError(f"I don’t know “{said[0]}”", "Did you mean one of these?", names)

    def _exact(self, row: Line, *, is_direct: bool) -> _Exact:
        """Read a row by the usage line of the command whose name it begins with."""
        command = None
        try:
            command, rest = self._registry.find(row)
            args = command.usage.read(rest)
        except UnknownCommandError:
            return _Exact()
        except AskError as error:
            return _Exact(command=command, error=error)
        asked = Asked(command, args, row)
        if command.title == "help":
            wanted = without_openers(args.command)
            named = self._registry.named(wanted)
            is_whole = not wanted or wanted == ["more"] or bool(named and named[1] == len(wanted))
            return _Exact(asked, is_whole and _begins(row, command), command)
        is_greedy = bool(args.words or (args.space and args.space.title))
        begins = _begins(row, command, any_name=not (is_direct and _is_about_spaces(command)))
        # In a space “my room” is that space.
        begins = begins and not (is_direct and rest and _is_about_spaces(command))
        is_sure = begins or not (rest or is_direct)
        return _Exact(asked, is_sure and not is_greedy and not _is_own_here(row, rest), command)


def _is_about_spaces(command: Command) -> bool:
    return any(kind == "space" for kind, _ in command.usage.kinds)


def _is_own_here(row: Line, rest: Line) -> bool:
    """Tell whether what follows a command is about one's own room: `join my room`."""
    return any(plain_of(token) in {"my", "mine"} for token in rest) and len(rest) < len(row)


def _begins(row: Line, command: Command, *, any_name: bool = False) -> bool:
    """Tell whether a row begins with a command's own name, but for those who are mentioned."""
    said = [plain_of(token) for token in row if not isinstance(token, Mention)]
    names = command.names if any_name else (command.usage.name,)
    return any(said[: len(name)] == [*map(plain_of, name)] for name in names)


def _says_more(guess: Guess, exact: Asked, row: Line) -> bool:
    """Tell whether a row holds more words for another command than the one it begins with."""
    is_about_somebody = guess.is_marked or not _begins(row, exact.command)
    return is_about_somebody and guess.reads > _named_by(exact, row)


def _named_by(exact: Asked, row: Line) -> int:
    """Return how many words of a row are the name by which a command was found."""
    words = [*map(plain_of, row)]
    return max(len(name) for name in exact.command.names if {*map(plain_of, name)} <= {*words})


def _outweighs(guess: Guess, exact: Asked, row: Line) -> bool:
    """Tell whether the words for a command say more than what a usage line made of a row.

    A usage line takes what it does not know for a title or for words to search for.
    """
    begins = _begins(row, exact.command, any_name=True)
    if guess.title == exact.command.title and exact.args.words and begins:
        return guess.args.person is not None and exact.args.person is None
    if not guess.is_whole:
        took = exact.args.space.title if exact.args.space else None
        return bool(took) and bool(named_in(row).people or _says_more(guess, exact, row))
    return not _begins(row, exact.command) or guess.is_one


def _with_person(asked: Asked, rows: Sequence[Line], number: int) -> Asked:
    """Add whom the other rows name, so that nobody is lost."""
    command, args = asked.command, asked.args
    takes_one = any(kind == "person" for kind, _ in command.usage.kinds)
    if not takes_one or args.person is not None or len(rows) == 1:
        return asked
    others = [row for at, row in enumerate(rows) if at != number]
    people: list[Person] = [one for row in others for one in named_in(row).people]
    if len(people) != 1:
        return asked
    return Asked(command, replace(args, person=people[0]), is_typed=asked.is_typed)
