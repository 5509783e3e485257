"""A row taken apart: the people and things it names, and the meaning of its words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.dispatch.grammar.naming import Named, Word
from bot.dispatch.grammar.places import places_in
from bot.dispatch.grammar.small_words import THANKS
from bot.dispatch.grammar.vocabulary import EMPTY, About, Vocabulary
from bot.webex.model.named import Person

OWN = frozenset(
    "my mine mein meine meinen meinem meiner mon ma mes mi mis mijn meu minha mio mia".split()
)
HERE = frozenset(
    "this our unser unsere unseren dieser diesen diese dieses este esta cette ce deze "
    "dit here hier".split()
)
BEFORE_NAME = frozenset("of for von fur de pour para per voor van about with by from to is".split())


@dataclass(frozen=True)
class Said:
    """A row; `ignored` are words such as the bot's own name."""

    named: Named
    vocabulary: Vocabulary
    ignored: frozenset[str]
    is_direct: bool

    def about(self, person: Person) -> "Said":
        """Return the same about one of those who are named."""
        return replace(self, named=replace(self.named, people=[person]))

    @cached_property
    def meant(self) -> Mapping[str, list[int]]:
        """The positions of the words, by what each means once typing errors are corrected."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.named.words):
            found.setdefault(self._meant(word), []).append(at)
        return found

    def _meant(self, word: Word) -> str:
        known = self.vocabulary.known
        # A word in the place of a name is not corrected.
        if word.plain in known or self.is_name(word) or word.follows in BEFORE_NAME:
            return word.plain
        return self.vocabulary.corrected(word.plain) or word.plain

    @cached_property
    def understood(self) -> frozenset[str]:
        """The words of all phrases that are there as a whole.

        Others may be names: “Ben” is a name where “ben” is no word of a Dutch question.
        """
        found = self.vocabulary.phrases(self.meant)
        return frozenset(word for phrase in found for word in phrase.words)

    @cached_property
    def places(self) -> Mapping[int, str]:
        """The countries that are named, by where they stand."""
        return places_in(self.named.words)

    @cached_property
    def abouts(self) -> frozenset[About]:
        """Which of `About` the row may be about."""
        said = {word.plain for word in self.named.words}
        if self.named.people or self.has_name or said & OWN:
            return frozenset({About.ANYWHERE, About.OWN})
        if self.named.spaces or said & HERE or not self.is_direct:
            return frozenset({About.ANYWHERE, About.HERE})
        return frozenset({About.ANYWHERE, About.OWN})

    def is_name(self, word: Word) -> bool:
        """Tell whether a word was typed as the name of a person."""
        # “This room's id” is about no person.
        is_known = word.plain in self.vocabulary.known or word.plain in EMPTY
        return word.is_name and (word.said[:1] == "@" or not is_known)

    @cached_property
    def has_name(self) -> bool:
        """Whether somebody is named as one names people."""
        return any(map(self.is_name, self.named.words))

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The words as words are compared."""
        return tuple(word.plain for word in self.named.words)

    @cached_property
    def small(self) -> tuple[str, ...]:
        """The words without a meaning of their own, as words are compared."""
        return tuple(word for word in self.plain if word in EMPTY)

    def says(self, word: Word) -> bool:
        """Tell whether a word has a meaning of its own."""
        if self.is_name(word):
            return True
        return word.plain not in EMPTY and word.plain not in self.ignored

    @cached_property
    def after_thanks(self) -> frozenset[int]:
        """The positions behind a word of thanks, where people sign with their name."""
        thanks = [n for n, word in enumerate(self.named.words) if n and word.plain in THANKS]
        return frozenset(range(thanks[0], len(self.named.words))) if thanks else frozenset()
