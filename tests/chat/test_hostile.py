"""Titles, names, questions and presses of people who mean no good, and what becomes of them."""

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from bot.sandbox import Message
from bot.sandbox.seed import name
from tests.chat.running import Chat, says

EVIL = '<@all> [x](https://evil.example) ![y](https://evil.example) <b>\u202e{{DATE(now)}}"}]'
IN_MESSAGE = (
    r"&lt;@all> \[x\](https://evil.example) !\[y\](https://evil.example) &lt;b>{{DATE(now)}}"
    r'"}\]'
)
IN_CARD = (
    "\\<\u2060@all> \\[x\\](https://evil.example) !\\[y\\](https://evil.example) "
    '\\<b>{\u2060{DATE(now)}}"}\\]'
)


@contextlib.contextmanager
def changed(thing: Any, **values: object) -> Iterator[None]:
    """Let something in the world be otherwise until the end of the block."""
    before = {key: getattr(thing, key) for key in values}
    for key, value in values.items():
        setattr(thing, key, value)
    try:
        yield
    finally:
        for key, value in before.items():
            setattr(thing, key, value)


def lines(answer: Message) -> list[str]:
    return says(answer).splitlines()


def below(answer: Message) -> dict[str, str]:
    """What stands below a table of the card, each under its label."""
    assert answer.card is not None
    texts = [element.get("text", "") for element in answer.card["body"]]
    return {label.strip("*"): text for label, text in pairwise(texts) if label.startswith("**")}


def is_harmless(answer: Message) -> bool:
    return (
        "<@" not in json.dumps(answer.sent)
        and not re.search('(href|src)="[^"]*evil', answer.html or "")
        and answer.draft.mentioned_groups == ()
    )


def test_a_hostile_title_and_description_are_shown_as_they_are(chat: Chat) -> None:
    with changed(chat.webex.world.room(name.RETRO), title=EVIL, description=EVIL):
        answer = chat.ask("room", room=EVIL)
    assert lines(answer)[:3] == [f"**{IN_MESSAGE}**", "", IN_MESSAGE]
    assert answer.card is not None
    assert [element["text"] for element in answer.card["body"][:2]] == [IN_CARD, IN_CARD]
    assert is_harmless(answer)
    assert answer.draft.mentioned_groups == ()


def test_a_hostile_name_and_team_are_shown_as_they_are(chat: Chat) -> None:
    world = chat.webex.world
    team = replace(world.teams[name.UNICORN_TEAM_ID], id=f"{name.UNICORN_TEAM_ID}w", name=EVIL)
    world.teams[team.id] = team
    creator = world.person(name.NOOR_EMAIL)
    place = world.room(name.UNICORN)
    with (
        changed(creator, display_name=EVIL),
        changed(place, team_id=team.id, creator_id=creator.id),
    ):
        answer = chat.ask("room")
    assert f"- **Team:** {IN_MESSAGE}" in lines(answer)
    assert f"- **Created by:** {IN_MESSAGE}" in lines(answer)
    # What is seen as it is as Markdown alone stands below the table.
    assert below(answer)["Team"] == below(answer)["Created by"] == IN_CARD


def test_a_hostile_personal_room_is_shown_as_it_is(chat: Chat) -> None:
    room = chat.webex.world.pmrs[name.JOHN_EMAIL, name.SITE]
    evil = {**room, "topic": EVIL, "personalMeetingRoomLink": "javascript:alert(1)"}
    chat.webex.world.pmrs[name.JOHN_EMAIL, name.SITE] = evil
    try:
        answer = chat.ask("pmr")
    finally:
        chat.webex.world.pmrs[name.JOHN_EMAIL, name.SITE] = room
    assert f"- **Room name:** {IN_MESSAGE}" in lines(answer)
    assert "- **Link:** javascript:alert(1)" in lines(answer)
    assert answer.card is not None
    assert "Action.OpenUrl" not in json.dumps(answer.card)


