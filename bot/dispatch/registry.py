"""All commands, and the way from a line to the one it means."""

import difflib
import importlib
import pkgutil
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from types import ModuleType

from bot.dispatch.command import Command
from bot.dispatch.grammar.line import Line, Mention, Token
from bot.errors import UnknownCommandError

# People write to a bot as they talk. These words may stand before a command and mean nothing.
_OPENERS = frozenset(
    "a can could get give hello hey hi i is me my need of our please show tell the this us want "
    "what what's whats where with you your".split()
)


# Letters of other alphabets that look like Latin ones (Unicode Technical Standard 39, 4): a word
# with one of them is no command, and nobody can see why.
_LOOKS_LIKE = str.maketrans("аеорсухіјѕһԁԛԝοανρτυικ", "aeopcyxijshdqwoavptuik")


# How alike a word and a name have to be: “elephants” is not “delegates”.
_NEAR = 0.7
# How many words of a line that was not understood are compared with names.
_MOST_COMPARED = 20


class Registry:
    """The commands by name.

    Raises:
        ValueError: two commands have one name.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        self.commands = tuple(sorted(commands, key=lambda command: command.title))
        self._by_name: dict[tuple[str, ...], Command] = {}
        for command in self.commands:
            for name in command.names:
                if name in self._by_name:
                    raise ValueError(f"two commands are called {' '.join(name)!r}")
                self._by_name[name] = command

    def find(self, line: Line) -> tuple[Command, Line]:
        """Return the command that `line` starts with, and the tokens after its name.

        Whole words only, the longest name first; case and a leading slash do not matter, and
        neither do openers such as "please show me my". A line of nothing else asks for help, and
        "help" alone behind a name for help with that.

        Raises:
            UnknownCommandError: with the nearest names, if any is near.
        """
        words = [plain(token) for token in line]
        for start, word in enumerate(words):
            found = self.named(words[start:])
            if found:
                command, length = found
                name, rest = line[start : start + length], line[start + length :]
                if rest and command.title != "help" and [*map(plain, rest)] == ["help"]:
                    return self._by_name.get(("help",), command), name
                return command, rest + _mentions(command, line[:start])
            if _says_something(word):
                raise self._unknown(str(line[start]), words)
        if ("help",) in self._by_name:
            return self._by_name[("help",)], ()
        raise self._unknown("that", words)

    def get(self, title: str | None) -> Command | None:
        """Return the command of that title."""
        return self._by_name.get(tuple((title or "").split()))

    def named(self, words: list[str]) -> tuple[Command, int] | None:
        """Return the command whose name `words` starts with, and how many words that takes."""
        for length in range(min(len(words), self._longest), 0, -1):
            command = self._by_name.get(tuple(words[:length]))
            if command:
                return command, length
        return None

    def near(self, words: Iterable[str]) -> list[str]:
        """Return up to three names that someone who typed `words` may have meant, best first."""
        known = {" ".join(name): command.title for name, command in self._by_name.items()}
        close = [
            known[name]
            for word in islice(words, _MOST_COMPARED)
            for name in difflib.get_close_matches(word.translate(_LOOKS_LIKE), known, 3, _NEAR)
        ]
        return list(dict.fromkeys(close))[:3]

    @property
    def _longest(self) -> int:
        return max(map(len, self._by_name), default=0)

    def _unknown(self, said: str, words: list[str]) -> UnknownCommandError:
        near = self.near(filter(_says_something, words))
        advice = "Did you mean one of these?" if near else "Type “help” to see what I can do."
        return UnknownCommandError(f"I don’t know “{said}”", advice, near or ["help"])


def commands_in(package: ModuleType) -> Iterator[Command]:
    """Find the commands in the modules of `package`, one or more a file."""
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        yield from (value for value in vars(module).values() if isinstance(value, Command))


def plain(token: Token) -> str:
    """Return a word as names are compared; "" for a mention."""
    if isinstance(token, Mention):
        return ""
    # A full-width keyboard types ｒｏｏｍ: NFKC makes it the same word.
    word = unicodedata.normalize("NFKC", token).casefold().removeprefix("/")
    return word.rstrip("?!.,;:") or word


def without_openers(line: Line) -> list[str]:
    """Return the words of a line without openers such as “please show me”, in plain form."""
    return list(filter(_says_something, map(plain, line)))


def _says_something(word: str) -> bool:
    return word not in _OPENERS and any(map(str.isalnum, word))


def _mentions(command: Command, before: Line) -> Line:
    """Return whom a question is about if they were mentioned before the command: `@Ana pmr`."""
    takes_a_person = any(kind in {"person", "anything"} for kind, _ in command.usage.kinds)
    return tuple(token for token in before if takes_a_person and isinstance(token, Mention))
