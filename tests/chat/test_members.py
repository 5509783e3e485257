"""Who is in a space: for its members, as Webex says at that moment."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.record import Room
from bot.sandbox.seed import name
from bot.sandbox.seed.crowd import add_crowd
from bot.sandbox.space import enter, open_room
from tests.by_hand import Bot
from tests.chat.running import Chat, says

_BOUND = 10  # calls that an answer takes at most, however large the space is


def test_a_space_gets_the_names_of_its_members(chat: Chat) -> None:
    assert chat.told("members", room=name.PARTNERS) == (
        "**Members of Partner Pilot**\n"
        "\n"
        "4 members, among them 1 bot and 1 of another organisation.\n"
        "\n"
        "**People**\n"
        "\n"
        "- Ana Ruiz\n- John Andersen\n- Olga Sorokina (other organisation)\n"
        "\n"
        "**Bots**\n"
        "\n"
        "- Roomdesk\n"
        "\n"
        "_Addresses come 1:1. Ask me there: members of Partner Pilot_\n"
        "\n"
        "You can say:\n- `moderators`\n- **About this space:** `room`"
    )


def test_the_line_that_a_space_is_told_gets_the_addresses_1_to_1(chat: Chat) -> None:
    hint = re.search(r"Ask me there: (.*)_", chat.told("members"))
    assert hint
    said = chat.told(hint[1], room=None)
    assert "**Moderators**\n\n- **John Andersen:** `john.andersen@example.com`\n" in said
    assert "- **Ana Ruiz:** `ana.ruiz@example.com`\n- **Noor Haddad:** " in said


def test_no_address_but_one_that_was_asked_for_is_in_what_a_space_is_told(chat: Chat) -> None:
    for line in ("members", "members ana", "moderators", "members noor.haddad@example.com"):
        sent = str(chat.ask(line).sent).replace("noor.haddad@example.com", "")
        assert not re.search(r"[a-z]@[a-z]", sent)


@pytest.mark.parametrize("command", ["members", "moderators"])
@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["in a space", "1:1"])
@pytest.mark.parametrize(
    "space", ["of Board Room", name.stable_id("ROOM", name.PRIVATE), "of Atlantis"]
)
def test_the_members_of_other_people_s_spaces_stay_theirs(
    chat: Chat, command: str, room: str | None, space: str
) -> None:
    assert chat.told(f"{command} {space}", room=room).startswith(
        "**I can’t find that space for you**"
    )


def test_which_of_several_spaces_is_meant_is_asked_with_the_words(chat: Chat) -> None:
    answer = chat.ask("is Ana in project unicorn?", room=None)
    assert says(answer).startswith("**Which space do you mean?**")
    said = says(chat.press(answer, name.UNICORN_NEXT))
    assert said.startswith(f"**Members of {name.UNICORN_NEXT}**")
    assert "1 of them fits “Ana”:" in said


def test_whoever_is_mentioned_is_looked_for(chat: Chat) -> None:
    assert "None of them is called “Olga”." in chat.told("is Olga in this space?")
    assert "1 of them fits “Ana Ruiz”:" in chat.told("is @Ana Ruiz in this space?")


def test_words_that_are_no_member_may_be_a_space(chat: Chat) -> None:
    answer = chat.ask("members partner pilot")
    pressed = chat.press(answer, "The space “partner pilot”")
    assert says(pressed).startswith("**Members of Partner Pilot**")


def test_who_moderates_is_told_with_what_it_means(chat: Chat) -> None:
    said = chat.told("who can add me?")
    assert said.startswith(
        "**Moderators of Project Unicorn - Sprint 0**\n\n1 moderator.\n\n**Moderators**\n\n"
        "- John Andersen\n\nIts moderators decide who joins and what it is called: "
    )


def test_where_nobody_moderates_the_creator_is_told(chat: Chat) -> None:
    said = chat.told("moderators of partner pilot", room=None)
    assert "Nobody moderates this space.\n\n- **Created by:** Ana Ruiz\n- **Email:** `" in said
    assert "\n\nEverybody in it can add people and change its title.\n\n" in said


def test_a_creator_who_has_left_is_still_named(bot: Bot) -> None:
    bot.webex.remove(name.ANA_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
    asked = bot.ask("moderators", room=name.PARTNERS)
    bot.answer_all()
    (answer,) = bot.webex.replies(asked.id)
    assert "- **Created by:** Ana Ruiz (no member any more)" in says(answer)


def test_the_bot_knows_itself_among_the_members_by_another_id_too(bot: Bot) -> None:
    bot.webex.world.switches.me = {"id": name.stable_id("PEOPLE", "an older form")}
    assert "\n4 members, among them 1 bot.\n" in _calls(bot, "members")[0]


def test_members_that_leave_the_bot_out_are_not_all_of_them(bot: Bot) -> None:
    bot.webex.world.switches.seen_from_team.add(name.UNICORN_ID)
    said, _ = _calls(bot, "members")
    assert "\nAt least 1 member.\n" in said
    assert "_I am not in this space itself, so Webex tells me its moderators alone._" in said
    assert "moderated by" not in _calls(bot, "room")[0]


# How many calls it takes.


def _calls(bot: Bot, line: str, room: str | None = name.UNICORN) -> tuple[str, list[str]]:
    """Return what is said, and what Webex was asked."""
    since = time.monotonic()
    asked = bot.ask(line, room=room)
    bot.answer_all()
    (answer,) = bot.webex.replies(asked.id)
    return says(answer), [call.path.removeprefix("/v1/") for call in bot.webex.calls(since)]


def test_room_counts_the_members_by_the_call_that_names_its_creator(bot: Bot) -> None:
    said, calls = _calls(bot, "room")
    assert "- **Members:** 4, moderated by John Andersen\n" in said
    assert calls.count("memberships") == 1
    assert f"people/{name.JOHN_ID}" not in calls
    said, calls = _calls(bot, "room")
    assert "- **Members:** 4, moderated by John Andersen\n" in said
    assert [call.partition("/")[0] for call in calls] == ["messages", "rooms", "messages"]


def test_room_counts_nobody_where_the_creator_is_known(bot: Bot) -> None:
    _calls(bot, "room")
    said, calls = _calls(bot, f"room {name.stable_id('ROOM', name.UNICORN_NEXT)}")
    assert "Members:** `" in said  # the button
    assert said.count("Members:") == 1
    assert calls.count("memberships") == 1  # whether the asker is in it


def test_room_names_the_creator_where_the_members_are_not_told(bot: Bot) -> None:
    bot.webex.faults.add(Fault(path="/memberships", status=403))
    said, calls = _calls(bot, "room")
    assert "- **Created by:** John Andersen" in said
    assert "moderated by" not in said
    assert f"people/{name.JOHN_ID}" in calls


def test_the_latest_count_is_the_one_that_is_told(bot: Bot) -> None:
    _calls(bot, "room")
    bot.webex.invite(name.OLGA_EMAIL, name.UNICORN, by=name.JOHN_EMAIL)
    assert "5 members, among them 1 bot and 1 of another org" in _calls(bot, "members")[0]
    assert "- **Members:** 5, moderated by John Andersen\n" in _calls(bot, "room")[0]


def test_members_takes_four_calls(bot: Bot) -> None:
    _calls(bot, "members")
    _, calls = _calls(bot, "members")
    assert sorted(call.partition("/")[0] for call in calls) == [
        "memberships",
        "messages",
        "messages",
        "rooms",
    ]


# In a space that is too large.


def _crowded(count: int) -> Iterator[Sandbox]:
    world = demo_world()
    with world.lock:
        room = open_room(world, Room(name.stable_id("ROOM", "Crowd"), "Crowd", creator_id="gone"))
        for email in (name.JOHN_EMAIL, name.BOT_EMAIL):
            enter(world, room, world.person(email))
        add_crowd(world, room, count - 2)
    with running(world) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def crowd() -> Iterator[Sandbox]:
    """A world with a space of 5,000."""
    yield from _crowded(5000)


@pytest.fixture(scope="module")
def throng() -> Iterator[Sandbox]:
    """A world with a space of 5,001."""
    yield from _crowded(5001)


@pytest.mark.parametrize("where", ["Crowd", None], ids=["in it", "1:1"])
def test_five_thousand_are_counted_within_ten_calls(
    crowd: Sandbox, tmp_path: Path, where: str | None
) -> None:
    bot = Bot(crowd, tmp_path)
    said, calls = _calls(bot, "members" if where else "members of crowd", room=where)
    bot.close()
    assert "\n5000 members, among them 1 bot and 250 of other organisations.\n" in said
    assert "_1 to 20 of 5000_" in said
    assert "more members" not in said
    assert calls.count("memberships") == (5 if where else 6)  # with that of the asker
    assert len(calls) <= _BOUND + (calls.count("rooms") + calls.count("people/me"))


def test_refresh_shows_the_same_page(crowd: Sandbox, tmp_path: Path) -> None:
    bot = Bot(crowd, tmp_path)
    asked = bot.ask("members page 2", room="Crowd")
    bot.answer_all()
    bot.press(bot.webex.replies(asked.id)[0], "Refresh")
    bot.answer_all()
    bot.close()
    assert ["_21 to 40 of 5000_" in says(one) for one in bot.webex.replies(asked.id)] == [True] * 2


@pytest.mark.parametrize("line", ["members", "members john", "moderators"])
def test_of_more_than_that_the_first_are_told_and_said_to_be_the_first(
    throng: Sandbox, tmp_path: Path, line: str
) -> None:
    bot = Bot(throng, tmp_path)
    said, calls = _calls(bot, line, room="Crowd")
    bot.close()
    assert "_It has more members. Of so large a space I read 5,000._" in said
    assert calls.count("memberships") == 5
    assert len(calls) <= _BOUND
    if line != "moderators":
        assert "\nAt least 5000 members, " in said


def test_room_counts_one_page_and_says_so(throng: Sandbox, tmp_path: Path) -> None:
    bot = Bot(throng, tmp_path)
    said, calls = _calls(bot, "room", room="Crowd")
    bot.close()
    assert "- **Members:** 1,000 or more\n" in said
    assert calls.count("memberships") == 1
