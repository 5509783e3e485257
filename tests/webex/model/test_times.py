"""Times as Webex writes them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.webex.model.fields import parse_time

times = st.datetimes(timezones=st.just(UTC))
_AT = datetime(2016, 4, 21, 19, 12, 48, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param("2016-04-21T19:12:48.920Z", _AT.replace(microsecond=920_000), id="as shown"),
        pytest.param("2016-04-21T19:12:48Z", _AT, id="without a fraction"),
        pytest.param("2016-04-21T19:12:48+00:00", _AT, id="with an offset of zero"),
        pytest.param("2016-04-21T21:12:48+02:00", _AT, id="from another zone"),
        pytest.param("2016-04-21T19:12:48", _AT, id="without a zone"),
        pytest.param("yesterday", None, id="words"),
        pytest.param("", None, id="nothing"),
        pytest.param("2016-13-41T19:12:48Z", None, id="no such day"),
        pytest.param("0001-01-01T00:00:00+01:00", None, id="before the first year"),
    ],
)
def test_a_time_is_read(text: str, at: datetime | None) -> None:
    assert parse_time(text) == at


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"))
def test_any_text_is_a_time_in_utc_or_none(text: str) -> None:
    at = parse_time(text)
    assert at is None or at.tzinfo is UTC


@given(times)
def test_every_time_reads_back(at: datetime) -> None:
    assert parse_time(at.isoformat()) == at
