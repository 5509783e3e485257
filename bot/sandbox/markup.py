"""Markdown as the API takes it, turned into HTML, plain text and mentions.

Follows https://developer.webex.com/docs/basics#formatting-messages; raw HTML is not let through.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .mention import ALL_MENTION, person_mention
from .record import Person

_MENTION = re.compile(r"<@(?:(all)|person(?:Email|Id):([^|>]+)(?:\|([^>]*))?)>")
_MARK = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")


@dataclass
class Rendered:
    """What became of the Markdown; mentions are person ids and group names."""

    html: str = ""
    text: str = ""
    people: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


def render(markdown: str, members: Mapping[str, Person]) -> Rendered:
    """Render for a room whose `members` are given by id and by email.

    A mention counts wherever it stands, in code and behind a backslash too: whether Webex spares
    those is not documented, so nothing here relies on it. Nobody but members can be mentioned.
    """
    rendered = Rendered()
    drawn: list[tuple[str, str]] = []

    def mark(found: re.Match[str]) -> str:
        drawn.append(_draw(found, members, rendered))
        return _MARK.format(len(drawn) - 1)

    html, plain = _parsed(_MENTION.sub(mark, markdown))
    rendered.html = _MARKED.sub(lambda found: drawn[int(found[1])][0], html).strip()
    rendered.text = _MARKED.sub(lambda found: drawn[int(found[1])][1], plain)
    return rendered


@functools.lru_cache(256)  # a bot says much the same again and again
def _parsed(markdown: str) -> tuple[str, str]:
    """HTML and plain text."""
    tokens = _PARSER.parse(markdown)
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return html, "\n".join(_plain(tokens)).strip()


def _draw(found: re.Match[str], members: Mapping[str, Person], into: Rendered) -> tuple[str, str]:
    """`(html, text)` of one mention, noted in `into`."""
    if found[1]:
        into.groups[:] = ["all"]
        return ALL_MENTION, "All"
    person = members.get(found[2].strip())
    name = found[3] or (person.display_name if person else found[2])
    if person is None:
        return escape(name), name
    if person.id not in into.people:
        into.people.append(person.id)
    return person_mention(person, name), name


def _plain(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_words(child) for child in token.children or ())
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")


def _words(token: Token) -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})

    def nofollow(tokens: list[Token]) -> None:
        for token in tokens:
            if token.type == "link_open":
                token.attrSet("rel", "nofollow")
            nofollow(token.children or [])

    parser.core.ruler.push("nofollow", lambda state: nofollow(state.tokens))
    return parser


_PARSER = _parser()
