from datetime import timedelta

import pytest

from bot.commands.room import Details, room
from bot.ids import WebexId
from bot.reply.blocks import Button, Copy, Facts, Folded, Note, Open, Reply, Text, When
from bot.webex.model.room import Room
from bot.webex.model.roster import Headcount
from tests.commands.asking import NOW, asked

ASK = asked("room")
JOIN = Button("How do I join?", "meeting")
MEMBERS = Button("Members", "members")

UUID = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"
ROOM_ID = WebexId("us", "ROOM", UUID).encoded()

# Every property of https://developer.webex.com/docs/api/v1/rooms/get-room-details.
FULL = Room.read(
    {
        "id": ROOM_ID,
        "title": "Project Unicorn - Sprint 0",
        "type": "group",
        "isLocked": True,
        "teamId": "team-id",
        "lastActivity": "2026-03-01T09:00:00.000Z",
        "creatorId": "creator-id",
        "created": "2025-03-01T12:00:00.000Z",
        "ownerId": "owner-id",
        "classificationId": "classification-id",
        "isAnnouncementOnly": False,
        "isReadOnly": False,
        "isPublic": True,
        "madePublic": "2026-02-28T12:00:00.000Z",
        "description": "Company *Announcements*",
    }
)


def test_a_space_is_told_with_every_property_and_the_names_behind_its_ids() -> None:
    names = Details(FULL, "Rockets", "Ana Silva", "Confidential", organisation="Example Company")
    reply = room.answer(ASK, names)
    assert reply == Reply(
        "Project Unicorn - Sprint 0",
        [
            Text("Company *Announcements*"),
            Facts(
                [
                    ("Type", "Group space"),
                    ("Moderated", "Yes: moderators decide who joins and what it is called"),
                    ("Announcements only", "No"),
                    ("Read-only", "No"),
                    ("Public", "Yes: anyone in the organisation can find and join it"),
                    ("Public since", When(NOW - timedelta(days=1))),
                    ("Team", "Rockets"),
                    ("Classification", "Confidential"),
                    ("Last activity", When(NOW - timedelta(hours=3))),
                    ("Created", When(NOW - timedelta(days=365))),
                    ("Created by", "Ana Silva"),
                    ("Organisation", "Example Company"),
                ]
            ),
            Open("Open the space", f"webexteams://im?space={UUID}"),
            JOIN,
            MEMBERS,
            Folded(
                "Ids",
                Facts(
                    [
                        ("Space id", Copy(ROOM_ID)),
                        ("Team id", Copy("team-id")),
                        ("Creator’s id", Copy("creator-id")),
                        ("Classification id", Copy("classification-id")),
                        ("Organisation id", Copy("owner-id")),
                    ]
                ),
            ),
        ],
    )


def test_a_name_that_webex_does_not_tell_is_said_to_be_missing_and_its_id_is_there() -> None:
    bare = Room.read({"teamId": "t", "creatorId": "c", "classificationId": "k"})
    ids = [("Team id", Copy("t")), ("Creator’s id", Copy("c")), ("Classification id", Copy("k"))]
    assert room.answer(ASK, Details(bare)) == Reply(
        "This space",
        [
            Facts([]),
            Note("Webex did not tell me the name of: team, creator, classification."),
            JOIN,
            MEMBERS,
            Folded("Ids", Facts(ids)),
        ],
    )


@pytest.mark.parametrize(
    ("is_own", "facts"),
    [(True, [("Organisation", "this bot’s own")]), (False, [])],
    ids=["the bot’s own", "another"],
)
def test_an_organisation_without_a_name_is_told_if_it_is_the_bot_s(
    is_own: bool, facts: list[tuple[str, str]]
) -> None:
    details = Details(Room.read({"ownerId": "o"}), is_own=is_own)
    assert room.answer(ASK, details).blocks[0] == Facts(facts)


def test_a_space_without_any_property_still_gets_an_answer() -> None:
    reply = room.answer(ASK, Details(Room.read({})))
    assert reply == Reply("This space", [Facts([]), JOIN, MEMBERS])


@pytest.mark.parametrize(
    ("data", "other", "title", "facts"),
    [
        pytest.param(
            {"type": "direct", "title": "Ana Silva"},
            None,
            "1:1 space with Ana Silva",
            [("Type", "1:1 space")],
            id="1 to 1",
        ),
        pytest.param(
            {"type": "direct", "title": "Empty Title"},
            "Ana Silva",
            "1:1 space with Ana Silva",
            [("Type", "1:1 space")],
            id="1 to 1 without a title",
        ),
        pytest.param(
            {"type": "direct", "title": "Empty Title"},
            None,
            "This space",
            [("Type", "1:1 space")],
            id="1 to 1 with nobody known",
        ),
        pytest.param(
            {"type": "group", "title": "Empty Title"},
            None,
            "Empty Title",
            [("Type", "Group space")],
            id="a group that is called so",
        ),
        pytest.param(
            {"type": "hall", "title": "Great Hall"},
            None,
            "Great Hall",
            [("Type", "hall")],
            id="a type that is new",
        ),
        pytest.param(
            {"title": "AAAB…", "errors": {"title": {"code": "kms_failure"}}},
            None,
            "This space",
            [("Title", "Webex could not read it (kms_failure)")],
            id="a title that Webex cannot read",
        ),
    ],
)
def test_a_space_gets_a_title(
    data: dict[str, object], other: str | None, title: str, facts: list[tuple[str, str]]
) -> None:
    reply = room.answer(ASK, Details(Room.read(data), other=other))
    # Who is in a 1:1 space goes without saying.
    buttons = [JOIN] if data.get("type") == "direct" else [JOIN, MEMBERS]
    assert reply == Reply(title, [Facts(facts), *buttons])


def test_a_space_is_told_with_how_many_are_in_it_if_that_is_known() -> None:
    count = Headcount(14, ("Ana Ruiz",), NOW)
    facts = Facts([("Members", "14, moderated by Ana Ruiz")])
    reply = room.answer(ASK, Details(Room.read({}), headcount=count))
    assert reply == Reply("This space", [facts, JOIN, MEMBERS])
