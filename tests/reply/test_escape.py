from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.reply.escape import ENTITY, backslashed, counted
from bot.reply.plain_text import one_line

COMMONMARK = MarkdownIt("commonmark", {"html": False})

# What a title, a name or an address can hold to make Markdown do what nobody meant.
FRAGMENTS = (
    *("<@all>", "<@personEmail:ana@example.com|Ana>", "<", "@", "<@", "{{DATE(now)}}", "{", "{{{"),
    *("[x](https://evil.example)", "![x](https://evil.example)", "<https://evil.example>"),
    *(
        "<a@evil.example>",
        "[x]: https://evil.example",
        "[",
        "]",
        "(",
        ")",
        "<b>",
        "<!--",
        "\\",
        "!",
    ),
    *("*", "**", "_", "__", "`", "```", "~~", "|", "#", "# ", "- ", "-", "+ ", "1. ", "1)", "> "),
    *("===", "---", "    ", "\n", "\n\n", "\r", "\t", "\u2028", "\u00a0", "&", "&amp;", "&#42;"),
    *("&lt;@all&gt;", "amp;", "\u200b", "\u202e", "\u2060", "\ud800", "\x00", "é", "😀", "a", "7"),
)
# Short enough that nothing of it is cut.
hostile = st.text(max_size=40) | st.lists(st.sampled_from(FRAGMENTS), max_size=5).map("".join)


@dataclass(frozen=True)
class Drawn:
    """What a reader of Markdown sees: texts, links, and the kinds of everything else."""

    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
    kinds: frozenset[str] = frozenset()


def drawn(markdown: str) -> Drawn:
    """Read Markdown as CommonMark has it; a paragraph, an item or a heading is one line."""
    tokens = COMMONMARK.parse(markdown)
    inlines = [token.children or [] for token in tokens if token.type == "inline"]
    texts = (_text(children).strip() for children in inlines)
    return Drawn(
        lines=tuple(text for text in texts if text),
        links=tuple(link for children in inlines for link in _links(children)),
        kinds=frozenset(_kinds([*tokens, *(child for some in inlines for child in some)])),
    )


def _text(children: Sequence[Token]) -> str:
    parts = ("\n" if token.type == "softbreak" else token.content for token in children)
    # A word joiner takes no room and is not seen.
    return "".join(parts).replace("\u2060", "")


def _links(children: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for start, token in enumerate(children):
        if token.type == "link_open":
            rest = children[start + 1 :]
            end = next(at for at, other in enumerate(rest) if other.type == "link_close")
            yield _text(rest[:end]), str(token.attrs["href"])


def _kinds(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind not in {"inline", "text", "paragraph"}:
            yield kind


def seen(text: str) -> Drawn:
    """Return what is seen where `text` is shown as it is."""
    return Drawn(tuple(filter(None, [one_line(text)])))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("plain text.", "plain text.", id="nothing to escape"),
        pytest.param("*a* [b] `c` ~d~ \\", r"\*a\* \[b\] \`c\` \~d\~ \\", id="anywhere"),
        pytest.param("_a_ b_c __d", r"\_a\_ b_c \_\_d", id="underscores at the ends of words"),
        pytest.param("# not a heading", r"\# not a heading", id="heading"),
        pytest.param("#1 room", "#1 room", id="a number sign before a number"),
        pytest.param("- a - b", r"\- a - b", id="bullet"),
        pytest.param("-5 degrees", "-5 degrees", id="a negative number"),
        pytest.param("--- a", r"\--- a", id="rule"),
        pytest.param("1. a 2. b", r"1\. a 2. b", id="numbered list"),
        pytest.param("1.5 million", "1.5 million", id="a fraction"),
        pytest.param(">quote", r"\>quote", id="quote"),
        pytest.param(" a\n\n# b ", "a # b", id="several lines"),
        pytest.param("ana_maria.o_neil@example.com", "ana_maria.o_neil@example.com", id="email"),
        pytest.param("https://a.example/x_y?z=1#top", "https://a.example/x_y?z=1#top", id="link"),
    ],
)
def test_only_what_markdown_would_obey_gets_a_backslash(text: str, escaped: str) -> None:
    assert backslashed(text) == escaped


@given(hostile.filter(lambda text: "<" not in text and not ENTITY.search(one_line(text))))
def test_escaped_text_is_seen_as_it_is_and_does_nothing(text: str) -> None:
    assert drawn(backslashed(text)) == seen(text)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 lines"), (1, "1 line"), (2, "2 lines")], ids=["0", "1", "2"]
)
def test_things_are_counted_in_the_plural_but_for_one(number: int, text: str) -> None:
    assert counted(number, "line") == text
