import json
import time

import pytest

from bot.ids import uuid_of
from bot.sandbox.seed import name
from tests.chat.running import Chat


def test_room_shows_every_documented_property(chat: Chat) -> None:
    answer = chat.ask("room")
    said = answer.markdown or ""
    assert said.startswith("**Project Unicorn - Sprint 0**\n\nCompany Announcements\n")
    facts = dict(
        line[2:].replace("**", "").split(": ", 1)
        for line in said.splitlines()
        if line[:2] == "- " and ":** " in line
    )
    assert facts.pop("Last activity").startswith("now (")
    for label, at in {
        "Public since": "2022-10-10 17:24 UTC",
        "Created": "2016-04-21 19:01 UTC",
    }.items():
        assert facts.pop(label).endswith(f" ago ({at})")
    assert f"**[Open the space](webexteams://im?space={uuid_of(name.UNICORN_ID)})**" in said
    assert facts == {
        "Type": "Group space",
        "Moderated": "Yes: moderators decide who joins and what it is called",
        "Announcements only": "No",
        "Read-only": "No",
        "Public": "Yes: anyone in the organisation can find and join it",
        "Team": "Project Unicorn",
        "Classification": "Public",
        "Created by": "John Andersen",
        "Organisation": "this bot’s own",
        "Space id": f"`{name.UNICORN_ID}`",
        "Team id": f"`{name.UNICORN_TEAM_ID}`",
        "Creator’s id": f"`{name.JOHN_ID}`",
        "Classification id": f"`{name.PUBLIC_ID}`",
        "Organisation id": f"`{name.ORG_ID}`",
    }


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
    assert (answer.markdown or "").startswith("**1:1 space with John Andersen**")


def test_an_empty_title_is_replaced_by_the_other_person(chat: Chat) -> None:
    chat.webex.world.switches.empty_titles = True
    try:
        answer = chat.ask("room", who=name.ANA_EMAIL, room=None)
    finally:
        chat.webex.world.switches.empty_titles = False
    assert (answer.markdown or "").startswith("**1:1 space with Ana Ruiz**")


def test_a_title_that_webex_cannot_decrypt_is_said_to_be_so(chat: Chat) -> None:
    chat.webex.world.switches.sealed_rooms.add(name.UNICORN_ID)
    try:
        answer = chat.ask("room")
    finally:
        chat.webex.world.switches.sealed_rooms.clear()
    assert (answer.markdown or "").startswith("**This space**")
    assert "- **Title:** Webex could not read it (kms_failure)" in (answer.markdown or "")


def test_a_sparse_space_leaves_out_what_webex_leaves_out(chat: Chat) -> None:
    who = chat.member_of(name.SPARSE)
    said = chat.ask("room", who=who, room=name.SPARSE).markdown or ""
    assert "None" not in said
    assert "Team" not in said


@pytest.mark.parametrize(
    "line", ["room", "/Room", "my room?", "SPACE!", "please show me the room", "info"]
)
def test_people_write_room_in_many_ways(chat: Chat, line: str) -> None:
    assert (chat.ask(line).markdown or "").startswith("**Project Unicorn - Sprint 0**")


def test_the_space_one_stands_in_may_be_named_by_its_id(chat: Chat) -> None:
    assert (chat.ask(f"room {name.UNICORN_ID}").markdown or "").startswith("**Project Unicorn")


def test_another_space_that_one_is_in_is_shown(chat: Chat) -> None:
    answer = chat.ask(f"room {name.PARTNERS}")
    assert (answer.markdown or "").startswith(
        f"**{name.PARTNERS}**\n\nOther Company tries Roomdesk\n"
    )
    meeting = chat.press(answer, "How do I join?")
    assert (meeting.markdown or "").startswith(f"**Join the meeting of {name.PARTNERS}**")


def test_a_hostile_title_is_shown_and_not_obeyed(chat: Chat) -> None:
    who = chat.member_of(name.HOSTILE)
    answer = chat.ask("room", who=who, room=name.HOSTILE)
    assert answer.text is not None
    assert answer.text.splitlines()[0] == "<@all> [x](http://evil.example) *bold*"
    assert 'href="http://evil.example' not in (answer.html or "")
    assert answer.draft.mentioned_groups == ()
    assert "<@" not in json.dumps(answer.sent)
