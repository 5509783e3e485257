from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.times import parse, said

NOW = datetime(2016, 4, 21, 22, 12, 48, tzinfo=UTC)
times = st.datetimes(timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param(
            "2016-04-21T19:12:48.920Z",
            datetime(2016, 4, 21, 19, 12, 48, 920_000, tzinfo=UTC),
            id="as the room page has it",
        ),
        pytest.param(
            "2016-04-21T19:12:48Z",
            datetime(2016, 4, 21, 19, 12, 48, tzinfo=UTC),
            id="without a fraction",
        ),
        pytest.param(
            "2016-04-21T19:12:48+00:00",
            datetime(2016, 4, 21, 19, 12, 48, tzinfo=UTC),
            id="with an offset of zero",
        ),
        pytest.param(
            "2016-04-21T21:12:48+02:00",
            datetime(2016, 4, 21, 19, 12, 48, tzinfo=UTC),
            id="from another zone",
        ),
        pytest.param(
            "2016-04-21T19:12:48",
            datetime(2016, 4, 21, 19, 12, 48, tzinfo=UTC),
            id="without a zone",
        ),
        pytest.param("yesterday", None, id="words"),
        pytest.param("", None, id="nothing"),
        pytest.param("2016-13-41T19:12:48Z", None, id="no such day"),
        pytest.param("0001-01-01T00:00:00+01:00", None, id="before the first year"),
    ],
)
def test_a_time_is_read(text: str, at: datetime | None) -> None:
    assert parse(text) == at


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"))
def test_any_text_is_a_time_in_utc_or_none(text: str) -> None:
    at = parse(text)
    assert at is None or at.tzinfo is UTC


@given(times)
def test_every_time_reads_back(at: datetime) -> None:
    assert parse(at.isoformat()) == at


@pytest.mark.parametrize(
    ("at", "text"),
    [
        pytest.param(NOW, "now (2016-04-21 22:12 UTC)", id="now"),
        pytest.param(
            NOW - timedelta(hours=3), "3 hours ago (2016-04-21 19:12 UTC)", id="hours ago"
        ),
        pytest.param(
            NOW - timedelta(days=800),
            "2 years ago (2014-02-11 22:12 UTC)",
            id="years ago",
        ),
        pytest.param(
            NOW + timedelta(minutes=5), "5 minutes from now (2016-04-21 22:17 UTC)", id="to come"
        ),
        pytest.param(
            datetime(2016, 4, 21, 23, 12, 48, tzinfo=timezone(timedelta(hours=2))),
            "an hour ago (2016-04-21 21:12 UTC)",
            id="in another zone",
        ),
    ],
)
def test_a_time_is_said_as_people_say_it_with_the_exact_one_beside(at: datetime, text: str) -> None:
    assert said(at, NOW) == text


@given(times, times)
def test_any_time_can_be_said_at_any_time(at: datetime, now: datetime) -> None:
    assert said(at, now).endswith(f" ({at:%Y-%m-%d %H:%M} UTC)")
