"""Who may use the bot, who may look up others, and where what may be said."""

import json
import time
from collections.abc import Mapping

import pytest

from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from tests.by_hand import Start
from tests.chat.own import own_webex
from tests.chat.running import Open, says

__all__ = ["own_webex"]


_ONLY_THE_DESK = (
    "**Only the help desk may look up other people’s rooms**\n"
    "\n"
    "Ask Hana to look it up, or the person to ask me."
)
_NOT_ALLOWED = (
    "**I may not answer you**\n"
    "\n"
    "Whoever runs this bot has said whom it answers, and your address is not among them. If it "
    "should be, ask Hana."
)
_NOT_OF_HERE = (
    "**This is for people of this bot’s organisation**\n"
    "\n"
    "Your account belongs to another one, or Webex does not tell me to which. If you should be "
    "let in, ask Hana. Or connect your own account.\n"
    "\n"
    "You can say: `connect`"
)


# The help desk.


@pytest.mark.parametrize(
    "line",
    [f"pmr {name.JOHN_EMAIL}", f"pmr {name.JOHN_ID}", f"PMR for {name.JOHN_EMAIL.upper()}?"],
    ids=["by address", "by id", "in other letters"],
)
def test_the_help_desk_by_address_looks_up_others(desk: Open, line: str) -> None:
    chat = desk({"HELPDESK_PEOPLE": name.HANA_EMAIL.upper(), "HELPDESK_SPACE": ""})
    assert chat.told(line, name.HANA_EMAIL, None).startswith("**Personal room of ")
    assert chat.told(line, name.ANA_EMAIL, None) == _ONLY_THE_DESK


def test_the_help_desk_by_space_is_who_is_in_it_at_that_moment(webex: Sandbox, desk: Open) -> None:
    space = webex.world.room(name.HELP_DESK).id
    chat = desk({"HELPDESK_PEOPLE": "", "HELPDESK_SPACE": space})
    line = f"pmr {name.JOHN_EMAIL}"

    def ask() -> str:
        return chat.told(line, name.NOOR_EMAIL, None)

    assert ask() == _ONLY_THE_DESK
    webex.invite(name.NOOR_EMAIL, name.HELP_DESK, by=name.HANA_EMAIL)
    assert ask().startswith("**Personal room of ")
    webex.remove(name.NOOR_EMAIL, name.HELP_DESK, by=name.HANA_EMAIL)
    assert ask() == _ONLY_THE_DESK


def test_who_leaves_the_help_desk_between_two_tries_is_refused(
    start: Start, webex_by_hand: Sandbox
) -> None:
    webex = webex_by_hand
    space = webex.world.room(name.HELP_DESK).id
    bot = start(changes={"HELPDESK_SPACE": space, "HELP_CONTACT": "Hana"})
    webex.faults.add(Fault(path="/meetingPreferences/*", status=503, times=2))
    asked = bot.ask(f"pmr {name.JOHN_EMAIL}", name.HANA_EMAIL, None)
    wait = bot.step()
    webex.remove(name.HANA_EMAIL, name.HELP_DESK, by=name.ADMIN_EMAIL)
    bot.try_again(wait)
    assert [says(one) for one in webex.replies(asked.id)] == [_ONLY_THE_DESK]


def test_a_help_desk_that_nobody_named_is_nobody(desk: Open) -> None:
    chat = desk({"HELPDESK_PEOPLE": "", "HELPDESK_SPACE": ""})
    assert chat.told(f"pmr {name.JOHN_EMAIL}", name.HANA_EMAIL, None) == _ONLY_THE_DESK


def test_a_refused_question_asks_webex_for_nothing_of_the_person(
    webex: Sandbox, desk: Open
) -> None:
    chat, since = desk({"HELPDESK_PEOPLE": name.HANA_EMAIL}), time.monotonic()
    chat.ask(f"sites {name.JOHN_EMAIL}", name.ANA_EMAIL, None)
    chat.ask(f"pmr {name.JOHN_EMAIL}", name.ANA_EMAIL, None)
    assert not [call for call in webex.calls(since) if "meetingPreferences" in call.path]


