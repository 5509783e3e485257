from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.commands.co_hosts import co_hosts
from bot.commands.shared.personal_room import Located
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.reply.blocks import Block, Button, Copy, Facts, Note, Private, Reply, Text
from bot.reply.message import audible
from bot.webex.model.named import Person
from bot.webex.model.personal_room import PersonalRoom

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASK = Ask("pmr co-hosts", Origin(Person(email="ana@example.com"), "here", True, "thread", NOW))


def _room(people: list[dict[str, str]], **more: Any) -> PersonalRoom:
    return PersonalRoom.read({"coHosts": people, **more})


def _private(*blocks: Block) -> Private:
    return Private(blocks, "Cohosts: ask me 1:1.")


def test_co_hosts_are_listed_as_far_as_they_are_known() -> None:
    people = [{"displayName": "Bo", "email": "bo@example.com"}, {"email": "cy@example.com"}, {}]
    reply = co_hosts.answer(ASK, Located(_room(people)))
    assert reply == Reply(
        "Cohosts of your room",
        [
            _private(
                Facts(
                    [
                        ("Bo", Copy("bo@example.com")),
                        ("Co-host", Copy("cy@example.com")),
                        ("Somebody without a name", "no address told"),
                    ]
                )
            )
        ],
    )
    assert audible(reply, is_direct=False) == (Note("Cohosts: ask me 1:1."),)


def test_many_come_twenty_a_page() -> None:
    people = [{"displayName": f"C{n}", "email": f"c{n}@example.com"} for n in range(21)]
    ask = replace(ASK, args=Args(Person(email="bo@example.com")))
    found = Located(_room(people), "a.webex.com", is_other=True)
    reply = co_hosts.answer(ask, found)
    assert reply == Reply(
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
    second = co_hosts.answer(replace(ask, args=replace(ask.args, page=2)), Located(_room(people)))
    assert second.blocks == (
        _private(Facts([("C20", Copy("c20@example.com"))]), Note("21 to 21 of 21")),
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"coHosts": []}, "Webex names no cohosts of this room.", id="none"),
        pytest.param(
            {"supportAnyoneAsCoHost": True},
            "Anyone with a host account can cohost, so the room’s list does not count.",
            id="anyone",
        ),
        pytest.param(
            {"allowFirstUserToBeCoHost": True},
            "The first person with a host account becomes cohost, so the room’s list does not "
            "count.",
            id="the first",
        ),
    ],
)
def test_a_list_that_does_not_count_is_not_shown(more: dict[str, Any], said: str) -> None:
    data = {"coHosts": [{"displayName": "Bo"}], **more}
    reply = co_hosts.answer(ASK, Located(PersonalRoom.read(data)))
    assert reply.blocks == (_private(Text(said)),)
