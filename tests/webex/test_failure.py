from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.webex.failure import endpoint, retry_after

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOM_ID = "Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0"


@pytest.mark.parametrize(
    ("method", "url", "shown"),
    [
        pytest.param(
            "GET",
            f"https://webexapis.com/v1/rooms/{ROOM_ID}",
            "GET /rooms/{id}",
            id="an id at the end",
        ),
        pytest.param(
            "GET",
            f"https://webexapis.com/v1/rooms/{ROOM_ID}/meetingInfo",
            "GET /rooms/{id}/meetingInfo",
            id="an id inside",
        ),
        pytest.param(
            "GET",
            "https://webexapis.com/v1/meetingPreferences/personalMeetingRoom?userEmail=a%40x.org",
            "GET /meetingPreferences/personalMeetingRoom",
            id="a query",
        ),
        pytest.param("POST", "http://127.0.0.1:9000/messages", "POST /messages", id="another base"),
        pytest.param(None, None, "None ", id="nothing known"),
    ],
)
def test_an_endpoint_is_named_without_host_version_id_and_query(
    method: str | None, url: str | None, shown: str
) -> None:
    assert endpoint(method, url) == shown


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param("3600", 3600.0, id="seconds"),
        pytest.param(" 7 ", 7.0, id="with spaces"),
        pytest.param("9" * 400, 999_999_999.0, id="too many seconds"),
        pytest.param("Sun, 01 Mar 2026 12:00:30 GMT", 30.0, id="a date"),
        pytest.param("Sun, 01 Mar 2026 11:00:00 GMT", 0.0, id="a date that has passed"),
        pytest.param("Sun, 01 Mar 2026 12:00:30 -0000", None, id="a date without a zone"),
        pytest.param("Sun, 01 Mar 2026 12:00:30 +99999999999999999999", None, id="no such zone"),
        pytest.param("rand(30),add(30)", None, id="what has been seen in the wild"),
        pytest.param("-1", None, id="a negative number"),
        pytest.param("٣٠", None, id="digits that are not ASCII"),
        pytest.param("", None, id="blank"),
        pytest.param(None, None, id="absent"),
    ],
)
def test_a_retry_after_is_read(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


dates = st.from_regex(r"\A\w{3}, \d{1,4} Mar \d{1,12} \d\d:\d\d(:\d+)? [+-]?\d{1,30}\Z")


@given(st.text() | st.text("0123456789:, +-JanMonGMT") | dates)
def test_any_retry_after_is_a_wait_or_none(header: str) -> None:
    seconds = retry_after(header, NOW)
    assert seconds is None or seconds >= 0
