import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import (
    WebexId,
    decode,
    is_uuid,
    path_segment,
    person_id,
    same,
    space_in,
    uuid_of,
)

# The room id of https://developer.webex.com/docs/api/v1/rooms/get-room-details.
ROOM_ID = "Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0"
ROOM_UUID = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"
IN_EUROPE = WebexId("urn:TEAM:eu-central-1_k", "ROOM", ROOM_UUID).encoded()
PERSON_ID = WebexId("us", "PEOPLE", ROOM_UUID).encoded()
# The web client names a space by the address of its conversation, in base64.
_SERVICE = "https://conv-a.wbx2.com/conversation/api/v1"
CONVERSATION = base64.b64encode(f"{_SERVICE}/conversations/{ROOM_UUID}".encode()).decode()
NO_PLACE = base64.b64encode(f"{_SERVICE}/teams/{ROOM_UUID}".encode()).decode()

webex_ids = st.builds(
    WebexId,
    st.sampled_from(["us", "urn:TEAM:us-west-2_r", "urn:TEAM:eu-central-1_k"]),
    st.sampled_from(["ROOM", "PEOPLE", "MESSAGE", "TEAM", "ATTACHMENT_ACTION"]),
    st.uuids().map(str),
)


def test_the_documented_room_id_is_taken_apart() -> None:
    assert decode(ROOM_ID) == WebexId("us", "ROOM", ROOM_UUID)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(ROOM_UUID, id="a UUID"),
        pytest.param("room", id="a word"),
        pytest.param("größe", id="not ASCII"),
        pytest.param(base64.b64encode(ROOM_UUID.encode()).decode(), id="base64 of a bare UUID"),
        pytest.param(base64.b64encode(b"\xff\xfe").decode(), id="base64 of bytes"),
        pytest.param(base64.b64encode(b"ciscospark://us/ROOM/").decode(), id="no key"),
        pytest.param(base64.b64encode(b"ciscospark://u?/ROOM/x").decode(), id="no cluster"),
        pytest.param(base64.b64encode(b"ciscospark://us/ROOM/x/y").decode(), id="too much"),
    ],
)
def test_what_is_no_api_id_holds_nothing(text: str) -> None:
    assert decode(text) is None


@given(webex_ids)
def test_an_encoded_id_reads_back_padded_or_not(webex_id: WebexId) -> None:
    text = webex_id.encoded()
    assert "=" not in text
    assert decode(text) == decode(text + "=" * (-len(text) % 4)) == webex_id


@given(st.text() | st.binary().map(lambda data: base64.b64encode(data).decode()))
def test_any_text_is_an_id_or_none(text: str) -> None:
    found = decode(text)
    assert found is None or decode(found.encoded()) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ROOM_UUID, True, id="a UUID"),
        pytest.param(ROOM_UUID.upper(), True, id="in capitals"),
        pytest.param(f"{ROOM_UUID}\n", False, id="with a line break"),
        pytest.param(ROOM_ID, False, id="an API id"),
    ],
)
def test_a_uuid_is_known_by_its_form(text: str, *, expected: bool) -> None:
    assert is_uuid(text) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(ROOM_ID, ROOM_ID, id="an id and itself"),
        pytest.param(ROOM_ID, ROOM_UUID, id="an id and its UUID"),
        pytest.param(ROOM_UUID.upper(), ROOM_ID, id="a UUID in capitals and the id"),
        pytest.param(ROOM_ID, IN_EUROPE, id="one UUID in two clusters"),
        pytest.param("opaque", "opaque", id="two texts that hold nothing"),
    ],
)
def test_ids_are_the_same_whatever_their_form(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(ROOM_ID, WebexId("us", "ROOM", "other").encoded(), id="two rooms"),
        pytest.param(None, None, id="nothing and nothing"),
        pytest.param("", "", id="blank and blank"),
        pytest.param(ROOM_ID, None, id="an id and nothing"),
        pytest.param("Y2lz", "y2LZ", id="base64 that differs in case"),
    ],
)
def test_ids_differ(one: str | None, other: str | None) -> None:
    assert not same(one, other)
    assert not same(other, one)


@given(webex_ids, webex_ids)
def test_two_ids_are_the_same_when_their_keys_are(one: WebexId, other: WebexId) -> None:
    assert same(one.encoded(), other.encoded()) == (one.key == other.key)
    assert same(one.encoded(), one.key.upper())


