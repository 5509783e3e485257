from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.webex.model import fields
from bot.webex.model.message import Message, Press
from bot.webex.model.personal_room import PersonalRoom
from bot.webex.model.profile import Profile
from bot.webex.model.room import MeetingInfo, Room
from bot.webex.model.site import Site


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("a b", "a b", id="a text"),
        pytest.param(7, "7", id="a number"),
        pytest.param("", None, id="an empty text"),
        pytest.param(" \u200b\n", None, id="a text that shows nothing"),
        pytest.param(True, None, id="a boolean"),
        pytest.param(["a"], None, id="an array"),
        pytest.param(None, None, id="null"),
    ],
)
def test_a_text_is_read(value: object, text: str | None) -> None:
    assert fields.text({"x": value}, "x") == text


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        pytest.param(True, True, id="true"),
        pytest.param(False, False, id="false"),
        pytest.param(" True", True, id="true as a text"),
        pytest.param("false", False, id="false as a text"),
        pytest.param("yes", None, id="another text"),
        pytest.param(1, None, id="a number"),
    ],
)
def test_a_boolean_is_read(value: object, flag: bool | None) -> None:
    assert fields.flag({"x": value}, "x") is flag


@pytest.mark.parametrize(
    ("value", "number"),
    [
        pytest.param(10, 10, id="a number"),
        pytest.param(10.0, 10, id="a number with a point"),
        pytest.param("10", 10, id="a number as a text"),
        pytest.param("٣", None, id="digits that are not ASCII"),
        pytest.param("ten", None, id="a word"),
        pytest.param(-1, None, id="a negative number"),
        pytest.param(float("nan"), None, id="no number"),
        pytest.param(float("inf"), None, id="without end"),
        pytest.param(True, None, id="a boolean"),
        pytest.param(None, None, id="null"),
    ],
)
def test_a_number_is_read(value: object, number: int | None) -> None:
    assert fields.number({"x": value}, "x") == number


def test_a_time_is_read() -> None:
    at = datetime(2016, 4, 21, 19, 12, 48, 920_000, tzinfo=UTC)
    assert fields.time({"x": "2016-04-21T19:12:48.920Z"}, "x") == at
    assert fields.time({"x": "soon"}, "x") is None
    assert fields.time({"x": 1461265968}, "x") is None


def test_objects_are_read() -> None:
    assert fields.object_({"x": {"a": 1}}, "x") == {"a": 1}
    assert fields.object_({"x": [{"a": 1}]}, "x") == {}
    assert fields.objects({"x": [{"a": 1}, "b", None]}, "x") == ({"a": 1},)
    assert fields.objects({"x": {"a": 1}}, "x") == ({"a": 1},)
    assert fields.objects({}, "x") == ()


def test_texts_are_read() -> None:
    assert fields.texts({"x": ["a", 1, None, "b"]}, "x") == ("a", "b")
    assert fields.texts({"x": "a"}, "x") == ()


NAMES = (
    *("id", "title", "errors", "code", "created", "isLocked", "files", "text", "inputs", "say"),
    *("telephony", "callInNumbers", "callInNumber", "links", "href", "coHosts", "email", "emails"),
    *("sites", "siteUrl", "default", "autoLockMinutes", "accessCode", "hostPin", "displayName"),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(NAMES), json_values, max_size=8))
def test_any_json_object_is_read_as_whatever_was_asked_for(data: dict[str, Any]) -> None:
    for read in (
        *(Room.read, MeetingInfo.read, PersonalRoom.read, Profile.read),
        *(Message.read, Press.read, Site.read_all),
    ):
        read({"personId": "ana", "roomId": "room", **data})


@given(json_values)
def test_a_host_pin_is_never_carried_about(value: object) -> None:
    assert PersonalRoom.read({"hostPin": value}) == PersonalRoom.read({})
