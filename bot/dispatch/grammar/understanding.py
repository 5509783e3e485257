"""What a line means that no usage line reads: which command, and what it names.

First what names something is taken out, then what are only manners; what is left is compared with
the words that each command declares (see `bot.dispatch.grammar.vocabulary`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.dispatch.grammar.arguments import Args
from bot.dispatch.grammar.line import Line
from bot.dispatch.grammar.manners import THANKS
from bot.dispatch.grammar.naming import Named, Word, named_in
from bot.dispatch.grammar.places import places_in
from bot.dispatch.grammar.vocabulary import EMPTY, About, Phrase, Topic, Vocabulary
from bot.webex.model.named import Person, Space

_SLIP, _SMALL = 0.85, 0.5  # what a corrected word counts of its worth; what a small word counts
_ALL_SMALL = 1.5  # what a phrase of small words alone counts more
_OF_PLACE = 0.4  # what a word counts that says which place is meant: "the pin of my room"
_BESIDE = 0.3  # the same beside other words that tell
_LEAST = 1.2  # what is worth less is no reading where words are left
_MISFIT = 4.0  # what it costs that a command cannot take what is named
_CARRIED = 1.0
_UNREAD = 0.6  # what a word costs that nobody knows
_KNOWN = 0.25  # what one costs that another command knows, as a part of what it tells
_MARGIN = 0.4  # by how much one reading has to be better than another one to be the clear one
_MOST = 3

_OWN = frozenset(
    "my mine mein meine meinen meinem meiner mon ma mes mi mis mijn meu minha mio mia".split()
)
_HERE = frozenset(
    "this our unser unsere unseren dieser diesen diese dieses este esta cette ce deze "
    "dit here hier".split()
)
_PARTICLES = frozenset(
    "de da di del della der den des dos du la le el al bin ibn van von zu y e".split()
)
_BEFORE_NAME = frozenset(
    "of for von fur de pour para per voor van about with by from to is".split()
)
_WHERE = frozenset("room space meeting".split())


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading: a command's title and its arguments.

    `is_whole`: nothing was said that it leaves out or had to guess; `is_one`: one phrase says it
    all. `is_typed`: no word was corrected. `lacks` is the kind of what was named and the command
    cannot take. `reads` counts the words that it knows, `worth` is how much they tell.
    `is_marked`: a person is named as one names people, "of Ana", "Ana's", "@Ana".
    """

    title: str
    args: Args
    is_whole: bool = True
    is_one: bool = False
    is_typed: bool = True
    lacks: str | None = None
    reads: int = 0
    is_marked: bool = False
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Understood:
    """The likely readings, best first. One is clear; of several the asker has to choose.

    `misfits` are the titles of what was said and cannot take the person who was named.
    """

    guesses: tuple[Guess, ...] = ()
    is_clear: bool = False
    misfits: frozenset[str] = frozenset()


NOTHING = Understood()


class Understanding:
    """Reads lines by the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def read(
        self, line: Line, *, is_direct: bool, ignored: frozenset[str] = frozenset()
    ) -> Understood:
        """Return what a row may mean; `ignored` are words such as the bot's own name."""
        said = _Said(named_in(line), self._vocabulary, ignored, is_direct)
        if len(said.named.things) > 1:
            return NOTHING  # it answers about one at a time
        each = [said.about(person) for person in said.named.people[:_MOST]] or [said]
        likely = (guess for one in each for guess in one.guesses())
        guesses = sorted(likely, key=lambda guess: -guess.worth)
        if not guesses:
            return said.bare()
        found = self._chosen(said, guesses)
        misfits = frozenset(one.title for one in guesses if one.lacks == "person")
        return replace(found, misfits=misfits)

    def _chosen(self, said: "_Said", guesses: Sequence[Guess]) -> Understood:
        best = guesses[0]
        if best.lacks:
            return Understood((best, *said.bare().guesses))
        rivals = [one for one in guesses if best.worth - one.worth < _MARGIN][:_MOST]
        if len(rivals) > 1:
            return Understood(tuple(rivals))
        return Understood((best,), is_clear=True) if best.worth > 0 else said.unclear(guesses)

    def is_small(self, line: Line, most: int, ignored: frozenset[str]) -> bool:
        """Tell whether a line names nothing, and says `most` words at most that are not small."""
        named = named_in(line)
        known = self._vocabulary.known
        said = [word for word in named.words if word.plain not in EMPTY | ignored]
        return not (named.is_any or any(word.plain in known for word in said)) and len(said) <= most