def test_a_press_by_somebody_else_is_judged_as_theirs(webex: Sandbox, desk: Open) -> None:
    chat = desk({"HELPDESK_PEOPLE": name.HANA_EMAIL})
    webex.invite(name.HANA_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
    answer = chat.ask(f"sites {name.JOHN_EMAIL}", name.HANA_EMAIL, name.PARTNERS)
    button = "pmr on site4-example"
    assert says(chat.press(answer, button, name.HANA_EMAIL)).startswith("**Personal room of ")
    assert says(chat.press(answer, button, name.JOHN_EMAIL)).startswith("**Your personal room**")
    assert says(chat.press(answer, button, name.OLGA_EMAIL)) == _ONLY_THE_DESK


@pytest.mark.parametrize(
    ("who", "room", "tells_more"),
    [
        pytest.param(name.HANA_EMAIL, None, True, id="the help desk 1:1"),
        pytest.param(name.HANA_EMAIL, name.HELP_DESK, False, id="the help desk in a space"),
        pytest.param(name.JOHN_EMAIL, None, False, id="anybody else"),
    ],
)
def test_what_the_bot_struggles_with_is_for_the_help_desk_1_to_1(
    desk: Open, who: str, room: str | None, tells_more: bool
) -> None:
    said = says(desk({"HELPDESK_PEOPLE": name.HANA_EMAIL}).ask("status", who, room))
    assert said.startswith("**I am here**\n")
    assert ("**Operation**" in said) == tells_more
    assert ("- **Dead letters:** 0" in said) == tells_more


# Who may use it at all.


@pytest.mark.parametrize("line", ["help", "room", "pmr", f"room {name.UNICORN}", "nonsense"])
@pytest.mark.parametrize("room", [name.PARTNERS, None], ids=["in a space", "1:1"])
def test_who_is_not_allowed_is_told_so_and_whom_to_ask(
    desk: Open, line: str, room: str | None
) -> None:
    chat = desk({"ALLOWED_DOMAINS": "example.com"})
    assert chat.told(line, name.OLGA_EMAIL, room) == _NOT_ALLOWED


def test_who_is_not_allowed_cannot_press_either(desk: Open) -> None:
    chat = desk({"ALLOWED_DOMAINS": "example.com"})
    answer = chat.ask("help", room=name.PARTNERS)
    assert says(chat.press(answer, "room", name.OLGA_EMAIL)) == _NOT_ALLOWED
    assert says(chat.press(answer, "room")).startswith(f"**{name.PARTNERS}**")


def test_people_can_be_let_in_one_by_one(desk: Open) -> None:
    chat = desk({"ALLOWED_PEOPLE": f"{name.OLGA_EMAIL}, {name.ANA_EMAIL}"})
    for who in (name.OLGA_EMAIL, name.ANA_EMAIL):
        assert chat.told("room", who, name.PARTNERS).startswith(f"**{name.PARTNERS}**")
    assert chat.told("room", name.JOHN_EMAIL, name.PARTNERS) == _NOT_ALLOWED


# People of another organisation.


@pytest.mark.parametrize("line", ["pmr", "sites", "pmr pin"])
@pytest.mark.parametrize("room", [name.PARTNERS, None], ids=["in a space", "1:1"])
def test_by_default_a_guest_learns_nothing_by_the_organisations_access(
    webex: Sandbox, desk: Open, line: str, room: str | None
) -> None:
    chat, since = desk({}), time.monotonic()
    assert chat.told(line, name.OLGA_EMAIL, room) == _NOT_OF_HERE
    assert not [call for call in webex.calls(since) if "meetingPreferences" in call.path]


def test_a_guest_may_still_ask_about_the_space_they_stand_in(desk: Open) -> None:
    said = says(desk({}).ask("room", name.OLGA_EMAIL, name.PARTNERS))
    assert said.startswith(f"**{name.PARTNERS}**")


def test_a_guest_cannot_come_in_by_the_help_desk_s_space(webex: Sandbox, desk: Open) -> None:
    webex.invite(name.OLGA_EMAIL, name.HELP_DESK, by=name.HANA_EMAIL)
    chat = desk({"HELPDESK_PEOPLE": "", "HELPDESK_SPACE": webex.world.room(name.HELP_DESK).id})
    said = chat.told(f"pmr {name.JOHN_EMAIL}", name.OLGA_EMAIL, None)
    assert said.startswith("**This is for people of this bot’s organisation**")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"ALLOWED_PEOPLE": name.OLGA_EMAIL}, id="by a bound"),
        pytest.param({"HELPDESK_PEOPLE": name.OLGA_EMAIL}, id="as help desk"),
    ],
)
def test_a_guest_whom_the_operator_named_is_served(desk: Open, changes: Mapping[str, str]) -> None:
    said = says(desk(changes).ask("pmr", name.OLGA_EMAIL, None))
    # Webex itself does not show the organisation's access a room of another one.
    assert said.startswith("**I am not allowed to read this personal room**")