@pytest.mark.parametrize(
    ("text", "space"),
    [
        pytest.param(ROOM_ID, ROOM_ID, id="an API id"),
        pytest.param(IN_EUROPE, IN_EUROPE, id="an API id of another cluster"),
        pytest.param(ROOM_UUID, ROOM_UUID, id="a UUID"),
        pytest.param(f"webexteams://im?space={ROOM_UUID}", ROOM_UUID, id="the app's link"),
        pytest.param(f"webex://im?space={ROOM_UUID}", ROOM_UUID, id="the newer app's link"),
        pytest.param(f"https://web.webex.com/spaces/{ROOM_UUID}", ROOM_UUID, id="the web link"),
        pytest.param(f"https://web.webex.com/spaces/{ROOM_ID}", ROOM_ID, id="a web link by id"),
        pytest.param(
            f"https://web.webex.com/spaces/{ROOM_UUID}/chat", ROOM_UUID, id="a web link with a view"
        ),
        pytest.param(
            f"https://web.webex.com/spaces/{CONVERSATION}", ROOM_UUID, id="a web link by address"
        ),
        pytest.param(f"https://web.webex.com/spaces/{NO_PLACE}", None, id="a web link to a team"),
        pytest.param(f"ciscospark://us/ROOM/{ROOM_UUID}", ROOM_ID, id="an API id decoded"),
        pytest.param(
            f"webexteams://im?space={ROOM_UUID}&message=x&y=1",
            ROOM_UUID,
            id="a longer link",
        ),
        pytest.param(f"webexteams://im?x=1&space={ROOM_ID}", ROOM_ID, id="a link by id"),
        pytest.param(f"webexteams%3A//im?space={ROOM_UUID}", None, id="no link, but for its colon"),
        pytest.param(f"webex://im?space%3D{ROOM_UUID}", ROOM_UUID, id="percent-encoded"),
        pytest.param(f"https://web.webex.com/?roomId={ROOM_ID}#x", ROOM_ID, id="in a query"),
        pytest.param(f"https://teams.webex.com/spaces/{ROOM_UUID}", ROOM_UUID, id="another client"),
        pytest.param(
            f"https://web.ciscospark.com/rooms/{ROOM_UUID}/chat", ROOM_UUID, id="an older client"
        ),
        pytest.param(f"https://evil.example/spaces/{ROOM_UUID}", None, id="no client’s"),
        pytest.param(f"https://webex.com.evil.example/spaces/{ROOM_UUID}", None, id="no host"),
        pytest.param("webex://im?space=" + "x" * 2048, None, id="too long a link"),
        pytest.param(f"ciscospark://us/PEOPLE/{ROOM_UUID}", None, id="a person decoded"),
        pytest.param("https://web.webex.com/spaces/abc", None, id="a web link to elsewhere"),
        pytest.param(PERSON_ID, None, id="a person"),
        pytest.param("Q1 planning", None, id="a title"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_space_is_named_by_id_uuid_or_link(text: str, space: str | None) -> None:
    assert space_in(text) == space


@pytest.mark.parametrize(
    ("text", "uuid"),
    [
        pytest.param(ROOM_ID, ROOM_UUID, id="an API id"),
        pytest.param(ROOM_UUID.upper(), ROOM_UUID, id="a UUID in capitals"),
        pytest.param(WebexId("us", "ROOM", "other").encoded(), None, id="another key"),
        pytest.param("room", None, id="a word"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_the_uuid_is_read_from_any_form(text: str | None, uuid: str | None) -> None:
    assert uuid_of(text) == uuid


@pytest.mark.parametrize(
    ("text", "api_id"),
    [
        pytest.param(ROOM_UUID, PERSON_ID, id="a UUID"),
        pytest.param(ROOM_UUID.upper(), PERSON_ID, id="a UUID in capitals"),
        pytest.param(PERSON_ID, PERSON_ID, id="an API id"),
        pytest.param("me", "me", id="anything else"),
    ],
)
def test_a_person_s_uuid_tells_the_api_id(text: str, api_id: str) -> None:
    assert person_id(text) == api_id


@pytest.mark.parametrize("text", [ROOM_ID, ROOM_UUID, PERSON_ID], ids=["API id", "UUID", "person"])
def test_an_id_can_stand_in_a_path(text: str) -> None:
    assert path_segment(text) == text


@pytest.mark.parametrize(
    "text",
    ["", ".", "..", "a/b", "a?b", "a#b", "a%2fb", "a\\b", "a b", "a\n", "ä", "a" * 513],
    ids=ascii,
)
def test_what_could_leave_its_place_in_a_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a Webex id"):
        path_segment(text)


@given(st.text() | st.text("a./?%#\\ &;", max_size=8))
def test_nothing_leaves_its_place_in_a_path(text: str) -> None:
    try:
        passed = path_segment(text)
    except ValueError:
        return
    assert passed == text
    assert not re.search(r"[/?%#\\.\s]", passed)
