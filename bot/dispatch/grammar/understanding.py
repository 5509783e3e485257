"""Guesses which command a line means that no usage line fits, and with which arguments.

Names of people and things are taken out first, then polite words; the rest is compared with the
words that each command declares (see `bot.dispatch.grammar.vocabulary`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dispatch.grammar.arguments import Args
from bot.dispatch.grammar.carrying import arguments_for, lacking, marks_a_name
from bot.dispatch.grammar.line import Line
from bot.dispatch.grammar.naming import Word, named_in
from bot.dispatch.grammar.said import HERE, OWN, Said
from bot.dispatch.grammar.vocabulary import EMPTY, About, Phrase, Topic, Vocabulary

_SLIP, _SMALL = 0.85, 0.5  # what a corrected word counts of its worth; what a small word counts
_ALL_SMALL = 1.5  # what a phrase of small words alone counts more
_OF_PLACE = 0.4  # what a word counts that says which place is meant: "the pin of my room"
_BESIDE = 0.3  # the same beside other words that tell
_LEAST = 1.2  # a reading worth less does not count where words are left
_MISFIT = 4.0  # what it costs that a command cannot take what is named
_WHOM = 1.0  # the same where it needs a person, and nobody is named
_CARRIED = 1.0
_UNREAD = 0.6  # what a word costs that nobody knows
_KNOWN = 0.25  # what one costs that another command knows, as a part of what it tells
_MARGIN = 0.4  # how much better than the next a reading has to be to be clear
_MOST = 3

_WHERE = frozenset("room space meeting".split())


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading: a command's title and its arguments.

    `is_whole`: it uses every word, and none had to be guessed; `is_one`: a single phrase holds all
    of them. `is_typed`: no typing error was corrected. `lacks` is the kind of argument that was
    given and that the command does not take. `reads` counts the words that it knows, `worth` is
    how much they tell. `is_marked`: a person is clearly named, as in "of Ana", "Ana's", "@Ana".
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
    """The likely readings, best first. Unless one is clear, the asker has to choose.

    `misfits` are the titles of commands that were meant but do not take a person, as was named.
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
        said = Said(named_in(line), self._vocabulary, ignored, is_direct)
        if len(said.named.things) > 1:
            return NOTHING  # it answers about one at a time
        each = [said.about(person) for person in said.named.people[:_MOST]] or [said]
        likely = (guess for one in each for guess in _guesses(one))
        guesses = sorted(likely, key=lambda guess: -guess.worth)
        if not guesses:
            return _bare(said)
        found = self._chosen(said, guesses)
        misfits = frozenset(one.title for one in guesses if one.lacks == "person")
        return replace(found, misfits=misfits)

    def _chosen(self, said: Said, guesses: Sequence[Guess]) -> Understood:
        best = guesses[0]
        if best.lacks:
            return Understood((best, *_bare(said).guesses))
        rivals = [one for one in guesses if best.worth - one.worth < _MARGIN][:_MOST]
        if len(rivals) > 1:
            return Understood(tuple(rivals))
        return Understood((best,), is_clear=True) if best.worth > 0 else _unclear(said, guesses)

    def is_small(self, line: Line, most: int, ignored: frozenset[str]) -> bool:
        """Tell whether a line names nothing, and holds at most `most` words of any meaning."""
        named = named_in(line)
        known = self._vocabulary.known
        said = [word for word in named.words if word.plain not in EMPTY | ignored]
        return not (named.is_any or any(word.plain in known for word in said)) and len(said) <= most


def _guesses(said: Said) -> Iterator[Guess]:
    """Return what the words may mean."""
    covered: dict[str, set[str]] = {}
    whole: set[str] = set()
    content = {meant for meant, at in said.meant.items() if said.says(said.named.words[at[0]])}
    topics: dict[str, Topic] = {}
    bonus: dict[str, float] = {}
    phrases = [one for one in said.vocabulary.phrases(said.meant) if _fits(said, one)]
    for phrase in phrases:
        title = phrase.topic.title
        topics[title] = phrase.topic
        covered.setdefault(title, set()).update(phrase.words)
        if content <= phrase.words:
            whole.add(title)
        if phrase.is_empty:
            bonus[title] = _ALL_SMALL
    tells = {title for title, words in covered.items() if not words <= EMPTY}
    for title in _deciding(topics, phrases) or topics:
        # A phrase of small words counts little beside words of a clear meaning.
        more = _BESIDE if tells - {title} else bonus.get(title, 0.0)
        guess = _guess(said, topics[title], covered[title], more if title in bonus else 0.0)
        yield replace(guess, is_one=title in whole)


