from dataclasses import replace

import pytest

from bot.commands.members import members
from bot.commands.shared.space_members import SpaceMembers
from bot.reply.blocks import Address, Block, Bullets, Button, Facts, Heading, Note, Reply, Text
from bot.webex.model.named import Space
from bot.webex.model.room import Room
from bot.webex.model.roster import Member, Roster
from tests.commands.asking import HERE, asked

ANA = Member("ana", "ana@example.com", "Ana Ruiz", "own", is_moderator=True)
BO = Member("bo", "bo@example.com", "Bo Berg", "own")
CY = Member("cy", "cy@other.example", "Cy Cole", "other")
BOT = Member("bot", "roomdesk@webex.bot", "Roomdesk", "own", is_bot=True)
ROOM = Room.read({"id": "here", "title": "Unicorn", "type": "group"})
DIRECT = Room.read({"id": "here", "title": "Ana Ruiz", "type": "direct"})
FOUND = SpaceMembers(ROOM, Roster((BOT, CY, BO, ANA)), "own")
ELSEWHERE = Note("Addresses come 1:1. Ask me there: members of Unicorn")
BUTTONS = [Button("Moderators", "moderators"), Button("About this space", "room")]
COUNT = Text("4 members, among them 1 bot and 1 of another organisation.")


def _alone(*words: str, page: int | None = None) -> Reply:
    ask = asked("members", words=words, page=page)
    return members.answer(replace(ask, origin=replace(HERE, is_direct=True)), FOUND)


def test_moderators_come_first_and_bots_last_and_a_space_gets_names_alone() -> None:
    assert members.answer(asked("members"), FOUND) == Reply(
        "Members of Unicorn",
        [
            COUNT,
            Heading("Moderators"),
            Bullets(("Ana Ruiz",)),
            Heading("People"),
            Bullets(("Bo Berg", "Cy Cole (other organisation)")),
            Heading("Bots"),
            Bullets(("Roomdesk",)),
            ELSEWHERE,
            *BUTTONS,
        ],
    )


def test_addresses_come_1_to_1() -> None:
    assert _alone() == Reply(
        "Members of Unicorn",
        [
            COUNT,
            Heading("Moderators"),
            Facts([("Ana Ruiz", Address("ana@example.com"))]),
            Heading("People"),
            Facts(
                [
                    ("Bo Berg", Address("bo@example.com")),
                    ("Cy Cole (other organisation)", Address("cy@other.example")),
                ]
            ),
            Heading("Bots"),
            Facts([("Roomdesk", Address("roomdesk@webex.bot"))]),
            *BUTTONS,
        ],
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param(["bo"], ["Bo Berg"], id="a name"),
        pytest.param(["BERG", "b"], ["Bo Berg"], id="in any order and case"),
        pytest.param(["cy@other.example"], ["Cy Cole (other organisation)"], id="an address"),
        pytest.param(["example.com"], ["Ana Ruiz", "Bo Berg"], id="a domain"),
        pytest.param(["bots"], ["Roomdesk"], id="bots"),
        pytest.param(["moderator"], ["Ana Ruiz"], id="moderators"),
        *(
            pytest.param(words.split(), ["Cy Cole (other organisation)"], id=words)
            for words in ("external", "guests", "other organisations", "organisation other")
        ),
    ],
)
def test_words_choose_by_what_is_shown_and_by_address(words: list[str], names: list[str]) -> None:
    blocks = _alone(*words).blocks
    fits = "fits" if len(names) == 1 else "fit"
    assert blocks[1] == Text(f"{len(names)} of them {fits} “{' '.join(words)}”:")
    assert [row[0] for one in blocks if isinstance(one, Facts) for row in one.rows] == names