@dataclass(frozen=True)
class _Said:
    """A row taken apart."""

    named: Named
    vocabulary: Vocabulary
    ignored: frozenset[str]
    is_direct: bool

    def about(self, person: Person) -> "_Said":
        """Return the same about one of those who are named."""
        return replace(self, named=replace(self.named, people=[person]))

    @cached_property
    def meant(self) -> Mapping[str, list[int]]:
        """Where each word stands, by the word that it means."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.named.words):
            found.setdefault(self._meant(word), []).append(at)
        return found

    def _meant(self, word: Word) -> str:
        known = self.vocabulary.known
        # What stands where names stand is not taken for a slip of the finger.
        if word.plain in known or self._is_name(word) or word.follows in _BEFORE_NAME:
            return word.plain
        return self.vocabulary.corrected(word.plain) or word.plain

    @cached_property
    def places(self) -> Mapping[int, str]:
        """The countries that are named, by where they stand."""
        return places_in(self.named.words)

    @cached_property
    def abouts(self) -> frozenset[About]:
        """What the row may be about."""
        said = {word.plain for word in self.named.words}
        if self.named.people or self._has_name or said & _OWN:
            return frozenset({About.ANYWHERE, About.OWN})
        if self.named.spaces or said & _HERE or not self.is_direct:
            return frozenset({About.ANYWHERE, About.HERE})
        return frozenset({About.ANYWHERE, About.OWN})

    def _is_name(self, word: Word) -> bool:
        # “This room's id” is about no person.
        is_known = word.plain in self.vocabulary.known or word.plain in EMPTY
        return word.is_name and (word.said[:1] == "@" or not is_known)

    @cached_property
    def _has_name(self) -> bool:
        return any(map(self._is_name, self.named.words))

    def guesses(self) -> Iterator[Guess]:
        """Return what the words may mean."""
        covered: dict[str, set[str]] = {}
        whole: set[str] = set()
        content = {meant for meant, at in self.meant.items() if self._says(self.named.words[at[0]])}
        topics: dict[str, Topic] = {}
        bonus: dict[str, float] = {}
        phrases = [*filter(self._fits, self.vocabulary.phrases(self.meant))]
        for phrase in phrases:
            title = phrase.topic.title
            topics[title] = phrase.topic
            covered.setdefault(title, set()).update(phrase.words)
            if content <= phrase.words:
                whole.add(title)
            if phrase.is_empty:
                bonus[title] = _ALL_SMALL
        tells = {title for title, words in covered.items() if not words <= EMPTY}
        for title in self._deciding(topics, phrases) or topics:
            # What is said in small words alone counts little beside words that tell.
            more = _BESIDE if tells - {title} else bonus.get(title, 0.0)
            guess = self._guess(topics[title], covered[title], more if title in bonus else 0.0)
            yield replace(guess, is_one=title in whole)

    def _is_about(self, about: About, topic: Topic) -> bool:
        if about in self.abouts:
            return True
        # A country is of use to one command alone, wherever it is named.
        return bool(self.places) and topic.words.places

    def _fits(self, phrase: Phrase) -> bool:
        return self._is_about(phrase.about, phrase.topic) and self._is_in_order(phrase)

    @staticmethod
    def _deciding(topics: Mapping[str, Topic], phrases: Sequence[Phrase]) -> set[str]:
        """Return the topics that decide, but for a word that belongs to more: `invite link`."""
        found = [one for one in phrases if one.topic.words.decides]
        others = [one.words for one in phrases if not one.topic.words.decides]
        alone = (one for one in found if not any(one.words < words for words in others))
        return {one.topic.title for one in alone if one.topic.title in topics}

    def _is_in_order(self, phrase: Phrase) -> bool:
        if not phrase.is_empty:
            return True
        said, length = self._plain, len(phrase.order)
        return any(
            said[at : at + length] == phrase.order for at in self.meant.get(phrase.order[0], ())
        )

    @cached_property
    def _plain(self) -> tuple[str, ...]:
        return tuple(word.plain for word in self.named.words)

    def _guess(self, topic: Topic, covered: set[str], bonus: float) -> Guess:
        at = {n for word in covered for n in self.meant[word]}
        left = [n for n, word in enumerate(self.named.words) if n not in at and self._says(word)]
        args, taken = self._args(topic, left)
        lacks = _lacking(topic, self.named, args, has_name=self._has_name)
        lost = [n for n in left if n not in taken and n not in self._after_thanks]
        words = self.named.words
        worth = sum(self._weight(words[n], word) for word in covered for n in self.meant[word][:1])
        is_typed = all(words[n].plain in self.meant for n in at)
        worth += bonus - (_MISFIT if lacks else 0) - sum(self._cost(words[n]) for n in lost)
        worth += _CARRIED if self.places and topic.words.places else 0
        is_weak = worth < _LEAST or len(lost) > len(at) + 1
        is_whole = not lost and not (set(left) - set(self.places))
        worth = min(worth, 0.0) if is_weak and not topic.words.decides and lost else worth
        worth = max(worth, 0.1) if topic.words.decides else worth
        is_marked = args.person is not None and self._marks_a_name(left)
        return Guess(
            topic.title,
            args,
            is_whole,
            is_typed=is_typed,
            lacks=lacks,
            reads=len(at),
            is_marked=is_marked,
            worth=worth,
        )

    def _weight(self, word: Word, meant: str) -> float:
        if meant in EMPTY:
            return _SMALL
        is_place = meant in _WHERE and word.follows in _OWN | _HERE | {"the", "your"}
        worth = self.vocabulary.says(meant) * (_OF_PLACE if is_place else 1)
        return worth * (1 if word.plain == meant else _SLIP)

    def _cost(self, word: Word) -> float:
        known = word.plain in self.vocabulary.known
        return _KNOWN * self.vocabulary.says(word.plain) if known else _UNREAD

    def _says(self, word: Word) -> bool:
        if self._is_name(word):
            return True
        return word.plain not in EMPTY and word.plain not in self.ignored

    @cached_property
    def _after_thanks(self) -> frozenset[int]:
        """Where words stand behind a word of thanks: a name that a message is signed with."""
        thanks = [n for n, word in enumerate(self.named.words) if n and word.plain in THANKS]
        return frozenset(range(thanks[0], len(self.named.words))) if thanks else frozenset()

    def _args(self, topic: Topic, left: Sequence[int]) -> tuple[Args, set[int]]:
        """Return the arguments for a topic, and which of the words that are left they hold."""
        named, words = self.named, self.named.words
        args, taken = Args(), set[int]()
        if topic.takes("site") and named.sites:
            site, link = named.sites[0]
            args = replace(args, site=site, link=link)
        if topic.takes("space") and (named.spaces or named.things):
            space = named.spaces[0] if named.spaces else Space(id=named.things[0])
            args = replace(args, space=space)
        if topic.takes("anything"):
            args = replace(args, anything=_anything(named))
        if topic.words.places:
            kept = [n for n in self.places if n in left or words[n].plain in EMPTY]
            taken |= set(kept)
            named_places = " ".join(dict.fromkeys(self.places[n] for n in kept)).split()
            free = ["toll", "free"] if {"toll", "free"} <= self.meant.keys() else []
            free = free or (["toll-free"] if "tollfree" in self.meant else [])
            args = replace(args, words=(*free, *named_places))
            known = self.vocabulary.known
            unmarked = [n for n in left if n not in taken and words[n].plain not in known]
            unmarked = [] if self._marks_a_name(left) else unmarked
            args = replace(args, words=(*args.words, *(words[n].said for n in unmarked)))
            taken |= set(unmarked)
        if topic.takes("person"):
            person, at = self._person([n for n in left if n not in taken])
            args, taken = replace(args, person=person), taken | at
        rest = [n for n in left if n not in taken]
        if topic.takes("space") and args.space is None and not topic.takes("person"):
            title = [n for n in rest if n not in self._after_thanks]
            unknown = [n for n in title if words[n].plain not in self.vocabulary.known]
            if unknown:
                span = range(unknown[0], title[-1] + 1)
                args = replace(args, space=Space(title=" ".join(words[n].said for n in span)))
                taken |= set(title)
        elif topic.words.decides and topic.takes("words"):
            args = replace(args, words=tuple(one.said for one in words if one.plain not in EMPTY))
            taken |= set(rest)
        elif topic.takes("words") and not topic.takes("person"):
            args = replace(args, words=tuple(words[n].said for n in rest))
            taken |= set(rest)
        return args, taken

    def _is_marked(self, word: Word) -> bool:
        return self._is_name(word) or word.follows in _BEFORE_NAME

    def _marks_a_name(self, left: Sequence[int]) -> bool:
        """Tell whether words can only be a person, and no place that the world knows."""
        words = self.named.words
        free = [n for n in left if n not in self.places]
        marked = [n for n in free if words[n].follows in _BEFORE_NAME and n + 1 in free]
        return bool(marked) or bool(self.named.people) or self._has_name

    def _person(self, left: Sequence[int]) -> tuple[Person | None, set[int]]:
        """Return whom a row is about: who is named, or somebody by a name."""
        if self.named.people:
            return self.named.people[0], set(left)
        words, known = self.named.words, self.vocabulary.known
        free = [n for n in left if words[n].plain not in known and n not in self._after_thanks]
        free = [n for n in free if not words[n].plain.isdigit()]
        marked = [n for n in free if self._is_marked(words[n])]
        is_own = any(word.plain in _OWN for word in words)
        if not free or (is_own and not marked):
            return None, set()
        first = next(
            (n for n in free if self._is_name(words[n]) or words[n].follows in _BEFORE_NAME),
            free[0],
        )
        while first - 1 in free and not words[first - 1].ends:
            first -= 1
        last = first
        while (
            not words[last].ends
            and last + 1 < len(words)
            and (last + 1 in free or (words[last + 1].plain in _PARTICLES and last + 2 in free))
        ):
            last += 1
        # “Ruiz, Ana” is one name.
        if (
            words[last].ends
            and last == first
            and last + 1 in free
            and words[last].said[:1].isupper()
        ):
            last += 1
            name = f"{words[last].said} {words[first].said}"
        else:
            name = " ".join(words[n].said.lstrip("@") for n in range(first, last + 1))
        return Person(name=name), set(range(first, last + 1))

    def bare(self) -> Understood:
        """Return what it means to name something and to say nothing about it."""
        named = self.named
        kinds = (
            ("person", bool(named.people) or self._has_name),
            ("space", bool(named.spaces)),
            ("id", bool(named.things)),
            ("site", bool(named.sites)),
            ("place", bool(self.places)),
        )
        kind = next((kind for kind, is_named in kinds if is_named), None)
        if kind is None:
            return NOTHING
        left = [n for n, word in enumerate(named.words) if self._says(word)]
        topics = [topic for topic in self.vocabulary.topics if kind in topic.words.bare]
        guesses = []
        for topic in topics:
            args, taken = self._args(topic, left)
            guesses.append(Guess(topic.title, args, is_whole=set(left) <= taken))
        is_clear = len(guesses) == 1 and (kind == "person" or guesses[0].is_whole)
        return Understood(tuple(guesses[:_MOST]), is_clear)

    def unclear(self, guesses: Sequence[Guess]) -> Understood:
        """Return what may be meant where too much was said that nothing reads."""
        bare = self.bare() if self.named.is_any else NOTHING
        near = [one for one in guesses if not one.lacks]
        return Understood((*bare.guesses, *near)[:_MOST])


def _lacking(topic: Topic, named: Named, args: Args, *, has_name: bool) -> str | None:
    """Return the kind of what was named and a topic cannot take, None if it takes all."""
    has_id = bool(args.anything) and not (named.people and named.people[0].id is None)
    if (named.people or has_name) and not (topic.takes("person") or has_id or topic.words.decides):
        return "person"
    if named.spaces and not (topic.takes("space") or topic.takes("anything")):
        return "space"
    if named.sites and not (topic.takes("site") or topic.words.decides):
        return "site"
    is_missing = dict(topic.usage.kinds).get("person") and args.person is None
    return "whom" if is_missing else None


def _anything(named: Named) -> str | None:
    if named.people:
        return named.people[0].id or named.people[0].email
    return named.spaces[0].id if named.spaces else next(iter(named.things), None)
