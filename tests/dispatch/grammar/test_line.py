import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dispatch.grammar.line import BREAK, Line, Mention, is_blank, read, shown, words
from bot.ids import WebexId

BOT_UUID = "6d1dcf4f-1c1d-4d3a-9a37-b1b9d7a6f0c1"
BOT_ID = WebexId("us", "PEOPLE", BOT_UUID).encoded()
ANA_ID = WebexId("us", "PEOPLE", "0b7d4a0e-9a55-4f52-9a4d-3b1c7a1e0a11").encoded()
ANA = Mention(ANA_ID, "Ana Silva")
NAMES = ("Room Desk", "Room")


def mention(person_id: str, name: str, kind: str = "person") -> str:
    return (
        f'<spark-mention data-object-type="{kind}" data-object-id="{person_id}">'
        f"{name}</spark-mention>"
    )


BOT, ANA_TAG = mention(BOT_ID, "Room Desk"), mention(ANA_ID, "Ana Silva")


@pytest.mark.parametrize(
    ("html", "line"),
    [
        pytest.param(f"{BOT} pmr", ("pmr",), id="in front"),
        pytest.param(f"pmr {BOT}", ("pmr",), id="at the end"),
        pytest.param(f"pmr {BOT} here", ("pmr", "here"), id="in the middle"),
        pytest.param(f"{BOT}pmr{BOT}", ("pmr",), id="twice and without spaces"),
        pytest.param(f"<p>{BOT} pmr</p>", ("pmr",), id="in a paragraph"),
        pytest.param(f"<div><p>pmr</p><p>{BOT}</p></div>", ("pmr",), id="in another paragraph"),
        pytest.param(f"{mention(BOT_UUID, 'Room Desk')} pmr", ("pmr",), id="by its UUID"),
        pytest.param(f"{mention(BOT_UUID.upper(), 'RD')} pmr", ("pmr",), id="by another name"),
        pytest.param(BOT, (), id="alone"),
        pytest.param(f"{BOT} pmr {ANA_TAG}", ("pmr", ANA), id="beside somebody else's"),
        pytest.param(f"{ANA_TAG}{BOT} pmr", (ANA, "pmr"), id="after somebody else's"),
        pytest.param(
            f"{BOT} pmr {mention('', 'All', 'groupMention')}", ("pmr",), id="beside everybody's"
        ),
        pytest.param(
            f"{BOT} pmr {mention('', 'Nobody')}", ("pmr",), id="beside one that is for nobody"
        ),
        pytest.param(f"{BOT} p<b>m</b>r x", ("pmr", "x"), id="beside marks inside a word"),
        pytest.param(f"{BOT} pmr<br><br/>x<p></p>", ("pmr", BREAK, "x"), id="before another row"),
        pytest.param(f"{BOT} room A &amp; B", ("room", "A", "&", "B"), id="beside an entity"),
        pytest.param(BOT.replace("</spark-mention>", ""), (), id="that is never closed"),
        pytest.param(
            f"pmr {ANA_TAG.replace('</spark-mention>', '')}{BOT}",
            ("pmr", ANA),
            id="inside one that is never closed",
        ),
        pytest.param(
            f"{BOT} pmr {mention(ANA_ID, '<b>Ana</b><br>Silva')}",
            ("pmr", ANA),
            id="with a broken name",
        ),
        pytest.param(f"{BOT} pmr </spark-mention>", ("pmr",), id="closed twice"),
        pytest.param(f"pmr {BOT}<![x[", ("pmr",), id="before what is no HTML"),
        pytest.param(f"<!-- a > b -->{BOT}<!-->pmr<!-- c", ("pmr",), id="among comments"),
        pytest.param(f"{BOT} pmr<!--{BOT} room", ("pmr",), id="before a comment without end"),
        pytest.param(f"{BOT} <!!-- p -->", ("<", "--", "p", "-->"), id="before no comment"),
        pytest.param(f"{BOT} pmr &amp; <b", ("pmr", "&"), id="beside a tag that never ends"),
    ],
)
def test_the_bots_mention_is_removed_wherever_it_stands(html: str, line: Line) -> None:
    assert read("never looked at", html, BOT_ID, NAMES) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("pmr", ("pmr",), id="no name"),
        pytest.param("Room Desk pmr", ("pmr",), id="the full name in front"),
        pytest.param("@room desk, pmr", ("pmr",), id="with an at sign and a comma"),
        pytest.param("pmr Room Desk?", ("pmr",), id="at the end"),
        pytest.param("Room pmr", ("pmr",), id="the short name"),
        pytest.param("rooms pmr", ("rooms", "pmr"), id="a word that only begins like the name"),
        pytest.param("pmr bedroom", ("pmr", "bedroom"), id="a word that only ends like the name"),
        pytest.param("pmr Room Desk now", ("pmr", "Room", "Desk", "now"), id="in the middle"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_without_a_mention_the_name_is_taken_off_an_end(text: str, line: Line) -> None:
    assert read(text, "", BOT_ID, NAMES) == line


@pytest.mark.parametrize(
    ("html", "line"),
    [
        pytest.param(f"Room Desk pmr {ANA_TAG}", ("pmr", ANA), id="in front"),
        pytest.param(
            f"<div><p>Room Desk pmr {ANA_TAG}</p></div>", ("pmr", ANA), id="in a paragraph"
        ),
        pytest.param(f"<p>pmr {ANA_TAG} Room Desk</p>", ("pmr", ANA), id="at the end"),
        pytest.param(ANA_TAG, (ANA,), id="nowhere"),
        pytest.param(f"{ANA_TAG} pmr", (ANA, "pmr"), id="nowhere, after a mention"),
    ],
)
def test_a_typed_name_is_taken_off_beside_somebody_elses_mention(html: str, line: Line) -> None:
    assert read("never looked at", html, BOT_ID, NAMES) == line


def test_a_message_without_a_mention_and_without_a_name_is_read_as_it_is() -> None:
    assert read("", "<p>pmr</p>", BOT_ID) == ("pmr",)
    assert read("pmr", "<p>pmr</p>", BOT_ID, ("",)) == ("pmr",)
    assert read("x", "<spark-mention></spark-mention>", BOT_ID, NAMES) == ()


@pytest.mark.parametrize("part", ["<!--", "<!-- x", "<!-->", "<![x[", "<![CDATA[", "<?", "</"])
def test_markup_that_goes_on_and_on_is_read_once(part: str) -> None:
    # To look for each one's end up to the end of the text would take hours.
    line = read("", f"{BOT} pmr {part * 60_000}>", BOT_ID)
    assert line[0] == "pmr"


@given(st.text(), st.text(), st.text(), st.lists(st.text(), max_size=2))
@example("", "<spark-mention><![x[ ]>", BOT_ID, [])
@example("", "<SPARK-MENTION data-object-type=person data-object-id", BOT_ID, [])
def test_any_message_is_read(text: str, html: str, me_id: str, names: list[str]) -> None:
    for part in (html, f"<spark-mention>{html}", f"{BOT}{html}"):
        for token in read(text, part, me_id, names):
            assert isinstance(token, Mention) or token == BREAK or token.strip() == token != ""


TAGS = (BOT, mention(BOT_UUID, "Desk"), ANA_TAG, "<p>", "</p>", "<div>", "</div>", "<br/>", "<b>")


@given(st.lists(st.sampled_from((*TAGS, "pmr", " ", "&lt;", '"', "<!-- x -->")), max_size=12))
def test_the_bots_mention_is_never_left_and_nobody_elses_is_lost(parts: list[str]) -> None:
    html = "".join(parts)
    line = read("", html, BOT_ID, NAMES)
    assert [token for token in line if isinstance(token, Mention)] == [ANA] * html.count(ANA_TAG)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        pytest.param("room  Q1\tplanning\n", ["room", "Q1", "planning"], id="white space"),
        pytest.param('room "Q1 planning" x', ["room", "Q1 planning", "x"], id="double quotes"),
        pytest.param("room 'Q1 planning' x", ["room", "Q1 planning", "x"], id="single quotes"),
        pytest.param("room “Q1 planning”", ["room", "Q1 planning"], id="curled quotes"),
        pytest.param("room „Q1 planning“", ["room", "Q1 planning"], id="German quotes"),
        pytest.param("room « Q1 planning »", ["room", "Q1 planning"], id="French quotes"),
        pytest.param("room ‘Q1 planning’", ["room", "Q1 planning"], id="curled single quotes"),
        pytest.param("what’s my pmr", ["what's", "my", "pmr"], id="an apostrophe"),
        pytest.param('room "Q1 planning', ["room", "Q1", "planning"], id="quotes left open"),
        pytest.param("room \"\" ' '", ["room"], id="nothing in quotes"),
        pytest.param("""room 'the "A" team'""", ["room", 'the "A" team'], id="quotes in quotes"),
        pytest.param("he\u200blp", ["help"], id="a character of no width"),
    ],
)
def test_text_is_split_into_words_and_quotes_keep_them_together(
    text: str, split: list[str]
) -> None:
    assert list(words(text)) == split


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param((), True, id="nothing"),
        pytest.param(("?", "…!"), True, id="punctuation"),
        pytest.param(("?", "7"), False, id="a digit"),
        pytest.param(("é",), False, id="a letter"),
        pytest.param((ANA,), False, id="a mention"),
    ],
)
def test_a_line_is_blank_without_letters_digits_and_mentions(line: Line, *, expected: bool) -> None:
    assert is_blank(line) is expected


def test_a_line_is_shown_as_one_could_type_it() -> None:
    assert shown(("pmr", ANA, "Q1 planning")) == f'pmr {ANA.person_id} "Q1 planning"'


@given(st.text("ab \"'“’\t") | st.text())
def test_a_line_that_is_shown_reads_back(text: str) -> None:
    line = tuple(words(text))
    assert tuple(words(shown(line))) == line
