"""The words that people use for the commands, and the search for them in a line."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.dispatch.grammar.manners import plain
from bot.dispatch.grammar.small_words import GREETINGS, POLITE, SMALL, THANKS
from bot.dispatch.grammar.usage import Usage
from bot.errors import SettingsError

# Words that mean nothing alone, but may in a phrase: "dial in", "who am i".
EMPTY = SMALL | POLITE | THANKS | GREETINGS

_SHORTEST = 4  # letters of a word in which one may be wrong
_LONG = 6  # letters from which on one may be another letter


class About(Enum):
    """What a question is about, where the same words mean different things.

    `OWN` is a person's room: asked 1:1, with "my", or with somebody named; `HERE` is the space
    that one stands in.
    """

    ANYWHERE = "anywhere"
    OWN = "own"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Words:
    """What people say for a command: phrases, parted by commas; the order of words is free.

    Phrases in `anywhere` always mean the command, those in `own` and `here` only in a question
    about that (see `About`). `bare` lists what means the command if it is named alone, without any
    other word: a person, a site, a space, an id or a place. `places`: it takes names of countries.
    `decides`: its words count more than all others, as in "change my meeting link". `people`: who
    is named counts as one of its words.
    """

    anywhere: str = ""
    own: str = ""
    here: str = ""
    bare: tuple[str, ...] = ()
    places: bool = False
    decides: bool = False
    people: bool = False

    def of(self, about: About) -> Iterator[str]:
        """Return the phrases for what a question is about."""
        said = {About.ANYWHERE: self.anywhere, About.OWN: self.own, About.HERE: self.here}[about]
        yield from filter(None, map(str.strip, said.split(",")))


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Topic:
    """A command, as its usage line and its words."""

    usage: Usage
    words: Words = NO_WORDS

    @property
    def title(self) -> str:
        """The command's name."""
        return self.usage.title

    def takes(self, kind: str) -> bool:
        """Tell whether it takes an argument of a kind."""
        return kind in dict(self.usage.kinds)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that mean a topic together."""

    topic: Topic
    about: About
    words: frozenset[str]
    order: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether all its words are small ones, so that their order matters: "are you there"."""
        return self.words <= EMPTY


class Vocabulary:
    """The phrases of all topics; `more` are phrases that an operator added, with a title each.

    Raises:
        SettingsError: there is no topic of such a title, or a phrase says nothing.
    """

    def __init__(self, topics: Sequence[Topic], more: Sequence[tuple[str, str]] = ()) -> None:
        self.topics = tuple(topics)
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        for topic in topics:
            if not EMPTY.issuperset(words_in(topic.title)):
                self._add(topic, About.ANYWHERE, topic.title)
            for about in About:
                for phrase in topic.words.of(about):
                    self._add(topic, about, phrase)
        by_title = {topic.title: topic for topic in topics}
        wrong = [said for said, title in more if title not in by_title or not words_in(said)]
        if wrong:
            raise SettingsError([f"WORDS_FILE: no command for “{said}”" for said in wrong])
        for phrase, title in more:
            self._add(by_title[title], About.ANYWHERE, phrase)
        said = {word for found in self._phrases.values() for one in found for word in one.words}
        self.known = frozenset(said - EMPTY)
        self._topics_of = self._counted()
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.known):
            if len(word) >= _SHORTEST:
                for shorter in _without_a_letter(word):
                    self._near[shorter].append(word)

    def phrases(self, words: Mapping[str, object]) -> Iterator[Phrase]:
        """Return the phrases all of whose words are among `words`."""
        for word in words:
            for phrase in self._phrases.get(word, ()):
                if all(one in words for one in phrase.words):
                    yield phrase

    def _counted(self) -> Mapping[str, int]:
        """Return of how many topics each word is said: of those it means alone, if it does."""
        alone: dict[str, set[str]] = defaultdict(set)
        among: dict[str, set[str]] = defaultdict(set)
        for phrase in (one for found in self._phrases.values() for one in found):
            for word in phrase.words:
                (alone if len(phrase.words) == 1 else among)[word].add(phrase.topic.title)
        return {word: len(alone.get(word) or among[word]) for word in self.known}

    def says(self, word: str) -> float:
        """Return how much a word tells: more than 1, and most if it is said of one topic alone."""
        return 1.0 + 2.0 / self._topics_of.get(word, 4)

    def corrected(self, word: str) -> str | None:
        """Return the known word that is meant, typing errors corrected; None if there is none."""
        if word in self.known or word in EMPTY:
            return word
        for one in (word.removesuffix("s"), f"{word}s"):
            if len(word) >= 3 and one in self.known:
                return one
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        near = (one for short in _without_a_letter(word) for one in self._near.get(short, ()))
        return next((one for one in dict.fromkeys(near) if is_slip(word, one)), None)

    def _add(self, topic: Topic, about: About, phrase: str) -> None:
        order = tuple(words_in(phrase))
        words = frozenset(order)
        # It is looked up by one of its words: one that says something, if there is one.
        key = min(words, key=lambda word: (word in EMPTY, -len(word), word))
        self._phrases[key].append(Phrase(topic, about, words, order))


def words_in(phrase: str) -> list[str]:
    """Return the words of a phrase as words are compared: `co-hosts` are two."""
    return [word for part in phrase.replace("-", " ").split() if (word := plain(part))]


def is_slip(typed: str, meant: str) -> bool:
    """Tell whether a word is another with one letter missing, doubled, swapped or wrong.

    A short word may have no wrong letter, and no word a wrong first one: `Lina` is not “link”.
    """
    if typed[0] != meant[0]:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b),
        min(len(typed), len(meant)),
    )
    left, right = typed[start:], meant[start:]
    if len(left) != len(right):
        return left[1:] == right or left == right[1:]
    if left[2:] == right[2:] and left[:2] == right[1::-1]:
        return True
    return len(typed) >= _LONG and left[1:] == right[1:]


def _without_a_letter(word: str) -> Iterator[str]:
    yield word
    for at in range(min(len(word), 24)):
        yield word[:at] + word[at + 1 :]
