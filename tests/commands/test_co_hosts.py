from typing import Any

import pytest

from bot.commands.co_hosts import co_hosts
from bot.commands.shared.personal_room import Located
from bot.reply.blocks import Block, Button, Copy, Facts, Note, Private, Reply, Text, Value
from bot.reply.message import audible
from bot.webex.model.personal_room import PersonalRoom
from tests.commands.asking import BO, asked

ASK = asked("pmr co-hosts")


def _room(people: list[dict[str, str]], **more: Any) -> PersonalRoom:
    return PersonalRoom.read({"coHosts": people, **more})


def _private(*blocks: Block) -> Private:
    return Private(blocks, "Cohosts: ask me 1:1.")


def test_co_hosts_are_listed_as_far_as_they_are_known() -> None:
    people = [{"displayName": "Bo", "email": "bo@example.com"}, {"email": "cy@example.com"}, {}]
    reply = co_hosts.answer(ASK, Located(_room(people)))
    listed: list[tuple[str, Value]] = [
        ("Bo", Copy("bo@example.com")),
        ("Co-host", Copy("cy@example.com")),
        ("Somebody without a name", "no address told"),
    ]
    assert reply == Reply("Cohosts of your room", [_private(Facts(listed))])
    assert audible(reply, is_direct=False) == (Note("Cohosts: ask me 1:1."),)


def test_many_come_twenty_a_page() -> None:
    people = [{"displayName": f"C{n}", "email": f"c{n}@example.com"} for n in range(21)]
    found = Located(_room(people), "a.webex.com", is_other=True)
    assert co_hosts.answer(asked("pmr co-hosts", person=BO), found) == Reply(
        "Cohosts of bo@example.com’s room",
        [
            _private(
                Note("The link in your question is not that of this room."),
                Facts([("Site", Copy("a.webex.com"))]),
                Facts((f"C{n}", Copy(f"c{n}@example.com")) for n in range(20)),
                Note("1 to 20 of 21"),
                Button("Show more", "pmr co-hosts bo@example.com page 2"),
            )
        ],
    )
    second = co_hosts.answer(asked("pmr co-hosts", person=BO, page=2), Located(_room(people)))
    assert second.blocks == (
        _private(Facts([("C20", Copy("c20@example.com"))]), Note("21 to 21 of 21")),
    )


_NOT_COUNTING = "so the room’s list does not count."


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"coHosts": []}, "Webex names no cohosts of this room."),
        (
            {"supportAnyoneAsCoHost": True},
            f"Anyone with a host account can cohost, {_NOT_COUNTING}",
        ),
        (
            {"allowFirstUserToBeCoHost": True},
            f"The first person with a host account becomes cohost, {_NOT_COUNTING}",
        ),
    ],
    ids=["none", "anyone", "the first"],
)
def test_a_list_that_does_not_count_is_not_shown(more: dict[str, Any], said: str) -> None:
    data = {"coHosts": [{"displayName": "Bo"}], **more}
    reply = co_hosts.answer(ASK, Located(PersonalRoom.read(data)))
    assert reply.blocks == (_private(Text(said)),)