def test_everybody_mentioned_beside_the_bot_is_not_mentioned_again(chat: Chat) -> None:
    asked = chat.webex.say(name.JOHN_EMAIL, name.UNICORN, "@all @Roomdesk room @all")
    answer = chat.webex.wait_for_reply(asked.id)
    assert lines(answer)[0] == f"**{name.UNICORN}**"
    assert is_harmless(answer)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("rооm", id="Cyrillic letters"),
        pytest.param("ѕіtеѕ", id="letters that look the same"),
        pytest.param("r\u0331oom", id="a mark below"),
    ],
)
def test_a_word_that_only_looks_like_a_command_is_none(chat: Chat, line: str) -> None:
    assert lines(chat.ask(line))[0] == f"**I don’t know “{line}”**"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("ro\u200bom", id="a space of no width"),
        pytest.param("\u202eroom\u202c", id="turned around"),
        pytest.param("ｒｏｏｍ", id="letters of full width"),
        pytest.param("\x00room\x07", id="control characters"),
    ],
)
def test_what_is_not_seen_does_not_count(chat: Chat, line: str) -> None:
    assert lines(chat.ask(line))[0] == f"**{name.UNICORN}**"


@pytest.mark.parametrize("line", [EVIL, f"help {EVIL}", f"room {EVIL}", "x" * 7000, "x " * 3000])
def test_a_hostile_question_is_answered_like_any_other(chat: Chat, line: str) -> None:
    asked = chat.webex.say(name.JOHN_EMAIL, None, line)
    answer = chat.webex.wait_for_reply(asked.id)
    assert "went wrong" not in says(answer)
    assert is_harmless(answer)


@pytest.mark.parametrize(
    ("inputs", "title"),
    [
        pytest.param({"say": "<@all>"}, "What I can do for you", id="a mention"),
        pytest.param({"say": ["room"]}, "What I can do for you", id="a list"),
        pytest.param({"say": {"say": "room"}}, "What I can do for you", id="an object"),
        pytest.param({}, "What I can do for you", id="nothing"),
        pytest.param({"say": "pmr olga@other.example"}, None, id="somebody else"),
        pytest.param({"say": "rооm"}, "I don’t know “rооm”", id="a homoglyph"),
        pytest.param({"say": "room", "personId": name.ORG_ID}, name.UNICORN, id="more"),
        pytest.param({"say": "hide"}, "I remove messages 1:1 only", id="a line of no button"),
    ],
)
def test_a_press_may_carry_anything(chat: Chat, inputs: dict[str, Any], title: str | None) -> None:
    answer = chat.ask("help")
    pressed = {"thread": answer.parent_id, **inputs}
    action = chat.webex.press(name.JOHN_EMAIL, answer.id, pressed)
    said = chat.webex.wait_for_reply(action.id)
    assert said.parent_id == answer.parent_id
    assert is_harmless(said)
    assert "went wrong" not in says(said)
    assert title is None or lines(said)[0] == f"**{title}**"


@pytest.mark.parametrize("thread", ["../rooms", "a\r\nb", 7, ["x"], "<@all>", "x" * 999])
def test_a_press_that_names_no_thread_is_answered_where_the_card_stands(
    chat: Chat, thread: object
) -> None:
    asked = chat.webex.say(name.JOHN_EMAIL, name.RETRO, "@Roomdesk help")
    card = chat.webex.wait_for_reply(asked.id)
    before = len(chat.webex.messages(name.RETRO))
    chat.webex.press(name.JOHN_EMAIL, card.id, {"say": "room", "thread": thread})
    assert chat.webex.wait_for(lambda: len(chat.webex.messages(name.RETRO)) > before)
    assert lines(chat.webex.messages(name.RETRO)[-1])[0] == f"**{name.RETRO}**"


def test_a_mention_of_an_id_that_leaves_its_path_is_no_person(chat: Chat) -> None:
    tag = (
        '<spark-mention data-object-type="person" data-object-id="../../rooms">Ana</spark-mention>'
    )
    asked = chat.webex.say(name.HANA_EMAIL, None, "pmr")
    chat.webex.wait_for_reply(asked.id)
    # A client writes this HTML; what the sandbox types for people has real ids only.
    with chat.webex.world.lock:
        message = chat.webex.say(name.HANA_EMAIL, None, "pmr x")
        draft = replace(message.draft, html=f"<p>pmr {tag}</p>")
        chat.webex.world.messages[message.id] = replace(message, draft=draft)
    said = says(chat.webex.wait_for_reply(message.id))
    assert said.startswith("**I don’t know that address**")
