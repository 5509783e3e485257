import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.ids import cluster_of, key_of, make_id, new_id, read_id

DOCUMENTED = "Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0"
UUID = "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"


def test_the_documented_room_id_is_made_and_read() -> None:
    assert make_id("ROOM", UUID) == DOCUMENTED
    assert read_id(DOCUMENTED) == ("ROOM", UUID)


def test_a_room_of_another_cluster_has_another_id_and_the_same_key() -> None:
    elsewhere = make_id("ROOM", UUID, "urn:TEAM:eu-central-1_k")
    assert elsewhere != DOCUMENTED
    assert read_id(elsewhere) == ("ROOM", UUID)
    assert [cluster_of(one) for one in (DOCUMENTED, elsewhere)] == ["us", "urn:TEAM:eu-central-1_k"]
    assert key_of(elsewhere) == UUID


def test_no_two_new_ids_are_the_same() -> None:
    assert len({new_id("MESSAGE") for _ in range(100)}) == 100


@given(st.text())
def test_what_is_no_id_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="not a Webex id"):
        read_id(text)


@given(st.uuids(), st.sampled_from(["ROOM", "PEOPLE", "MESSAGE"]))
def test_every_id_reads_back(key: object, kind: str) -> None:
    assert read_id(make_id(kind, str(key))) == (kind, str(key))
