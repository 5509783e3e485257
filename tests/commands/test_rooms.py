from datetime import UTC, datetime

import pytest

from bot.commands.rooms import rooms
from bot.reply.blocks import Block, Button, Facts, Note, Private, Reply, Text, When
from bot.webex.model.room import Room
from bot.webex.spaces import Shared
from tests.commands.asking import asked

INSTEAD = "The list of your spaces is for you alone: ask me 1:1."


LIVELY = Room.read({"id": "one", "title": "Unicorn", "lastActivity": "2026-02-01T00:00:00Z"})
QUIET = Room.read({"id": "two"})
_BOUND = "I look through 60 spaces at most, those {}. Another word of the title finds others."
LATEST, BEST = map(
    Note, map(_BOUND.format, ["with the latest activity", "that fit your words best"])
)


@pytest.mark.parametrize(
    ("words", "found", "title", "blocks"),
    [
        pytest.param(
            (),
            Shared((LIVELY, QUIET)),
            "Your spaces",
            (
                Facts(
                    [
                        ("Unicorn", When(datetime(2026, 2, 1, tzinfo=UTC))),
                        ("A space without a readable title", "no activity seen"),
                    ]
                ),
                Button("Unicorn", says="room one"),
                Button("A space without a readable title", says="room two"),
                LATEST,
            ),
            id="all",
        ),
        pytest.param(
            ("uni", "corn"),
            Shared((LIVELY,), is_full=True),
            "Your spaces with “uni corn”",
            (
                Facts([("Unicorn", When(datetime(2026, 2, 1, tzinfo=UTC)))]),
                Button("Unicorn", says="room one"),
                BEST,
                Button("Show more", says="rooms uni corn page 2"),
            ),
            id="a page that is full",
        ),
        pytest.param(
            (),
            Shared(()),
            "Your spaces",
            (Text("I found no space that both you and I are in."), LATEST),
            id="none",
        ),
        pytest.param(
            ("uni", "corn"),
            Shared(()),
            "Your spaces with “uni corn”",
            (Text("I found no such space that both you and I are in."), BEST),
            id="none that fits",
        ),
    ],
)
def test_the_list_is_for_the_asker_alone(
    words: tuple[str, ...], found: Shared, title: str, blocks: tuple[Text, ...]
) -> None:
    assert rooms.answer(asked("rooms", words=words), found) == Reply(
        title, [Private(blocks, INSTEAD)]
    )


@pytest.mark.parametrize("page", [2, 999])
def test_a_later_page_without_any_leads_back(page: int) -> None:
    ask = asked("rooms", words=("tiger",), page=page)
    blocks: tuple[Block, ...] = (
        Text("I found no more spaces that both you and I are in."),
        BEST,
        Button("From the start", says="rooms tiger"),
    )
    title = "Your spaces with “tiger”"
    assert rooms.answer(ask, Shared(())) == Reply(title, [Private(blocks, INSTEAD)])


@pytest.mark.parametrize(
    ("found", "certain"),
    [
        pytest.param(Shared((LIVELY,)), LIVELY, id="the only one"),
        pytest.param(Shared((LIVELY, QUIET), exact=1), LIVELY, id="one exact title"),
        pytest.param(Shared((LIVELY, QUIET), exact=2), None, id="two of one title"),
        pytest.param(Shared((LIVELY, QUIET)), None, id="two that fit"),
        pytest.param(Shared(()), None, id="none"),
    ],
)
def test_one_space_is_meant_if_it_is_alone_or_its_title_is(
    found: Shared, certain: Room | None
) -> None:
    assert found.certain is certain
