"""Finds a command's arguments in a row: the people and things it names, and the other words."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dispatch.grammar.arguments import Args, setting_of
from bot.dispatch.grammar.naming import Named, Word
from bot.dispatch.grammar.said import BEFORE_NAME, HERE, OWN, Said
from bot.dispatch.grammar.space_among_words import LEADS_TO_TITLE, titled
from bot.dispatch.grammar.vocabulary import EMPTY, Topic
from bot.webex.model.named import Person, Space

_BEFORE_TITLE = frozenset("a the our my space room group channel team called named".split())
_PARTICLES = frozenset(
    "de da di del della der den des dos du la le el al bin ibn van von zu y e".split()
)


def arguments_for(said: Said, topic: Topic, left: Sequence[int]) -> tuple[Args, set[int]]:
    """Return the arguments for a topic, and which of the words that are left they hold."""
    args, taken = _things(said, topic), set[int]()
    if topic.words.places:
        words, taken = _places(said, left)
        args = replace(args, words=words)
    if topic.takes("person"):
        person, at = _person(said, [n for n in left if n not in taken])
        return replace(args, person=person), taken | at
    if topic.words.decides:
        content = (one.said for one in said.named.words if one.plain not in EMPTY)
        return replace(args, words=tuple(content) if topic.takes("words") else ()), set(left)
    if topic.takes("space") and topic.takes("words"):
        return _space_and_words(said, topic, args, left)
    if topic.takes("words"):
        return replace(args, words=tuple(said.named.words[n].said for n in left)), set(left)
    if topic.takes("space") and args.space is None:
        title, taken = _title(said, left)
        return replace(args, space=Space(title=title) if title else None), taken
    return args, taken


def _space_and_words(
    said: Said, topic: Topic, args: Args, left: Sequence[int]
) -> tuple[Args, set[int]]:
    """Return the arguments of a topic that takes both, and which words they hold."""
    words, known = said.named.words, said.understood
    begin = next((n for n in left if _lead(words, n) in LEADS_TO_TITLE), None)
    title = [n for n in left if begin is not None and n >= begin and n not in said.after_thanks]
    title = title if any(words[n].plain not in known for n in title) and not args.space else []
    free = [n for n in left if n not in title and words[n].plain not in known]
    people = " ".join(one.name or one.email or one.id or "" for one in said.named.people).split()
    space = " ".join(words[n].said for n in range(title[0], title[-1] + 1)) if title else ""
    args = replace(
        args,
        words=(*people, *(words[n].said.lstrip("@") for n in free)),
        space=Space(title=space) if space else args.space,
    )
    is_here = any(word.plain in HERE for word in words)
    kinds = frozenset(kind for kind, _ in topic.usage.kinds)
    is_elsewhere = said.is_direct and not is_here
    return titled(args, kinds, is_direct=is_elsewhere), {*title, *free}


def _lead(words: Sequence[Word], at: int) -> str:
    """Return what leads to a word, but for words such as “the space called”."""
    before = (word.plain for word in reversed(words[:at]) if word.plain not in _BEFORE_TITLE)
    return next(before, "")


def _things(said: Said, topic: Topic) -> Args:
    """Return the sites, spaces and ids that are named."""
    named, args = said.named, Args()
    if topic.takes("site") and named.sites:
        site, link = named.sites[0]
        args = replace(args, site=site, link=link)
    if topic.takes("space") and (named.spaces or named.things):
        space = named.spaces[0] if named.spaces else Space(id=named.things[0])
        args = replace(args, space=space)
    if topic.takes("setting"):
        # “Turn off automatic lock”: the word may be one that means the command, too.
        found = (setting_of(word.plain) for word in named.words)
        args = replace(args, setting=next(filter(None, found), None))
    return replace(args, anything=_anything(named)) if topic.takes("anything") else args


def _places(said: Said, left: Sequence[int]) -> tuple[tuple[str, ...], set[int]]:
    """Return the words that choose call-in numbers: kinds, countries, possible cities."""
    words, known = said.named.words, said.vocabulary.known
    unread = frozenset(left)
    kept = [n for n in said.places if n in unread or words[n].plain in EMPTY]
    countries = " ".join(dict.fromkeys(said.places[n] for n in kept)).split()
    free = ["toll", "free"] if {"toll", "free"} <= said.meant.keys() else []
    free = free or (["toll-free"] if "tollfree" in said.meant else [])
    cities = [n for n in left if n not in said.places and words[n].plain not in known]
    cities = [] if marks_a_name(said, left) else cities
    return (*free, *countries, *(words[n].said for n in cities)), {*kept, *cities}


def _title(said: Said, left: Sequence[int]) -> tuple[str, set[int]]:
    """Return the words that may be a space's title, from the first that is not a command's."""
    words, known = said.named.words, said.vocabulary.known
    title = [n for n in left if n not in said.after_thanks]
    begin = next((n for n in title if words[n].plain not in known), None)
    if begin is None:
        return "", set()
    return " ".join(word.said for word in words[begin : title[-1] + 1]), set(title)


def _is_marked(said: Said, word: Word) -> bool:
    return said.is_name(word) or word.follows in BEFORE_NAME


def marks_a_name(said: Said, left: Sequence[int]) -> bool:
    """Tell whether words can only be a person's name, and no country's."""
    words = said.named.words
    free = [n for n in left if n not in said.places]
    marked = [n for n in free if words[n].follows in BEFORE_NAME and n + 1 in free]
    return bool(marked) or bool(said.named.people) or said.has_name


def _person(said: Said, left: Sequence[int]) -> tuple[Person | None, set[int]]:
    """Return the person whom a row is about, by address, id, mention or name."""
    if said.named.people:
        return said.named.people[0], set(left)
    words, known = said.named.words, said.vocabulary.known
    unknown = (n for n in left if words[n].plain not in known and n not in said.after_thanks)
    free = [n for n in unknown if not words[n].plain.isdigit()]
    marked = [n for n in free if _is_marked(said, words[n])]
    is_own = any(word.plain in OWN for word in words)
    if not free or (is_own and not marked):
        return None, set()
    span = _span(words, frozenset(free), (marked or free)[0])
    name = [words[n].said.lstrip("@") for n in span]
    # “Ruiz, Ana” is the name Ana Ruiz.
    is_turned = len(span) == 2 and words[span[0]].ends
    return Person(name=" ".join(name[::-1] if is_turned else name)), set(span)


def _span(words: Sequence[Word], free: frozenset[int], at: int) -> range:
    """Return where the name around the word `at` begins and ends: `Maria de la Cruz`."""
    first = last = at
    while first - 1 in free and not words[first - 1].ends:
        first -= 1
    while not words[last].ends and _goes_on(words, free, last + 1):
        last += 1
    is_turned = words[last].ends and first == last and last + 1 in free
    return range(first, last + 1 + (is_turned and words[last + 1].said[:1].isupper()))


def _goes_on(words: Sequence[Word], free: frozenset[int], at: int) -> bool:
    if at in free:
        return True
    past = next((n for n in range(at, len(words)) if words[n].plain not in _PARTICLES), at)
    return past > at and past in free


def lacking(topic: Topic, named: Named, args: Args, *, has_name: bool) -> str | None:
    """Return the kind of what was named and a topic cannot take, None if it takes all."""
    has_id = bool(args.anything) and not (named.people and named.people[0].id is None)
    takes_names = topic.takes("person") or topic.words.people or topic.words.decides
    if (named.people or has_name) and not (takes_names or has_id):
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
