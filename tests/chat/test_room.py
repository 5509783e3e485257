import json
import time

from bot.ids import uuid_of
from bot.sandbox.seed import name
from tests.chat.running import Chat, says


def test_room_tells_the_names_behind_the_ids(chat: Chat) -> None:
    lines = chat.told("room").splitlines()
    assert lines[:3] == ["**Project Unicorn - Sprint 0**", "", "Company Announcements"]
    assert f"**[Open the space](webexteams://im?space={uuid_of(name.UNICORN_ID)})**" in lines
    for label, value in {
        "Team": "Project Unicorn",
        "Classification": "Public",
        "Created by": "John Andersen",
        "Organisation": "this bot’s own",
        "Space id": f"`{name.UNICORN_ID}`",
        "Team id": f"`{name.UNICORN_TEAM_ID}`",
        "Creator’s id": f"`{name.JOHN_ID}`",
        "Classification id": f"`{name.PUBLIC_ID}`",
        "Organisation id": f"`{name.ORG_ID}`",
    }.items():
        assert f"- **{label}:** {value}" in lines


def test_the_answer_stands_under_the_question_as_one_message_with_a_card(chat: Chat) -> None:
    asked = chat.say("room")
    answer = chat.webex.wait_for_reply(asked.id)
    assert answer.parent_id == asked.id
    assert answer.card is not None
    assert answer.card["version"] == "1.2"
    assert "<@" not in json.dumps(answer.sent)
    assert chat.webex.wait_until_delivered()
    assert len(chat.webex.replies(asked.id)) == 1


def test_room_takes_three_calls_once_names_are_known(chat: Chat) -> None:
    chat.ask("room")
    since = time.monotonic()
    chat.ask("room")

    def calls() -> list[tuple[str, str]]:
        return [(call.method, call.path.split("/")[2]) for call in chat.webex.calls(since)]

    # An answer is there to be seen a moment before its call has ended.
    assert chat.webex.wait_for(lambda: ("POST", "messages") in calls())
    assert calls() == [("GET", "messages"), ("GET", "rooms"), ("POST", "messages")]


def test_a_one_to_one_space_is_named_by_the_other_person(chat: Chat) -> None:
    answer = chat.ask("room", room=None)
    assert says(answer).startswith("**1:1 space with John Andersen**")


def test_an_empty_title_is_replaced_by_the_other_person(chat: Chat) -> None:
    chat.webex.world.switches.empty_titles = True
    try:
        answer = chat.ask("room", who=name.ANA_EMAIL, room=None)
    finally:
        chat.webex.world.switches.empty_titles = False
    assert says(answer).startswith("**1:1 space with Ana Ruiz**")


def test_a_title_that_webex_cannot_decrypt_is_said_to_be_so(chat: Chat) -> None:
    chat.webex.world.switches.sealed_rooms.add(name.UNICORN_ID)
    try:
        answer = chat.ask("room")
    finally:
        chat.webex.world.switches.sealed_rooms.clear()
    assert says(answer).startswith("**This space**")
    assert "- **Title:** Webex could not read it (kms_failure)" in says(answer)


def test_a_sparse_space_leaves_out_what_webex_leaves_out(chat: Chat) -> None:
    who = chat.member_of(name.SPARSE)
    said = chat.told("room", who=who, room=name.SPARSE)
    assert "None" not in said
    assert "Team" not in said


def test_the_space_one_stands_in_may_be_named_by_its_id(chat: Chat) -> None:
    assert chat.told(f"room {name.UNICORN_ID}").startswith("**Project Unicorn")


def test_another_space_that_one_is_in_is_shown(chat: Chat) -> None:
    answer = chat.ask(f"room {name.PARTNERS}")
    assert says(answer).startswith(f"**{name.PARTNERS}**\n\nOther Company tries Roomdesk\n")
    meeting = chat.press(answer, "How do I join?")
    assert says(meeting).startswith(f"**Join the meeting of {name.PARTNERS}**")
