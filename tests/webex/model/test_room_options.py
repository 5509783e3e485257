"""What an update wants back is given back, or nothing is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.secret import Secret
from bot.webex.model.delegates import delegates_in
from bot.webex.model.room_options import RoomOptions
from tests.documented import (
    PERSONAL_ROOM,
    ROOM_UPDATE,
    ROOM_UPDATE_NEEDS,
    SCHEDULING,
    faults_of_update,
)

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
_ANY_ROOM = st.fixed_dictionaries({}, optional=dict.fromkeys(ROOM_UPDATE, _JSON))


def _read(data: dict[str, Any]) -> RoomOptions:
    pin = data.get("hostPin")
    return RoomOptions.read(data, Secret(pin) if isinstance(pin, str) and pin else None)


def test_the_documented_room_is_read_and_given_back_as_it_is() -> None:
    room = _read(PERSONAL_ROOM)
    assert room.lacking == ()
    assert room.body() == {name: PERSONAL_ROOM[name] for name in ROOM_UPDATE}
    assert faults_of_update(room.body()) == []
    assert room.is_as_meant(room)


@pytest.mark.parametrize("name", sorted(ROOM_UPDATE_NEEDS))
def test_what_is_not_told_is_lacking(name: str) -> None:
    room = _read({key: value for key, value in PERSONAL_ROOM.items() if key != name})
    assert room.lacking == (name,)


def test_a_flag_that_may_be_left_out_is_left_out() -> None:
    kept = {name: PERSONAL_ROOM[name] for name in ROOM_UPDATE_NEEDS}
    assert _read(kept).lacking == ()
    assert _read(kept).body() == kept


@pytest.mark.parametrize("host", [{"email": "bo@x.org"}, {"displayName": "Bo"}, "bo@x.org", None])
def test_a_cohost_who_cannot_be_given_back_whole_makes_the_list_unknown(host: object) -> None:
    assert _read({**PERSONAL_ROOM, "coHosts": [host]}).lacking == ("coHosts",)


@given(_ANY_ROOM)
def test_whatever_webex_tells_a_body_without_a_gap_is_valid(data: dict[str, Any]) -> None:
    room = _read(data)
    assert room.lacking or faults_of_update(room.body()) == []


def test_who_cohosts_is_compared_by_address_and_in_any_order() -> None:
    ana = {"email": "Ana@x.org", "displayName": "Ana"}
    bo = {"email": "bo@x.org", "displayName": "Bo"}
    meant = _read(PERSONAL_ROOM).changed(coHosts=[ana, bo])
    same = meant.changed(coHosts=[bo, {"email": "ana@X.org", "displayName": "A."}])
    assert same.is_as_meant(meant)
    assert not meant.changed(coHosts=[bo]).is_as_meant(meant)


def test_a_room_with_another_pin_is_another_room() -> None:
    meant = _read(PERSONAL_ROOM)
    assert not _read({**PERSONAL_ROOM, "hostPin": "7294"}).is_as_meant(meant)
    assert "4325" not in repr(meant)


def test_delegates_are_read_one_by_one() -> None:
    both = ("marcus.hoffmann@example.com", "brenda.song@example.com")
    assert delegates_in(SCHEDULING) == both
    assert delegates_in({"delegateEmails": [", ".join(both)]}) == both
    assert delegates_in({}) == ()
