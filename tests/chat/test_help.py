import json
import re
import time
from pathlib import Path

import pytest

from bot.sandbox import Fault, demo_world, running
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from tests.by_hand import Bot
from tests.chat.running import Chat, roomdesk, says

_MEETING = (
    "- **meeting:** Show how to join this space’s meeting, "
    "or that of another one that you are in.\n"
)
_ROOM = "- **room:** Show this space’s details, or those of another one that you are in.\n"
_ID = "- **id:** Decode an id, a UUID or a link; alone, show the ids of this place.\n"
_WHOAMI = "- **whoami:** Show your own account: name, address, ids, organisation.\n"
_MEMBERS = "- **members:** List who is in this space, or in another one that you are in.\n"
_STATUS = "- **status:** Show that I am here, and which version I am.\n"
_HOW = "_In a space, mention me first. Alone with me, just type, in your own words._"
_HELP = (
    "**What I can do for you**\n"
    "\n"
    f"{_ROOM}{_MEETING}"
    "- **pmr:** Show your Personal Meeting Room and how to dial into it.\n"
    "- **pmr numbers:** List the numbers to call your room at, in all countries.\n"
    f"{_ID}"
    "\n"
    "You can say:\n- `room`, `meeting`, `pmr`, `pmr numbers`, `id`\n- **More:** `help more`\n"
    "\n"
    f"{_HOW}"
)
_HELP_MORE = (
    "**What else I can do for you**\n"
    "\n"
    "- **pmr pin:** Send you the host PIN of your own room, 1:1.\n"
    "- **whois:** Show somebody’s account: name, address, ids, organisation.\n"
    f"{_WHOAMI}"
    "- **sites:** List your Webex sites, the default one first.\n"
    f"{_MEMBERS}"
    "- **moderators:** Tell who moderates this space, and what that means here.\n"
    "- **connect:** Let me show your own room with your own access.\n"
    "- **disconnect:** Delete what I keep of your Webex account.\n"
    f"{_STATUS}"
    "\n"
    "You can say:\n- `pmr pin`\n- **whois:** `help whois`\n"
    "- `whoami`, `sites`, `members`, `moderators`, `connect`, `disconnect`, `status`\n"
    "- **Back:** `help`\n"
    "\n"
    "_Ask me 1:1 for: rooms, pmr co-hosts, delegates, delegates add, delegates remove, "
    "pmr co-hosts add, pmr co-hosts clear, pmr co-hosts remove, pmr devices, pmr hosting, "
    "pmr lock, pmr notify, pmr pin new, pmr topic._"
)
_HELP_FOR_A_GUEST = (
    "**What I can do for you**\n"
    "\n"
    f"{_ROOM}{_MEETING}{_ID}{_WHOAMI}{_MEMBERS}"
    "\n"
    "You can say:\n- `room`, `meeting`, `id`, `whoami`, `members`\n- **More:** `help more`\n"
    "\n"
    f"{_HOW}"
)
_UNSURE = "Webex did not tell me all about you just now, so this may be shorter than usual."


def _rows(message: Message) -> list[list[str]]:
    body = message.card["body"] if message.card else []
    sets = [element for element in body if element["type"] == "ActionSet"]
    return [[action["title"] for action in one["actions"]] for one in sets]


@pytest.mark.parametrize("line", ["help", "HELP!", "", "?", "What can you do?"])
def test_help_lists_the_commands(chat: Chat, line: str) -> None:
    assert chat.ask(line).markdown == _HELP


@pytest.mark.parametrize("line", ["help more", "Help, more"])
def test_more_shows_the_rest(chat: Chat, line: str) -> None:
    assert chat.ask(line).markdown == _HELP_MORE


def test_more_is_a_press_away_from_help(chat: Chat) -> None:
    assert chat.press(chat.ask("help"), "More").markdown == _HELP_MORE


def test_help_about_one_command_shows_its_usage(chat: Chat) -> None:
    said = chat.told("help PMR")
    assert said.startswith("**pmr**\n\nShow your Personal Meeting Room and how to dial into it.\n")
    assert "- **Type:** `pmr [site]`" in said
    assert "- **Who sees it:** everyone in the space where you ask; some of it comes 1:1" in said
    assert "**Examples**\n\n- `pmr on site4-example.webex.com`\n- `pmr`\n" in said


def test_the_help_desk_is_shown_how_to_ask_about_others(chat: Chat) -> None:
    said = chat.told("help pmr", name.HANA_EMAIL, None)
    assert "- **Type:** `pmr [person] [site]`" in said
    assert "**Examples**\n\n- `pmr ana@example.com`\n" in said
    listed = chat.told("help", name.HANA_EMAIL, None)
    titles = re.findall(r"\*\*([a-z ]+):", listed.partition("You can say")[0])
    assert titles == ["pmr", "pmr numbers", "whois", "pmr pin", "rooms"]


def test_help_about_something_unknown_asks_back(chat: Chat) -> None:
    assert chat.ask("help rom").markdown == (
        "**I don’t know “rom”**\n\nDid you mean one of these?\n\n"
        "You can say: `help room`, `help rooms`"
    )