@pytest.mark.parametrize(
    ("found", "space", "blocks"),
    [
        pytest.param(
            FOUND,
            None,
            [
                Text("None of them is called “zoe”."),
                Button("The space “zoe”", "members of zoe"),
                Button("All members", "members"),
            ],
            id="here, where a space may be meant",
        ),
        pytest.param(
            FOUND,
            Space("there"),
            [Text("None of them is called “zoe”."), Button("All members", "members there")],
            id="in another space",
        ),
        pytest.param(
            replace(FOUND, roster=Roster((ANA,), is_whole=False)),
            Space("there"),
            [
                Text("None of those that I know is called “zoe”."),
                Button("All members", "members there"),
                Note("It has more members. Of so large a space I read 1."),
            ],
            id="in one that is too large",
        ),
    ],
)
def test_that_nobody_is_called_so_is_said(
    found: SpaceMembers, space: Space | None, blocks: list[Block]
) -> None:
    reply = members.answer(asked("members", words=("zoe",), space=space), found)
    assert list(reply.blocks[1:]) == blocks


def test_a_long_list_is_paged_across_its_headings() -> None:
    crowd = tuple(Member(str(n), None, f"Person {n:02}", "own") for n in range(40))
    found = replace(FOUND, roster=Roster((*crowd, BOT, ANA)))
    ask = asked("members", page=2, words=("p",), space=Space("there"))
    names = tuple(f"Person {n:02}" for n in range(20, 40))
    assert members.answer(ask, found).blocks[2:6] == (
        Heading("People"),
        Bullets(names),
        Note("Addresses come 1:1. Ask me there: members of Unicorn"),
        Note("21 to 40 of 40"),
    )
    first = members.answer(asked("members"), found)
    assert Button("Show more", "members page 2") in first.blocks
    assert Bullets(tuple(f"Person {n:02}" for n in range(19))) in first.blocks


@pytest.mark.parametrize(
    ("found", "count", "note"),
    [
        pytest.param(
            replace(FOUND, roster=Roster((ANA, BOT) * 1500, is_whole=False)),
            "At least 3000 members, among them 1500 bots.",
            "It has more members. Of so large a space I read 3,000.",
            id="more than are read",
        ),
        pytest.param(
            replace(FOUND, roster=Roster((ANA,)), is_seen=False),
            "At least 1 member.",
            "I am not in this space itself, so Webex tells me its moderators alone.",
            id="a space of the bot's team",
        ),
    ],
)
def test_a_count_that_is_not_whole_is_said_to_be_so(
    found: SpaceMembers, count: str, note: str
) -> None:
    blocks = members.answer(asked("members"), found).blocks
    assert blocks[0] == Text(count)
    assert Note(note) in blocks


def test_a_1_to_1_space_says_how_to_ask_for_another_one() -> None:
    found = SpaceMembers(DIRECT, Roster((BO, BOT)), "own")
    ask = asked("members")
    reply = members.answer(replace(ask, origin=replace(HERE, is_direct=True)), found)
    assert reply == Reply(
        "Members of this space",
        [
            Text("2 members, among them 1 bot."),
            Heading("People"),
            Facts([("Bo Berg", Address("bo@example.com"))]),
            Heading("Bots"),
            Facts([("Roomdesk", Address("roomdesk@webex.bot"))]),
            Note("For another space add words of its title: members of project unicorn"),
            Button("My spaces", "rooms"),
        ],
    )


def test_a_member_without_an_address_is_still_told() -> None:
    found = replace(FOUND, roster=Roster((Member("x", None, "Xu Xi", "own"),)))
    reply = members.answer(replace(asked("members"), origin=replace(HERE, is_direct=True)), found)
    assert Facts([("Xu Xi", Address("no address told"))]) in reply.blocks


def test_of_an_unknown_organisation_nothing_is_said() -> None:
    for own, theirs in ((None, "other"), ("own", None)):
        found = SpaceMembers(ROOM, Roster((Member("x", None, None, theirs),)), own)
        blocks = members.answer(asked("members"), found).blocks
        assert blocks[0] == Text("1 member.")
        assert blocks[2] == Bullets(("Somebody without a name",))


def test_without_a_title_the_id_of_the_space_is_what_to_type() -> None:
    uuid = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"
    found = replace(FOUND, room=Room.read({"id": uuid}))
    note = Note(f"Addresses come 1:1. Ask me there: members of {uuid}")
    assert note in members.answer(asked("members"), found).blocks
