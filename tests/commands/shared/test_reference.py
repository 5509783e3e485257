import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.shared.reference import Reference, is_damaged, reference_in
from bot.ids import WebexId

UUID = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"
OTHER = "00000000-0000-4000-8000-000000000000"
EUROPE = "urn:TEAM:eu-central-1_k"
ROOM_ID = WebexId("us", "ROOM", UUID).encoded()

kinds = st.sampled_from(["ROOM", "PEOPLE", "MESSAGE", "TEAM", "MEMBERSHIP", "SOMETHING_NEW"])
clusters = st.sampled_from(["us", EUROPE, "urn:TEAM:us-west-2_r"])


def _encoded(inside: str) -> str:
    return base64.b64encode(inside.encode()).decode().rstrip("=")


CONVERSATION = f"https://conv-a.wbx2.com/conversation/api/v1/conversations/{UUID}"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        pytest.param(ROOM_ID, Reference(UUID, "ROOM", "us"), id="an API id"),
        pytest.param(f"{ROOM_ID}==", Reference(UUID, "ROOM", "us"), id="a padded API id"),
        pytest.param(
            WebexId(EUROPE, "ROOM", UUID.upper()).encoded(),
            Reference(UUID, "ROOM", EUROPE),
            id="an API id of another cluster, in capitals",
        ),
        pytest.param(
            WebexId("us", "MEMBERSHIP", f"{UUID}:{OTHER}").encoded(),
            Reference(f"{UUID}:{OTHER}", "MEMBERSHIP", "us"),
            id="a key of two UUIDs",
        ),
        pytest.param(
            WebexId("us", "CONTENT", f"{UUID}/0").encoded(),
            Reference(f"{UUID}/0", "CONTENT", "us"),
            id="a key of a UUID and a number",
        ),
        pytest.param(UUID.upper(), Reference(UUID), id="a UUID"),
        pytest.param(f"webexteams://im?space={UUID}", Reference(UUID, "ROOM"), id="the app’s link"),
        pytest.param(
            f"WEBEX://im?space={UUID.upper()}", Reference(UUID, "ROOM"), id="the newer app’s link"
        ),
        pytest.param(
            f"webexteams://im?space={UUID}&message={OTHER}",
            Reference(OTHER, "MESSAGE"),
            id="the link of a message",
        ),
        pytest.param(
            f"https://web.webex.com/spaces/{UUID}",
            Reference(UUID, "ROOM"),
            id="the web client’s link",
        ),
        pytest.param(
            f"https://web.webex.com/spaces/{UUID}/chat?x=1",
            Reference(UUID, "ROOM"),
            id="the web client’s link with more behind it",
        ),
        pytest.param(
            f"https://web.webex.com/spaces/{WebexId(EUROPE, 'ROOM', UUID).encoded()}",
            Reference(UUID, "ROOM", EUROPE),
            id="the web client’s link by API id",
        ),
        pytest.param(
            f"https://web.webex.com/spaces/{_encoded(CONVERSATION)}",
            Reference(UUID, "ROOM"),
            id="the web client’s link by the address of a conversation",
        ),
    ],
)
def test_ids_uuids_and_links_name_something(text: str, reference: Reference) -> None:
    assert reference_in(text) == reference
    assert not is_damaged(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("room", id="a word"),
        pytest.param("ana@example.com", id="an address"),
        pytest.param("webexteams://im?space=somewhere", id="a link to no UUID"),
        pytest.param(f"webexteams://im?space={UUID}&message=it", id="a link to no message"),
        pytest.param(f"https://web.webex.com/meet/{UUID}", id="a link to no space"),
        pytest.param(f"https://web.webex.com.evil.example/spaces/{UUID}", id="another site"),
        pytest.param(_encoded(CONVERSATION), id="the address of a conversation without the link"),
        pytest.param(_encoded(UUID), id="base64 of a UUID"),
        pytest.param(f"{UUID} {UUID}", id="two UUIDs"),
    ],
)
def test_everything_else_names_nothing(text: str) -> None:
    assert reference_in(text) is None
    assert not is_damaged(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ROOM_ID[:30], id="half of it"),
        pytest.param(ROOM_ID[:-1], id="without its last letter"),
        pytest.param(ROOM_ID[:-4], id="without its last letters"),
        pytest.param(f"{ROOM_ID}…", id="with dots at its end"),
        pytest.param(ROOM_ID.lower(), id="in small letters"),
        pytest.param(ROOM_ID.upper(), id="in capitals"),
        pytest.param(f"{ROOM_ID} {ROOM_ID}", id="twice"),
        pytest.param(_encoded("ciscospark://us/PEOPLE/me"), id="a person without a UUID"),
        pytest.param(_encoded(f"ciscospark://u s?/MESSAGE/{UUID}"), id="no cluster’s name"),
        pytest.param(_encoded(f"ciscospark://{'u' * 65}/ROOM/{UUID}"), id="an endless cluster"),
    ],
)
def test_what_began_as_an_api_id_is_damaged(text: str) -> None:
    assert is_damaged(text)


