from datetime import UTC, datetime

import pytest

from bot.commands.id import Found, id_
from bot.commands.shared.reference import Reference
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.ids import WebexId
from bot.reply.blocks import Button, Copy, Facts, Note, Reply, Text
from bot.webex.model.named import Person

NOW = datetime(2026, 3, 1, tzinfo=UTC)
UUID = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"
EUROPE = "urn:TEAM:eu-central-1_k"
ROOM_ID = WebexId("us", "ROOM", UUID).encoded()
IN_EUROPE = WebexId(EUROPE, "ROOM", UUID).encoded()
PERSON_ID = WebexId("us", "PEOPLE", UUID).encoded()
LINK = ("Link", Copy(f"webexteams://im?space={UUID}"))
YES = ("You and I see it", "yes")
NO = ("You and I see it", "no: it may not exist, or one of us does not see it")
UNTOLD = ("You and I see it", "I cannot tell")


def _answer(found: Found | None, room_id: str = ROOM_ID, asker: str | None = PERSON_ID) -> Reply:
    origin = Origin(Person(asker), room_id, False, "thread", NOW)
    return id_.answer(Ask("id …", origin, Args(anything="…" if found else None)), found)


@pytest.mark.parametrize(
    ("found", "reply"),
    [
        pytest.param(
            Found(Reference(UUID, "ROOM", "us"), True, ROOM_ID),
            Reply(
                "This is the id of a space",
                [
                    Facts(
                        [
                            ("API id", Copy(ROOM_ID)),
                            ("UUID", Copy(UUID)),
                            ("Kind", "space"),
                            ("Cluster", "us"),
                            LINK,
                            YES,
                        ]
                    ),
                    Button("About this space", says=f"room {ROOM_ID}"),
                ],
            ),
            id="a space of both",
        ),
        pytest.param(
            Found(Reference(UUID, "ROOM", "us"), True, IN_EUROPE),
            Reply(
                "This is the id of a space",
                [
                    Text(
                        "Its cluster is wrong: it says “us”. It lives in “urn:TEAM:eu-central-1_k”."
                        " Use the API id below."
                    ),
                    Facts(
                        [
                            ("API id", Copy(IN_EUROPE)),
                            ("UUID", Copy(UUID)),
                            ("Kind", "space"),
                            ("Cluster", EUROPE),
                            LINK,
                            YES,
                        ]
                    ),
                    Button("About this space", says=f"room {IN_EUROPE}"),
                ],
            ),
            id="a space in the wrong cluster",
        ),
        pytest.param(
            Found(Reference(UUID, "ROOM"), False),
            Reply(
                "This is the id of a space",
                [
                    Facts(
                        [
                            ("UUID", Copy(UUID)),
                            ("Kind", "space"),
                            ("Cluster", "unknown: a UUID does not tell it"),
                            LINK,
                            NO,
                        ]
                    )
                ],
            ),
            id="the link of a space that they do not share",
        ),
        pytest.param(
            Found(Reference(UUID), False),
            Reply(
                "This is a UUID",
                [
                    Facts(
                        [
                            ("UUID", Copy(UUID)),
                            ("Kind", "unknown: a UUID does not tell it"),
                            ("Cluster", "unknown: a UUID does not tell it"),
                            NO,
                        ]
                    )
                ],
            ),
            id="a UUID of nothing",
        ),
        pytest.param(
            Found(Reference(UUID, "PEOPLE", EUROPE), None),
            Reply(
                "This is the id of a person",
                [
                    Text(
                        "Its cluster is wrong: it says “urn:TEAM:eu-central-1_k”, and such ids are "
                        "always “us”."
                    ),
                    Facts(
                        [
                            ("API id", Copy(PERSON_ID)),
                            ("UUID", Copy(UUID)),
                            ("Kind", "person"),
                            ("Cluster", EUROPE),
                            UNTOLD,
                        ]
                    ),
                ],
            ),
            id="a person in the wrong cluster",
        ),
        pytest.param(
            Found(Reference(UUID, "PEOPLE"), True, PERSON_ID),
            Reply(
                "This is the id of a person",
                [
                    Facts(
                        [
                            ("API id", Copy(PERSON_ID)),
                            ("UUID", Copy(UUID)),
                            ("Kind", "person"),
                            ("Cluster", "us"),
                            YES,
                        ]
                    ),
                    Button("Who is that?", says=f"whois {PERSON_ID}"),
                ],
            ),
            id="a person",
        ),
        pytest.param(
            Found(Reference(f"{UUID}/0", "CONTENT", "us"), None),
            Reply(
                "This is the id of a file",
                [
                    Facts(
                        [
                            ("API id", Copy(WebexId("us", "CONTENT", f"{UUID}/0").encoded())),
                            ("Key", Copy(f"{UUID}/0")),
                            ("Kind", "file"),
                            ("Cluster", "us"),
                            UNTOLD,
                        ]
                    )
                ],
            ),
            id="a file",
        ),
        pytest.param(
            Found(Reference(UUID, "NEW_THING", "us"), None),
            Reply(
                "This is the id of “NEW_THING”",
                [
                    Facts(
                        [
                            ("API id", Copy(WebexId("us", "NEW_THING", UUID).encoded())),
                            ("UUID", Copy(UUID)),
                            ("Kind", "“NEW_THING”"),
                            ("Cluster", "us"),
                            UNTOLD,
                        ]
                    )
                ],
            ),
            id="a kind that nobody knows",
        ),
    ],
)
def test_an_id_is_decoded(found: Found, reply: Reply) -> None:
    assert _answer(found) == reply


def test_a_message_of_both_has_nothing_to_press() -> None:
    message_id = WebexId("us", "MESSAGE", UUID).encoded()
    reply = _answer(Found(Reference(UUID, "MESSAGE", "us"), True, message_id))
    assert not [block for block in reply.blocks if isinstance(block, Button)]


def test_alone_it_shows_the_ids_of_the_place() -> None:
    assert _answer(None) == Reply(
        "The ids of this place",
        [
            Facts(
                [
                    ("Space id", Copy(ROOM_ID)),
                    ("Space UUID", Copy(UUID)),
                    ("Space link", Copy(f"webexteams://im?space={UUID}")),
                    ("Your person id", Copy(PERSON_ID)),
                    ("This thread’s message id", Copy("thread")),
                ]
            ),
            Note("With an id, a UUID or a link behind “id” I tell what that is."),
        ],
    )


def test_of_a_place_without_a_uuid_it_shows_what_there_is() -> None:
    assert _answer(None, room_id="opaque", asker=None).blocks[0] == Facts(
        [("Space id", Copy("opaque")), ("This thread’s message id", Copy("thread"))]
    )
