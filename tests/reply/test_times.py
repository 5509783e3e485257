from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.times import said

NOW = datetime(2016, 4, 21, 22, 12, 48, tzinfo=UTC)
times = st.datetimes(timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        pytest.param(NOW, "now (2016-04-21 22:12 UTC)", id="now"),
        pytest.param(
            NOW - timedelta(hours=3), "3 hours ago (2016-04-21 19:12 UTC)", id="hours ago"
        ),
        pytest.param(
            NOW - timedelta(days=800),
            "2 years and 2 months ago (2014-02-11 22:12 UTC)",
            id="years ago",
        ),
        pytest.param(
            datetime(2014, 4, 21, 22, 12, 48, tzinfo=UTC),
            "2 years ago (2014-04-21 22:12 UTC)",
            id="to the second",
        ),
        pytest.param(
            datetime(2014, 5, 21, 22, 12, 49, tzinfo=UTC),
            "1 year and 10 months ago (2014-05-21 22:12 UTC)",
            id="a second less than a month more",
        ),
        pytest.param(
            NOW + timedelta(days=800),
            "2 years from now (2018-06-30 22:12 UTC)",
            id="years to come",
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
