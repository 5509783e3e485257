from datetime import UTC, datetime

import pytest

from bot.argument import Args, Person, Space
from bot.ask import Ask, Origin
from bot.errors import RefusedError
from bot.ids import WebexId
from bot.policy import audible, permit
from bot.reply import Note, Private, Reply, Text

ROOM = WebexId("us", "ROOM", "bbceb1ad-43f1-3b58-9147-f14bb0c4d154")
ANA = Person(id="ana", email="ana@example.com")
HERE = Origin(ANA, ROOM.encoded(), False, "thread", datetime(2026, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(Args(), id="oneself and the space one is in"),
        pytest.param(Args(person=Person(email="Ana@Example.com")), id="oneself by email"),
        pytest.param(Args(person=Person(id="ana", name="Ana")), id="oneself by mention"),
        pytest.param(Args(space=Space(id=ROOM.key)), id="the space one is in by UUID"),
    ],
)
def test_one_may_ask_about(args: Args) -> None:
    permit(Ask("…", HERE, args))


@pytest.mark.parametrize(
    ("args", "title", "advice"),
    [
        pytest.param(
            Args(person=Person(email="bo@example.com")),
            "I can only show you your own room",
            "Personal rooms of other people are not mine to share. Ask them to send you theirs.",
            id="somebody else",
        ),
        pytest.param(
            Args(space=Space(id="other")),
            "I can only tell you about the space you are in",
            "Go to that space and ask me there.",
            id="another space",
        ),
        pytest.param(
            Args(space=Space(title="Q1")),
            "I can only tell you about the space you are in",
            "Go to that space and ask me there.",
            id="a space by its title",
        ),
    ],
)
def test_one_may_not_ask_about(args: Args, title: str, advice: str) -> None:
    with pytest.raises(RefusedError) as error:
        permit(Ask("…", HERE, args))
    assert (error.value.title, error.value.advice) == (title, advice)


REPLY = Reply("T", [Text("a"), Private((Text("b"), Note("c")), "Ask me 1:1."), Text("d")])


def test_private_blocks_are_said_in_a_1_to_1_space() -> None:
    assert audible(REPLY, is_direct=True) == (Text("a"), Text("b"), Note("c"), Text("d"))


def test_a_group_space_sees_what_stands_instead_of_private_blocks() -> None:
    assert audible(REPLY, is_direct=False) == (Text("a"), Note("Ask me 1:1."), Text("d"))
