from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.markup import render
from bot.sandbox.record import Person

ANA = Person("ANA-ID", "ana@example.com", "Ana <3 Ruiz", "ORG", datetime(2020, 1, 1, tzinfo=UTC))
MEMBERS = {ANA.id: ANA, ANA.email: ANA}


def ana(name: str) -> str:
    return (
        f'<spark-mention data-object-type="person" data-object-id="ANA-ID">{name}</spark-mention>'
    )


ALL = '<spark-mention data-object-type="groupMention" data-group-type="all">All</spark-mention>'


@pytest.mark.parametrize(
    ("markdown", "html", "text"),
    [
        ("**bold** and *it*", "<p><strong>bold</strong> and <em>it</em></p>", "bold and it"),
        ("a  \nb", "<p>a<br />\nb</p>", "a\nb"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>", "a\nb"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>", "a\nb"),
        ("```\nx < y\n```", "<pre><code>x &lt; y\n</code></pre>", "x < y"),
        ("<b>raw</b>", "<p>&lt;b&gt;raw&lt;/b&gt;</p>", "<b>raw</b>"),
        (
            "[here](https://example.com)",
            '<p><a href="https://example.com" rel="nofollow">here</a></p>',
            "here",
        ),
        ("<@personEmail:ana@example.com|Ana>!", f"<p>{ana('Ana')}!</p>", "Ana!"),
        ("<@personId:ANA-ID>", f"<p>{ana('Ana &lt;3 Ruiz')}</p>", "Ana <3 Ruiz"),
        ("<@personEmail:no@example.com|<i>>", "<p>&lt;i&gt;</p>", "<i>"),
        ("<@all> hear", f"<p>{ALL} hear</p>", "All hear"),
        ("`<@all>`", f"<p><code>{ALL}</code></p>", "All"),
        ("&lt;@all>", "<p>&lt;@all&gt;</p>", "<@all>"),
    ],
    ids=(
        "emphasis break paragraphs list code html link email id stranger all all-in-code escaped"
    ).split(),
)
def test_markdown_becomes_html_and_text(markdown: str, html: str, text: str) -> None:
    rendered = render(markdown, MEMBERS)
    assert (rendered.html, rendered.text) == (html, text)


def test_each_mention_is_counted_once() -> None:
    rendered = render("<@all> <@personId:ANA-ID> <@personEmail:ana@example.com> <@all>", MEMBERS)
    assert (rendered.people, rendered.groups) == (["ANA-ID"], ["all"])


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as overridden
        self.seen.add(tag)


@given(st.text(alphabet=st.sampled_from("<>/@all|personId:ANA-*_`[]()#&\n \\1.script")))
def test_no_text_makes_other_tags_than_markdown_has(text: str) -> None:
    tags = _Tags()
    tags.feed(render(text, MEMBERS).html)
    known = "p br ul ol li em strong code pre a blockquote h1 h2 h3 h4 h5 h6 hr spark-mention img"
    assert tags.seen <= set(known.split())
