import pytest

from bot.reply.blocks import (
    Block,
    Bullets,
    Button,
    Copy,
    Dial,
    Facts,
    Folded,
    Heading,
    Note,
    Open,
    Private,
    Reply,
    Text,
)
from bot.secret import Secret


@pytest.mark.parametrize(
    ("number", "code", "tap"),
    [
        pytest.param("+1-415-655-0001", "123 456 789", "+14156550001,,123456789#", id="usual"),
        pytest.param("*67 (415) 655", "1", "*67415655,,1#", id="with a prefix"),
        pytest.param("+49 (0)30 1234", "5", "+49301234,,5#", id="with a zero for calls within"),
        pytest.param("(0)30 1234", "5", "0301234,,5#", id="with a zero that is dialled"),
        pytest.param("+49 30 1234 ext. 22", "5", "+49301234,,22,,5#", id="with an extension"),
        pytest.param("+49 30 1234x22", "5", "+49301234,,22,,5#", id="with a short extension"),
        pytest.param("+49 30 1234 Durchwahl 22", "5", "+49301234,,22,,5#", id="a German extension"),
        pytest.param("+49 30 1234,22", "5", "+49301234,,22,,5#", id="with a pause"),
        pytest.param("+1-415-655-0001", None, None, id="without a code"),
        pytest.param("+1-415-655-0001", "none", None, id="a code without digits"),
        pytest.param("ask reception", "123", None, id="a number without digits"),
    ],
)
def test_a_number_and_its_code_are_dialled_in_one_go(
    number: str, code: str | None, tap: str | None
) -> None:
    assert Dial(number, code).tap == tap


def test_a_fact_without_a_value_is_left_out() -> None:
    assert Facts([("A", "1"), ("B", None), ("C", Copy("3"))]).rows == (
        ("A", "1"),
        ("C", Copy("3")),
    )


def test_replies_of_the_same_blocks_are_equal() -> None:
    assert Reply("T", [Text("a")]) == Reply("T", (Text("a"),))
    assert Reply("T") == Reply("T", [])
    assert Facts(iter([("A", "1")])) == Facts([("A", "1")])


_SECRET = Facts([("PIN", Secret("4325"))])


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(_SECRET, id="a table"),
        pytest.param(Bullets((Secret("4325"),)), id="a list"),
        pytest.param(Folded("More", _SECRET), id="what is folded"),
        pytest.param(Private((_SECRET,), "Not here."), id="what is said 1:1 only"),
    ],
)
def test_a_reply_with_a_secret_is_never_kept(block: Block | Private) -> None:
    assert not Reply("T", [Text("a"), block]).may_be_kept
    assert not Reply("T", alone=Reply("T", [block])).may_be_kept


def test_a_reply_without_one_may_be_kept() -> None:
    facts = Facts([("A", "1")])
    plain: list[Block | Private] = [
        *(Text("a"), Note("b"), Heading("c"), facts, Bullets(("1", Copy("2")))),
        *(Folded("More", facts), Open("Go", "https://a.example"), Button("Help", "help")),
        Private((facts,), "Not here."),
    ]
    assert Reply("T", plain, alone=Reply("T", plain)).may_be_kept