def _is_about(said: Said, about: About, topic: Topic) -> bool:
    if about in said.abouts:
        return True
    # A country is of use to one command alone, wherever it is named.
    return bool(said.places) and topic.words.places


def _fits(said: Said, phrase: Phrase) -> bool:
    return _is_about(said, phrase.about, phrase.topic) and _is_in_order(said, phrase)


def _deciding(topics: Mapping[str, Topic], phrases: Sequence[Phrase]) -> set[str]:
    """Return the topics that decide, but for a word that belongs to more: `invite link`."""
    found = [one for one in phrases if one.topic.words.decides]
    others = [one.words for one in phrases if not one.topic.words.decides]
    alone = (one for one in found if not any(one.words < words for words in others))
    return {one.topic.title for one in alone if one.topic.title in topics}


def _is_in_order(said: Said, phrase: Phrase) -> bool:
    if not phrase.is_empty:
        return True
    # “Is Ana here” holds “is here”.
    typed = said.small if phrase.topic.words.people else said.plain
    length = len(phrase.order)
    starts = (at for at, word in enumerate(typed) if word == phrase.order[0])
    return any(typed[at : at + length] == phrase.order for at in starts)


def _guess(said: Said, topic: Topic, covered: set[str], bonus: float) -> Guess:
    at = {n for word in covered for n in said.meant[word]}
    left = [n for n, word in enumerate(said.named.words) if n not in at and said.says(word)]
    args, taken = arguments_for(said, topic, left)
    lacks = lacking(topic, said.named, args, has_name=said.has_name)
    lost = [n for n in left if n not in taken and n not in said.after_thanks]
    words = said.named.words
    worth = sum(_weight(said, words[n], word) for word in covered for n in said.meant[word][:1])
    is_typed = all(words[n].plain in said.meant for n in at)
    misfit = _WHOM if lacks == "whom" else _MISFIT if lacks else 0.0
    worth += bonus - misfit - sum(_cost(said, words[n]) for n in lost)
    worth += _CARRIED if said.places and topic.words.places else 0
    is_weak = worth < _LEAST or len(lost) > len(at) + 1
    is_whole = not lost and not (set(left) - set(said.places))
    worth = min(worth, 0.0) if is_weak and not topic.words.decides and lost else worth
    worth = max(worth, 0.1) if topic.words.decides else worth
    is_marked = args.person is not None and marks_a_name(said, left)
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


def _weight(said: Said, word: Word, meant: str) -> float:
    if meant in EMPTY:
        return _SMALL
    is_place = meant in _WHERE and word.follows in OWN | HERE | {"the", "your"}
    worth = said.vocabulary.says(meant) * (_OF_PLACE if is_place else 1)
    return worth * (1 if word.plain == meant else _SLIP)


def _cost(said: Said, word: Word) -> float:
    known = word.plain in said.vocabulary.known
    return _KNOWN * said.vocabulary.says(word.plain) if known else _UNREAD


def _bare(said: Said) -> Understood:
    """Return the readings of a row that only names something, without a word about it."""
    named = said.named
    kinds = (
        ("person", bool(named.people) or said.has_name),
        ("space", bool(named.spaces)),
        ("id", bool(named.things)),
        ("site", bool(named.sites)),
        ("place", bool(said.places)),
    )
    kind = next((kind for kind, is_named in kinds if is_named), None)
    if kind is None:
        return NOTHING
    left = [n for n, word in enumerate(named.words) if said.says(word)]
    topics = [topic for topic in said.vocabulary.topics if kind in topic.words.bare]
    guesses = []
    for topic in topics:
        args, taken = arguments_for(said, topic, left)
        guesses.append(Guess(topic.title, args, is_whole=set(left) <= taken))
    is_clear = len(guesses) == 1 and (kind == "person" or guesses[0].is_whole)
    return Understood(tuple(guesses[:_MOST]), is_clear)


def _unclear(said: Said, guesses: Sequence[Guess]) -> Understood:
    """Return the likely readings of a row with too many unknown words for a clear one."""
    bare = _bare(said) if said.named.is_any else NOTHING
    near = [one for one in guesses if not one.lacks]
    return Understood((*bare.guesses, *near)[:_MOST])