def test_a_word_that_nobody_knows_gets_what_is_near(chat: Chat) -> None:
    assert chat.ask("mting").markdown == (
        "**I don’t know “mting”**\n\nDid you mean one of these?\n\nYou can say: `meeting`"
    )


def test_what_nobody_understands_gets_three_examples(chat: Chat) -> None:
    assert chat.ask("blue elephants").markdown == (
        "**I did not understand that**\n\n"
        "I tell how to join meetings and personal rooms, and what a space is. For example:\n\n"
        "You can say: `room`, `meeting`, `pmr`, `help`"
    )


def test_the_help_desk_gets_examples_with_a_person(chat: Chat) -> None:
    said = chat.told("blue elephants", name.HANA_EMAIL, None)
    assert "- `pmr ana@example.com`\n" in said
    assert said.endswith("- `whois ana@example.com`\n\nYou can say: `help`")


def test_a_file_without_a_word_is_answered(chat: Chat) -> None:
    asked = chat.webex.say(name.JOHN_EMAIL, None, "", files=("https://example.com/notes.pdf",))
    said = chat.webex.wait_for_reply(asked.id).markdown
    assert said == (
        "**I cannot read files**\n\nType your question instead.\n\n"
        "You can say:\n- **What can you do?** `help`"
    )


def test_a_press_is_the_line_it_says_in_the_same_thread(chat: Chat) -> None:
    answer = chat.ask("help")
    pressed = chat.press(answer, "room")
    assert says(pressed).startswith("**Project Unicorn - Sprint 0**")
    assert pressed.parent_id == answer.parent_id


# Only what is of use.


def test_a_guest_is_shown_what_they_may_use(tmp_path: Path) -> None:
    off = {"TOKEN_KEY": "", "WEBEX_REFRESH_TOKEN": ""}
    with running(demo_world()) as webex, roomdesk(webex, tmp_path, off) as chat:
        answer = chat.ask("help", name.OLGA_EMAIL, name.PARTNERS)
        assert answer.markdown == _HELP_FOR_A_GUEST
        said = chat.told("help whois", name.OLGA_EMAIL, name.PARTNERS)
    assert "You cannot use it now. It is for people of this organisation." in said
    assert "Examples" not in said


def test_help_is_a_press_away_from_the_greeting(tmp_path: Path) -> None:
    with running(demo_world()) as webex, roomdesk(webex, tmp_path) as chat:
        webex.invite(name.BOT_EMAIL, name.PRIVATE, by=name.JOHN_EMAIL)
        assert webex.wait_for(lambda: bool(webex.messages(name.PRIVATE)))
        (greeting,) = webex.messages(name.PRIVATE)
        assert chat.press(greeting, "help").markdown == _HELP


@pytest.mark.parametrize(
    ("who", "room"),
    [(name.JOHN_EMAIL, name.UNICORN), (name.HANA_EMAIL, None)],
    ids=["in a space", "the help desk 1:1"],
)
def test_the_card_of_help_has_rows_of_five_buttons_at_most(
    chat: Chat, who: str, room: str | None
) -> None:
    rows = _rows(chat.ask("help", who, room))
    assert sum(map(len, rows)) == 6
    assert max(map(len, rows)) <= 5


@pytest.mark.parametrize("who", [name.JOHN_EMAIL, name.HANA_EMAIL], ids=["a person", "the desk"])
def test_each_button_of_help_is_answered(chat: Chat, who: str) -> None:
    answer = chat.ask("help", who, None)
    for button in [title for row in _rows(answer) for title in row]:
        said = says(chat.press(answer, button, who))
        assert not said.startswith(("**I don’t", "**“", "**Sorry")), button


# What it takes.


def test_help_takes_two_calls_once_names_are_known(bot: Bot) -> None:
    bot.ask("help")
    bot.answer_all()
    since = time.monotonic()
    asked = bot.ask("help")
    bot.answer_all()
    calls = [(call.method, call.path) for call in bot.webex.calls(since)]
    assert calls == [("GET", f"/v1/messages/{asked.id}"), ("POST", "/v1/messages")]


@pytest.mark.parametrize("status", [404, 500])
def test_help_is_given_even_where_webex_does_not_tell_who_asks(bot: Bot, status: int) -> None:
    bot.webex.faults.add(Fault(path=f"/people/{name.JOHN_ID}", status=status))
    asked = bot.ask("help")
    bot.answer_all()
    (answer,) = bot.webex.replies(asked.id)
    assert says(answer).startswith("**What I can do for you**\n\n- **room:** ")
    assert says(answer).endswith(f"_{_UNSURE}_") is (status == 500)
    assert "whois" not in json.dumps(answer.sent)


@pytest.mark.parametrize("line", ["help", "help whois"])
def test_help_is_given_at_once_while_webex_tells_nobody_s_account(bot: Bot, line: str) -> None:
    bot.people.me()
    bot.webex.faults.add(Fault(path="/people/*", status=503))
    asked = bot.ask(line)
    assert bot.step() is None
    bot.webex.faults.clear()
    again = bot.ask(line)
    assert bot.step() is None
    (unsure,), (sure,) = bot.webex.replies(asked.id), bot.webex.replies(again.id)
    assert _UNSURE in says(unsure)
    assert _UNSURE not in says(sure)
