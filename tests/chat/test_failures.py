"""Every response code of both API pages, and every failure without one, is one polite answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.reply.explain import EXPLANATIONS
from bot.runtime.parts import Tempo
from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.faults import FaultBody
from bot.sandbox.seed import name
from tests.chat.running import Chat, roomdesk, says

CODES = [400, 401, 403, 404, 405, 409, 410, 415, 423, 428, 429, 500, 502, 503, 504]

# Those are worth another try; the answer comes when the patience is used up, and here is none.
PASSING = {423, 429, 502, 503, 504}
_IMPATIENT = Tempo(patience=timedelta(0))


@pytest.fixture(scope="module")
def running_bot(webex: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with roomdesk(webex, tmp_path_factory.mktemp("bot"), tempo=_IMPATIENT) as chat:
        yield chat


@pytest.mark.parametrize("command", ["room", "pmr"])
@pytest.mark.parametrize("code", CODES)
def test_each_code_is_explained_with_its_tracking_id(chat: Chat, command: str, code: int) -> None:
    path = f"/rooms/{name.UNICORN_ID}" if command == "room" else "/meetingPreferences/*"
    chat.webex.faults.add(Fault(path=path, status=code, headers={"Retry-After": "0"}))
    asked = chat.say(command)
    said = says(chat.webex.wait_for_reply(asked.id))
    title, *rest = said.split("\n\n")
    assert title.startswith("**")
    assert rest[0].startswith("Webex did not let me answer your question from") == (code in PASSING)
    # Nothing is broken where there is nothing.
    is_tracked = any(part.startswith("_Tracking id: ROUTER_") for part in rest)
    assert is_tracked is (code not in {404, 410})
    assert chat.webex.wait_until_delivered()
    assert len(chat.webex.replies(asked.id)) == 1
    if command == "room":
        assert title == f"**{EXPLANATIONS[code].title}**"


@pytest.mark.parametrize("form", ["error", "object", "list", "string", "html", "not-json", "empty"])
@pytest.mark.parametrize("code", [200, 400, 429, 502])
def test_odd_bodies_are_explained_too(chat: Chat, code: int, form: FaultBody) -> None:
    fault = Fault(
        path=f"/rooms/{name.UNICORN_ID}",
        status=code,
        body=form,
        headers={"Retry-After": "rand(30)"},
    )
    chat.webex.faults.add(fault)
    said = chat.told("room")
    if code != 200:
        assert said.startswith(f"**{EXPLANATIONS[code].title}**")
    elif form in {"error", "object"}:
        assert said.startswith("**This space**")
    else:
        assert said.startswith("**I could not read Webex’s answer**")


def test_a_connection_that_breaks_is_explained(chat: Chat) -> None:
    chat.webex.faults.add(Fault(path=f"/rooms/{name.UNICORN_ID}", cut=True))
    said = chat.told("room")
    assert said.startswith("**I cannot reach Webex**\n\nWebex did not let me answer your question")
    assert "The connection failed or was cut." in said
    assert said.endswith("You can say:\n- **Ask again:** `room`")


def test_webex_taking_too_long_is_explained(tmp_path: Path) -> None:
    hurried = replace(_IMPATIENT, webex_s=1)
    with running(demo_world()) as webex, roomdesk(webex, tmp_path, tempo=hurried) as chat:
        webex.faults.add(Fault(path=f"/rooms/{name.UNICORN_ID}", hang_s=2, times=1))
        said = chat.told("room")
    assert said.startswith("**Webex took too long**")


def test_how_long_webex_wants_us_to_wait_is_said(chat: Chat) -> None:
    fault = Fault(path=f"/rooms/{name.UNICORN_ID}", status=429, headers={"Retry-After": "3600"})
    chat.webex.faults.add(fault)
    assert "Please ask again in 60 minutes." in chat.told("room")


def test_a_message_that_cannot_be_read_is_answered(chat: Chat) -> None:
    chat.webex.faults.add(Fault(method="GET", path="/messages/*", status=403, times=1))
    said = chat.told("room")
    assert said.startswith("**I am not allowed to see that**")


def test_of_names_that_webex_does_not_tell_there_is_the_id(chat: Chat) -> None:
    room = chat.webex.world.room(name.UNICORN_NEXT)
    room.creator_id = name.stable_id("PEOPLE", "somebody unknown")
    said = chat.told("room", room=name.UNICORN_NEXT)
    assert f"- **Creator’s id:** `{room.creator_id}`" in said
    assert "Webex did not tell me the name of: creator" in said
    assert "- **Team:** Project Unicorn" in said
