"""An activity becomes the same event as a webhook tells."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadDeliveryError
from bot.events.socket import activity
from bot.ids import WebexId
from bot.webex.model.event import Event
from tests.events.socket.activities import CARD, KEY, PERSON, PUBLISHED, ROOM, said

_PARIS = "urn:TEAM:eu-central-1_k"
_MESSAGE = Event(
    "messages",
    "created",
    WebexId("us", "MESSAGE", KEY).encoded(),
    WebexId("us", "ROOM", ROOM).encoded(),
    WebexId("us", "PEOPLE", PERSON).encoded(),
    "ana@example.com",
    "group",
    PUBLISHED,
)


def event(data: dict[str, Any], cluster: str = "us") -> Event | None:
    found = activity.read(data)
    return found.event(cluster) if found else None


def test_a_message_has_the_ids_of_its_cluster_and_the_person_s_own() -> None:
    assert event(said(), _PARIS) == replace(
        _MESSAGE,
        id=WebexId(_PARIS, "MESSAGE", KEY).encoded(),
        room_id=WebexId(_PARIS, "ROOM", ROOM).encoded(),
    )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="a text"),
        pytest.param({"verb": "share", "object": {"objectType": "content"}}, id="a file"),
        pytest.param({"parent": {"id": CARD, "type": "reply"}}, id="a reply"),
        pytest.param({"id": KEY.upper()}, id="an id in capitals"),
    ],
)
def test_a_message_is_a_message(changes: dict[str, Any]) -> None:
    assert event(said(**changes)) == _MESSAGE


@pytest.mark.parametrize(
    ("tags", "kind"), [(["ONE_ON_ONE"], "direct"), (["LOCKED"], "group"), (None, None)]
)
def test_the_kind_of_space_is_told_by_its_tags(tags: list[str] | None, kind: str | None) -> None:
    target = {name: value for name, value in {**said()["target"], "tags": tags}.items() if value}
    assert event(said(target=target)) == replace(_MESSAGE, room_type=kind)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"verb": "post", "parent": {"id": KEY, "type": "edit"}}, id="as a post"),
        pytest.param({"verb": "update"}, id="as an update"),
        pytest.param({"verb": "update", "object": {"objectType": "content"}}, id="of a file"),
    ],
)
def test_an_edit_is_no_question(changes: dict[str, Any]) -> None:
    assert event(said(**changes)) is None


@pytest.mark.parametrize("verb", ["leave", "delete", "acknowledge", "create", "tag", "", 7, None])
def test_other_verbs_are_passed_over(verb: object) -> None:
    assert event(said(verb=verb)) is None


def test_a_press_names_the_message_with_the_button() -> None:
    press = event(said(verb="cardAction", parent={"id": CARD, "type": "cardAction"}))
    assert press == replace(
        _MESSAGE,
        resource="attachmentActions",
        id=WebexId("us", "ATTACHMENT_ACTION", KEY).encoded(),
        pressed_id=WebexId("us", "MESSAGE", CARD).encoded(),
    )


def test_a_press_that_does_not_name_its_message_takes_what_webex_was_asked_for() -> None:
    press = activity.read(said(verb="cardAction"))
    assert press is not None
    assert (press.pressed, press.event("us", "asked").pressed_id) == (None, "asked")


def test_an_arrival_is_that_of_whoever_was_added() -> None:
    bot = {"id": "roomdesk@webex.bot", "entryUUID": CARD, "emailAddress": "roomdesk@webex.bot"}
    assert event(said(verb="add", object=bot), _PARIS) == replace(
        _MESSAGE,
        resource="memberships",
        id=WebexId(_PARIS, "MEMBERSHIP", f"{CARD}:{ROOM}").encoded(),
        room_id=WebexId(_PARIS, "ROOM", ROOM).encoded(),
        person_id=WebexId("us", "PEOPLE", CARD).encoded(),
        person_email="roomdesk@webex.bot",
    )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"id": None}, id="without an id"),
        pytest.param({"id": "no uuid"}, id="with another id"),
        pytest.param({"actor": None}, id="of nobody"),
        pytest.param({"target": {"tags": []}}, id="nowhere"),
    ],
)
def test_what_the_bot_answers_has_to_be_whole(changes: dict[str, Any]) -> None:
    with pytest.raises(BadDeliveryError):
        activity.read(said(**changes))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(said(), _JSON)))
def test_whatever_comes_is_read_or_refused(changes: dict[str, Any]) -> None:
    with suppress(BadDeliveryError):
        activity.read({**said(), **changes})
