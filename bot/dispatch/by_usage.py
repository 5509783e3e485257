"""Reads a row by the usage lines, and tells whether the words in it point to another command."""

from dataclasses import dataclass, replace

from bot.dispatch.ask import Ask, Origin
from bot.dispatch.command import Command
from bot.dispatch.grammar.arguments import Args
from bot.dispatch.grammar.line import Line, Mention, shown
from bot.dispatch.grammar.manners import plain_of
from bot.dispatch.grammar.naming import named_in
from bot.dispatch.grammar.space_among_words import titled
from bot.dispatch.grammar.understanding import Guess
from bot.dispatch.policy import Matter
from bot.dispatch.registry import Registry, without_openers
from bot.errors import AskError, UnknownCommandError


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command and its arguments. `line` is what was typed, where a usage line reads that.

    `is_typed`: no typing error had to be corrected; `is_whole`: every word of the row was used.
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
        """Tell whether a press has to confirm it: a secret that was asked for in other words."""
        is_secret = self.command.matter is Matter.HOST_PIN
        is_plain = is_direct and self.is_typed and self.is_whole
        return is_secret and self.line is None and not is_plain


@dataclass(frozen=True, slots=True)
class Exact:
    """A row as read by a usage line. `is_sure`: nothing else can be meant."""

    asked: Invocation | None = None
    is_sure: bool = False
    command: Command | None = None
    error: AskError | None = None


def by_usage(registry: Registry, row: Line, *, is_direct: bool) -> Exact:
    """Read a row by the usage line of the command whose name it begins with."""
    command = None
    try:
        command, rest = registry.find(row)
        kinds = frozenset(kind for kind, _ in command.usage.kinds)
        args = titled(command.usage.read(rest), kinds, is_direct=is_direct)
    except UnknownCommandError:
        return Exact()
    except AskError as error:
        return Exact(command=command, error=error)
    asked = Invocation(command, args, row)
    if command.title == "help":
        wanted = without_openers(args.command)
        named = registry.named(wanted)
        is_whole = not wanted or wanted == ["more"] or bool(named and named[1] == len(wanted))
        return Exact(asked, is_whole and _begins(row, command), command)
    is_greedy = bool(args.words or (args.space and args.space.title))
    begins = _begins(row, command, any_name=not (is_direct and _is_about_spaces(command)))
    # In a space “my room” is that space.
    begins = begins and not (is_direct and rest and _is_about_spaces(command))
    is_sure = begins or not (rest or is_direct)
    return Exact(asked, is_sure and not is_greedy and not _is_own_here(row, rest), command)


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


def _says_more(guess: Guess, exact: Invocation, row: Line) -> bool:
    """Tell whether a row holds more words for another command than the one it begins with."""
    is_about_somebody = guess.is_marked or not _begins(row, exact.command)
    return is_about_somebody and guess.reads > _named_by(exact, row)


def _named_by(exact: Invocation, row: Line) -> int:
    """Return how many words of a row are the name by which a command was found."""
    words = {*map(plain_of, row)}
    names = (name for name in exact.command.names if words.issuperset(map(plain_of, name)))
    return max(map(len, names), default=1)


def outweighs(guess: Guess, exact: Invocation, row: Line) -> bool:
    """Tell whether the words for a command say more than what a usage line made of a row.

    A usage line takes unknown words for a title or for words to search for, so it may be wrong.
    """
    begins = _begins(row, exact.command, any_name=True)
    if guess.title == exact.command.title and exact.args.words and begins:
        return guess.args.person is not None and exact.args.person is None
    if not guess.is_whole:
        took = exact.args.space.title if exact.args.space else None
        return bool(took) and bool(named_in(row).people or _says_more(guess, exact, row))
    return not _begins(row, exact.command) or guess.is_one
