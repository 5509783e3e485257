import pytest

from bot.sandbox.seed import name

from .running import Chat

_HELP = (
    "**What I can do for you**\n"
    "\n"
    "- **connect:** Let me show your own room with your own access.\n"
    "- **disconnect:** Delete what I keep of your Webex account.\n"
    "- **help \\[command\\]:** Show what I can do, or one command in detail.\n"
    "- **meeting \\[space\\]:** Show how to join this space’s meeting, or that of another one that "
    "you are in.\n"
    "- **pmr \\[person\\] \\[site\\]:** Show your Personal Meeting Room and how to dial into it.\n"
    "- **pmr pin \\[site\\]:** Send you the host PIN of your own room, 1:1.\n"
    "- **room \\[space\\]:** Show this space’s details, or those of another one that you are in.\n"
    "- **rooms \\[words\\] \\[page\\]:** List the spaces that both you and I are in.\n"
    "- **sites \\[person\\]:** List your Webex sites, the default one first.\n"
    "- **status:** Tell whether I am well.\n"
    "\n"
    "You can say: `connect`, `disconnect`, `meeting`, `pmr`, `pmr pin`, `room`, `rooms`, `sites`, "
    "`status`\n"
    "\n"
    "_In a space, mention me first. Alone with me, just type._"
)


@pytest.mark.parametrize("line", ["help", "HELP!", "", "?", "What can you do?"])
def test_help_lists_the_commands(chat: Chat, line: str) -> None:
    assert chat.ask(line).markdown == _HELP


def test_help_about_one_command_shows_its_usage(chat: Chat) -> None:
    said = chat.ask("help PMR").markdown or ""
    assert said.startswith("**pmr**\n\nShow your Personal Meeting Room and how to dial into it.\n")
    assert "- **Type:** `pmr [person] [site]`" in said


def test_help_about_something_unknown_asks_back(chat: Chat) -> None:
    assert chat.ask("help rom").markdown == (
        "**I don’t know “rom”**\n\nDid you mean one of these?\n\n"
        "You can say: `help room`, `help rooms`"
    )


def test_an_unknown_word_gets_near_misses(chat: Chat) -> None:
    assert chat.ask("metting").markdown == (
        "**I don’t know “metting”**\n\nDid you mean one of these?\n\nYou can say: `meeting`"
    )


def test_a_word_that_does_not_fit_gets_the_usage(chat: Chat) -> None:
    said = chat.ask("pmr foo").markdown or ""
    assert said.startswith("**I don’t understand “foo” here**")
    assert "Usage: pmr \\[person\\] \\[site\\]" in said
    assert said.endswith("You can say: `help pmr`")


def test_a_file_without_a_word_is_answered(chat: Chat) -> None:
    asked = chat.webex.say(name.JOHN_EMAIL, None, "", files=("https://example.com/notes.pdf",))
    said = chat.webex.wait_for_reply(asked.id).markdown
    assert said == "**I cannot read files**\n\nType your question instead.\n\nYou can say: `help`"


def test_a_press_is_the_line_it_says_in_the_same_thread(chat: Chat) -> None:
    answer = chat.ask("help")
    pressed = chat.press(answer, "room")
    assert (pressed.markdown or "").startswith("**Project Unicorn - Sprint 0**")
    assert pressed.parent_id == answer.parent_id


def test_a_press_with_nothing_to_say_gets_help(chat: Chat) -> None:
    answer = chat.ask("help")
    thread = answer.card["body"][-2]["actions"][0]["data"]["thread"] if answer.card else ""
    action = chat.webex.press(name.JOHN_EMAIL, answer.id, {"say": ["odd"], "thread": thread})
    assert chat.webex.wait_for_reply(action.id).markdown == _HELP


def test_a_press_that_names_an_odd_thread_is_answered_all_the_same(chat: Chat) -> None:
    answer = chat.ask("help")
    since = len(chat.webex.messages(name.UNICORN))
    chat.webex.press(name.JOHN_EMAIL, answer.id, {"say": "help", "thread": "../nowhere"})
    assert chat.webex.wait_for(lambda: len(chat.webex.messages(name.UNICORN)) > since)
    assert chat.webex.messages(name.UNICORN)[-1].markdown == _HELP