def test_a_thing_is_called_as_people_call_it() -> None:
    assert Reference(UUID, "ROOM").word == "a space"
    assert Reference(UUID, "SOMETHING_NEW").word == "“SOMETHING_NEW”"
    assert Reference(UUID).word == "something"


@pytest.mark.parametrize(
    ("reference", "api_id"),
    [
        pytest.param(Reference(UUID, "ROOM", "us"), ROOM_ID, id="all parts are there"),
        pytest.param(Reference(UUID, "ROOM"), None, id="no cluster"),
        pytest.param(Reference(UUID, None, "us"), None, id="no kind"),
        pytest.param(
            Reference(UUID, "PEOPLE"),
            WebexId("us", "PEOPLE", UUID).encoded(),
            id="people live in us",
        ),
        pytest.param(
            Reference(UUID, "ORGANIZATION", EUROPE),
            WebexId("us", "ORGANIZATION", UUID).encoded(),
            id="so do organisations, whatever was said",
        ),
    ],
)
def test_an_api_id_is_made_of_its_parts(reference: Reference, api_id: str | None) -> None:
    assert reference.id == api_id


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        pytest.param(Reference(UUID, "PEOPLE", EUROPE), True, id="a person outside us"),
        pytest.param(Reference(UUID, "PEOPLE", "us"), False, id="a person in us"),
        pytest.param(Reference(UUID, "PEOPLE"), False, id="a person anywhere"),
        pytest.param(Reference(UUID, "ROOM", EUROPE), False, id="a space outside us"),
    ],
)
def test_a_cluster_is_certainly_wrong_for_what_lives_in_us_alone(
    reference: Reference, expected: bool
) -> None:
    assert reference.is_misplaced is expected


@given(kinds, clusters, st.uuids().map(str))
def test_an_api_id_reads_as_what_it_was_made_of(kind: str, cluster: str, uuid: str) -> None:
    text = WebexId(cluster, kind, uuid).encoded()
    assert reference_in(text) == Reference(uuid, kind, cluster)
    assert not is_damaged(text)
    again = Reference(uuid, kind, cluster)
    assert again.id == text or again.is_misplaced


_links = st.builds(
    "{}{}".format,
    st.sampled_from(
        ["webexteams://im?space=", "https://web.webex.com/spaces/", "Y2lzY29zcGFyazov"]
    ),
    st.text(),
)
_ids = st.builds(
    lambda *parts: _encoded("ciscospark://" + "/".join(parts)), st.text(), st.text(), st.text()
)


@given(st.text() | _links | _ids)
def test_any_text_names_something_or_nothing(text: str) -> None:
    found = reference_in(text)
    assert found is None or found.key
    assert is_damaged(text) in {True, False}
