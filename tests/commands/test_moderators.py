from dataclasses import replace
from typing import Any

import pytest

from bot.commands.moderators import Moderation, moderators
from bot.commands.shared.space_members import SpaceMembers
from bot.reply.blocks import (
    Address,
    Block,
    Bullets,
    Button,
    Copy,
    Facts,
    Heading,
    Note,
    Reply,
    Text,
)
from bot.webex.model.room import Room
from bot.webex.model.roster import Member, Roster
from tests.commands.asking import HERE, asked
from tests.commands.test_members import ANA, BO, BOT, BUTTONS, CY, DIRECT, ROOM

LOCKED = "Its moderators decide who joins and what it is called: ask one of them to add somebody."
OPEN = "Everybody in it can add people and change its title."
UNKNOWN = "Webex does not tell whether its moderators alone can add people."
HINT = Note("Addresses come 1:1. Ask me there: moderators of Unicorn")
MORE = [Button("Members", "members"), BUTTONS[1]]


def _room(**more: Any) -> Room:
    return Room.read({"id": "here", "title": "Unicorn", "type": "group", **more})


def _answer(found: Moderation, *, is_direct: bool = False) -> Reply:
    ask = asked("moderators")
    return moderators.answer(replace(ask, origin=replace(HERE, is_direct=is_direct)), found)


def test_those_who_moderate_are_told_and_what_that_means() -> None:
    moderating = replace(CY, is_moderator=True)
    found = SpaceMembers(_room(isLocked=True), Roster((BOT, BO, moderating, ANA)), "own")
    assert _answer(Moderation(found)) == Reply(
        "Moderators of Unicorn",
        [
            Text("2 moderators."),
            Heading("Moderators"),
            Bullets(("Ana Ruiz", "Cy Cole (other organisation)")),
            Text(LOCKED),
            HINT,
            *MORE,
        ],
    )


def test_a_bot_that_moderates_is_told_to_be_one() -> None:
    found = SpaceMembers(ROOM, Roster((replace(BOT, is_moderator=True), BO)), "own")
    named = Facts([("Roomdesk (bot)", Address("roomdesk@webex.bot"))])
    assert _answer(Moderation(found), is_direct=True).blocks[2] == named


@pytest.mark.parametrize(
    ("creator", "is_direct", "facts"),
    [
        pytest.param(BO, False, [("Created by", "Bo Berg")], id="in a space"),
        pytest.param(
            BO,
            True,
            [("Created by", "Bo Berg"), ("Email", Copy("bo@example.com"))],
            id="1 to 1",
        ),
        pytest.param(
            CY,
            False,
            [("Created by", "Cy Cole (other organisation)")],
            id="of another organisation",
        ),
    ],
)
def test_where_nobody_moderates_the_creator_is_told(
    creator: Member, facts: list[Any], *, is_direct: bool
) -> None:
    found = SpaceMembers(_room(isLocked=False), Roster((BOT, BO, CY)), "own")
    reply = _answer(Moderation(found, creator), is_direct=is_direct)
    hint = [] if is_direct else [HINT]
    told: list[Block] = [Text("Nobody moderates this space."), Facts(facts), Text(OPEN)]
    assert reply == Reply("Moderators of Unicorn", [*told, *hint, *MORE])


def test_those_who_moderate_may_be_among_the_members_that_are_not_known() -> None:
    found = SpaceMembers(ROOM, Roster((BO,), is_whole=False))
    said = Text("None of the members that I know moderates this space.")
    assert _answer(Moderation(found, BO)).blocks[0] == said


def test_a_creator_who_has_left_is_told_to_have_left() -> None:
    found = Moderation(SpaceMembers(ROOM, Roster((BOT,))), Member("x", None, "Dee"), has_left=True)
    assert Facts([("Created by", "Dee (no member any more)")]) in _answer(found).blocks


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param({}, UNKNOWN, id="nothing is known"),
        pytest.param({"isLocked": False, "isReadOnly": False}, OPEN, id="not moderated"),
        pytest.param(
            {"isLocked": True, "isAnnouncementOnly": True},
            f"{LOCKED} Only moderators can post.",
            id="announcements",
        ),
        pytest.param(
            {"isLocked": True, "isAnnouncementOnly": True, "isReadOnly": True},
            f"{LOCKED} Nobody can post in it.",
            id="read-only",
        ),
        pytest.param(
            {"isLocked": False, "isPublic": True},
            f"{OPEN} Anyone in the organisation can find and join it.",
            id="public",
        ),
    ],
)
def test_what_moderation_means_depends_on_the_space(data: dict[str, bool], told: str) -> None:
    found = Moderation(SpaceMembers(_room(**data), Roster((ANA,))))
    assert Text(told) in _answer(found).blocks


def test_the_rest_of_many_moderators_is_among_the_members() -> None:
    many = tuple(replace(ANA, name=f"Person {n:02}") for n in range(25))
    blocks = _answer(Moderation(SpaceMembers(ROOM, Roster(many)))).blocks
    assert blocks[5:7] == (Note("1 to 20 of 25"), Button("Show more", "members page 2"))


def test_a_1_to_1_space_has_none() -> None:
    found = SpaceMembers(DIRECT, Roster((BO, BOT)), "own")
    assert _answer(Moderation(found), is_direct=True) == Reply(
        "Moderators of this space",
        [
            Text("A 1:1 space has no moderators."),
            Note("For another space add words of its title: moderators of project unicorn"),
            Button("My spaces", "rooms"),
        ],
    )
