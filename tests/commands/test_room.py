from datetime import UTC, datetime, timedelta

import pytest

from bot.commands.room import Details, room
from bot.dispatch.ask import Ask, Origin
from bot.reply import markdown
from bot.reply.blocks import Button, Copy, Facts, Note, Reply, Text, When
from bot.reply.message import audible
from bot.webex.model.named import Person
from bot.webex.model.room import Room

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASK = Ask("room", Origin(Person(email="ana@example.com"), "here", False, "thread", NOW))
JOIN = Button("How do I join?", "meeting")

# Every property of https://developer.webex.com/docs/api/v1/rooms/get-room-details.
FULL = Room.read(
    {
        "id": "room-id",
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
NOTHING = Room.read({})


def test_a_space_is_told_with_every_property_and_the_names_behind_its_ids() -> None:
    reply = room.answer(ASK, Details(FULL, "Rockets", "Ana Silva", "Confidential"))
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
                    ("Owner organisation", Copy("owner-id")),
                    ("Space id", Copy("room-id")),
                ]
            ),
            JOIN,
        ],
    )
    assert markdown.render(reply.title, audible(reply, is_direct=False), NOW) == (
        "**Project Unicorn - Sprint 0**\n"
        "\n"
        "Company \\*Announcements\\*\n"
        "\n"
        "- **Type:** Group space\n"
        "- **Moderated:** Yes: moderators decide who joins and what it is called\n"
        "- **Announcements only:** No\n"
        "- **Read-only:** No\n"
        "- **Public:** Yes: anyone in the organisation can find and join it\n"
        "- **Public since:** a day ago (2026-02-28 12:00 UTC)\n"
        "- **Team:** Rockets\n"
        "- **Classification:** Confidential\n"
        "- **Last activity:** 3 hours ago (2026-03-01 09:00 UTC)\n"
        "- **Created:** a year ago (2025-03-01 12:00 UTC)\n"
        "- **Created by:** Ana Silva\n"
        "- **Owner organisation:** `owner-id`\n"
        "- **Space id:** `room-id`\n"
        "\n"
        "You can say: `meeting`"
    )


def test_ids_stand_in_for_names_that_webex_does_not_tell() -> None:
    bare = Room.read({"teamId": "t", "creatorId": "c", "classificationId": "k"})
    assert room.answer(ASK, Details(bare)) == Reply(
        "This space",
        [
            Facts(
                [
                    ("Team", Copy("t")),
                    ("Classification", Copy("k")),
                    ("Created by", Copy("c")),
                ]
            ),
            Note("Webex did not tell me the name of: team, creator, classification."),
            JOIN,
        ],
    )


def test_a_space_without_any_property_still_gets_an_answer() -> None:
    reply = room.answer(ASK, Details(NOTHING))
    assert reply == Reply("This space", [Facts([]), JOIN])


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
    assert reply == Reply(title, [Facts(facts), JOIN])