def test_whose_organisation_nobody_knows_gets_nothing(webex: Sandbox, desk: Open) -> None:
    webex.faults.add(Fault(path=f"/people/{name.JOHN_ID}", status=404))
    assert says(desk({}).ask("pmr")) == _NOT_OF_HERE


# Where it may be said.


def test_co_hosts_are_named_1_to_1_only(webex: Sandbox, desk: Open) -> None:
    co_host = {"email": "secret.co-host@example.com", "displayName": "Secret Co-Host"}
    webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["coHosts"] = [co_host]
    chat = desk({"HELPDESK_PEOPLE": name.HANA_EMAIL})
    webex.invite(name.HANA_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
    line = f"pmr {name.JOHN_EMAIL}"
    for who in (name.JOHN_EMAIL, name.HANA_EMAIL):
        in_space = chat.ask(line, who, name.PARTNERS)
        assert "_Settings and cohosts: ask me 1:1._" in says(in_space)
        assert "- **Access code:** `1234567890`" in says(in_space)
        assert "co-host@" not in json.dumps(in_space.sent)
        assert "**Secret Co-Host:** `secret.co-host@example.com`" in says(chat.ask(line, who, None))


@pytest.mark.parametrize("line", ["pmr", f"pmr {name.SITE}", f"pmr {name.ANA_EMAIL}"])
def test_personal_rooms_can_be_kept_out_of_spaces(webex: Sandbox, desk: Open, line: str) -> None:
    chat, since = desk({"PMR_IN_SPACES": "off"}), time.monotonic()
    assert chat.told(line) == (
        "**I show personal rooms 1:1 only**\n\nOpen a 1:1 space with me and ask me there."
    )
    assert not [call for call in webex.calls(since) if "meetingPreferences" in call.path]


def test_kept_out_of_spaces_personal_rooms_are_shown_1_to_1(desk: Open) -> None:
    chat = desk({"PMR_IN_SPACES": "off"})
    assert chat.told("pmr", room=None).startswith("**Your personal room**")


def test_kept_out_of_spaces_personal_rooms_are_offered_1_to_1_to_the_asker_alone(
    desk: Open,
) -> None:
    chat = desk({"PMR_IN_SPACES": "off"})
    for room in (None, name.UNICORN):
        said = chat.told("help pmr", room=room)
        assert "- **Who sees it:** you alone: I answer it 1:1 only\n" in said
        assert "I tell the room’s settings and co-hosts 1:1 only." in said
    assert "My personal room" in json.dumps(chat.ask("whoami", room=None).sent)
    assert "My personal room" not in json.dumps(chat.ask("whoami").sent)


@pytest.mark.parametrize(
    ("space", "logged"),
    [
        pytest.param(name.HELP_DESK, [], id="a space that the bot is in"),
        pytest.param(
            name.PRIVATE,
            [
                (
                    "HELPDESK_SPACE: the bot is not in that space, so nobody is the help desk: "
                    "add it there, or correct the setting"
                )
            ],
            id="one that it is not in",
        ),
    ],
)
def test_the_operator_is_told_of_a_help_desk_that_the_bot_cannot_see(
    webex_by_hand: Sandbox,
    start: Start,
    caplog: pytest.LogCaptureFixture,
    space: str,
    logged: list[str],
) -> None:
    room_id = webex_by_hand.world.room(space).id
    start(changes={"HELPDESK_SPACE": room_id}).permissions.look_over()
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == logged
