"""What was typed, as words and mentions, with the mention of the bot itself taken out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from bot import ids
from bot.reply.plain_text import one_line


@dataclass(frozen=True, slots=True)
class Mention:
    """Another person who was @mentioned: their Webex id (API id or UUID) and the name shown."""

    person_id: str
    name: str


Token = str | Mention
Line = tuple[Token, ...]
# Where a row of a message ends and another one begins.
BREAK = "\n"

# Phones and word processors curl quotes; German and French keyboards have more of them.
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`´", "'"))
_WORD = re.compile(
    r"""\"(?P<double>[^"]*)\"|(?<!\S)'(?P<single>[^']*)'(?!\S)|(?P<bare>[^\s"]+|\")"""
)
_DECLARATION = re.compile(r"<[!?]+")
_NEEDS_QUOTES = re.compile(r"^'|[\s\"]")


def read(text: str, html: str, me_id: str, me_names: Sequence[str] = ()) -> Line:
    """Return the words and mentions of a message, with a `BREAK` between its rows.

    Webex clients send a mention in `html` as `<spark-mention data-object-type="person"
    data-object-id="…">`, the id as an API id or as a bare UUID. Where no such tag is for
    `me_id`, the message's plain `text` is used, and one of `me_names` is taken off its front or
    its end, whichever stands there.
    """
    is_in_html = "<spark-mention" in html.lower() or not text.strip()
    parts: list[Token] = _html_parts(html) if is_in_html else [text]
    mentions = [part for part in parts if isinstance(part, Mention)]
    if not any(ids.same(mention.person_id, me_id) for mention in mentions):
        parts = _without_name(parts, me_names)
    found = (
        token
        for part in parts
        for token in ([part] if isinstance(part, Mention) else _rows(part))
        if not (isinstance(token, Mention) and ids.same(token.person_id, me_id))
    )
    return tuple(_with_single_breaks(found))


def _rows(text: str) -> Iterator[str]:
    # A mark behind the end makes a break there one between two rows.
    for number, row in enumerate(f"{text}\0".splitlines()):
        if number:
            yield BREAK
        yield from words(row)


def _with_single_breaks(tokens: Iterator[Token]) -> Iterator[Token]:
    is_due = is_begun = False
    for token in tokens:
        if token == BREAK:
            is_due = is_begun
            continue
        if is_due:
            yield BREAK
        yield token
        is_due, is_begun = False, True


def flat(line: Line) -> Line:
    """Return a message without the breaks between its rows."""
    return tuple(token for token in line if token != BREAK)


def words(text: str) -> Iterator[str]:
    """Split `text` at white space; what stands in quotes, straight or curled, stays together."""
    for match in _WORD.finditer(one_line(text.translate(_STRAIGHT))):
        word = next(group for group in match.groups() if group is not None)
        if word.strip('" '):
            yield word.strip()


def is_blank(line: Line) -> bool:
    """Tell whether a line is empty or holds punctuation alone."""
    return not any(isinstance(token, Mention) or any(map(str.isalnum, token)) for token in line)


def shown(line: Line) -> str:
    """Return the line as one could type it again: a mention by the person's id."""
    return " ".join(
        token.person_id if isinstance(token, Mention) else quoted(token) for token in flat(line)
    )


def quoted(word: str) -> str:
    """Return a word, in quotes where `words` would split it."""
    # A word holds one kind of quotes at most.
    quote = "'" if '"' in word else '"'
    return f"{quote}{word}{quote}" if _NEEDS_QUOTES.search(word) else word


def _without_name(parts: list[Token], names: Sequence[str]) -> list[Token]:
    ends = (0, -1) if parts else ()
    for end in ends:
        part = parts[end]
        if isinstance(part, Mention):
            continue
        for name in sorted(filter(None, names), key=len, reverse=True):
            side = r"^\s*@?{}(?!\w)[\s,:]*" if end == 0 else r"(?<!\w)@?{}[\s.!?]*$"
            cut, count = re.subn(side.format(re.escape(name)), "", part, flags=re.IGNORECASE)
            if count:
                return [*parts[:end], cut, *parts[1:]] if end == 0 else [*parts[:-1], cut]
    return parts


def _html_parts(html: str) -> list[Token]:
    reader = _Reader()
    # Behind the last `>` no tag ends. Some versions of html.parser look for its end from every `<`
    # there, which takes them half a second for one long message.
    tags, end, rest = _without_comments(html).rpartition(">")
    reader.feed(tags + end)
    reader.close()
    reader.handle_data(unescape(rest.partition("<")[0]))
    reader.end()
    return reader.parts


def _without_comments(html: str) -> str:
    """Return HTML without its comments, and with any other declaration made text.

    Webex writes neither. html.parser looks for the end of each up to the end of the text, and some
    versions of it give up at `<![x[`.
    """
    kept, at = [], 0
    while (begin := html.find("<!--", at)) >= 0:
        kept.append(html[at:begin])
        end = html.find("-->", begin + len("<!"))
        at = end + len("-->") if end >= 0 else len(html)
    return _DECLARATION.sub("< ", "".join([*kept, html[at:]]))


class _Reader(HTMLParser):
    """Collects the text of Webex's HTML and the people mentioned in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Token] = []
        self._mentioned: dict[str, str | None] | None = None
        self._texts: list[str] = []  # since the last mention began or ended

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "spark-mention":
            self.end()
            self._mentioned = dict(attrs)
        elif tag not in _INLINE:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "spark-mention":
            self.end()
        elif tag not in _INLINE:
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        self._texts.append(data)

    def end(self) -> None:
        """Finish the text or the mention that is open, if one is."""
        text, mentioned = "".join(self._texts), self._mentioned
        self._mentioned, self._texts = None, []
        if mentioned is None:
            self.parts += [text] if text else []
            return
        person_id = mentioned.get("data-object-id")
        kind = mentioned.get("data-object-type") or "person"
        if kind.casefold() == "person" and person_id:
            self.parts.append(Mention(person_id, one_line(text)))
        # A group mention (`@all`) means everyone, and names nobody.


# Tags inside a word: `<b>ro</b>om` reads `room`; every other tag separates words.
_INLINE = frozenset({"a", "b", "code", "del", "em", "i", "span", "strong", "u"})
