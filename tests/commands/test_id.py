from dataclasses import replace

import pytest

from bot.commands.id import Found, id_
from bot.commands.shared.reference import Reference
from bot.dispatch.ask import Ask
from bot.dispatch.grammar.arguments import Args
from bot.ids import WebexId
from bot.reply.blocks import Button, Copy, Facts, Note, Reply, Text, Value
from bot.webex.model.named import Person
from tests.commands.asking import HERE

UUID = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"
EUROPE = "urn:TEAM:eu-central-1_k"
FILE = f"{UUID}/0"
ROOM_ID = WebexId("us", "ROOM", UUID).encoded()
IN_EUROPE = WebexId(EUROPE, "ROOM", UUID).encoded()
PERSON_ID = WebexId("us", "PEOPLE", UUID).encoded()
LINK = ("Link", Copy(f"webexteams://im?space={UUID}"))
YES = ("You and I see it", "yes")
NO = ("You and I see it", "no: it may not exist, or one of us does not see it")
UNTOLD = ("You and I see it", "I cannot tell")
KEY, US = ("UUID", Copy(UUID)), ("Cluster", "us")
UNKNOWN = "unknown: a UUID does not tell it"


def _answer(found: Found | None, room_id: str = ROOM_ID, asker: str | None = PERSON_ID) -> Reply:
    origin = replace(HERE, asker=Person(asker), room_id=room_id)
    return id_.answer(Ask("id …", origin, Args(anything="…" if found else None)), found)


def _told(
    what: str, *rows: tuple[str, Value], text: str | None = None, button: Button | None = None
) -> Reply:
    about = [Text(text)] if text else []
    return Reply(f"This is {what}", [*about, Facts(rows), *([button] if button else [])])


@pytest.mark.parametrize(
    ("found", "reply"),
    [
        pytest.param(
            Found(Reference(UUID, "ROOM", "us"), True, ROOM_ID),
            _told(
                "the id of a space",
                *(("API id", Copy(ROOM_ID)), KEY, ("Kind", "space"), US, LINK, YES),
                button=Button("About this space", says=f"room {ROOM_ID}"),
            ),
            id="a space of both",
        ),
        pytest.param(
            Found(Reference(UUID, "ROOM", "us"), True, IN_EUROPE),
            _told(
                "the id of a space",
                *(("API id", Copy(IN_EUROPE)), KEY, ("Kind", "space"), ("Cluster", EUROPE)),
                *(LINK, YES),
                text=f"Its cluster is wrong: it says “us”. It lives in “{EUROPE}”. "
                "Use the API id below.",
                button=Button("About this space", says=f"room {IN_EUROPE}"),
            ),
            id="a space in the wrong cluster",
        ),
        pytest.param(
            Found(Reference(UUID, "ROOM"), False),
            _told("the id of a space", KEY, ("Kind", "space"), ("Cluster", UNKNOWN), LINK, NO),
            id="the link of a space that they do not share",
        ),
        pytest.param(
            Found(Reference(UUID), False),
            _told("a UUID", KEY, ("Kind", UNKNOWN), ("Cluster", UNKNOWN), NO),
            id="a UUID of nothing",
        ),
        pytest.param(
            Found(Reference(UUID, "PEOPLE", EUROPE), None),
            _told(
                "the id of a person",
                *(("API id", Copy(PERSON_ID)), KEY, ("Kind", "person"), ("Cluster", EUROPE)),
                UNTOLD,
                text=f"Its cluster is wrong: it says “{EUROPE}”, and such ids are always “us”.",
            ),
            id="a person in the wrong cluster",
        ),
        pytest.param(
            Found(Reference(UUID, "PEOPLE"), True, PERSON_ID),
            _told(
                "the id of a person",
                *(("API id", Copy(PERSON_ID)), KEY, ("Kind", "person"), US, YES),
                button=Button("Who is that?", says=f"whois {PERSON_ID}"),
            ),
            id="a person",
        ),
        pytest.param(
            Found(Reference(FILE, "CONTENT", "us"), None),
            _told(
                "the id of a file",
                ("API id", Copy(WebexId("us", "CONTENT", FILE).encoded())),
                *(("Key", Copy(FILE)), ("Kind", "file"), US, UNTOLD),
            ),
            id="a file",
        ),
        pytest.param(
            Found(Reference(UUID, "NEW_THING", "us"), None),
            _told(
                "the id of “NEW_THING”",
                ("API id", Copy(WebexId("us", "NEW_THING", UUID).encoded())),
                *(KEY, ("Kind", "“NEW_THING”"), US, UNTOLD),
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
