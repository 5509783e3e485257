from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.sandbox.moment import read, stamp


def test_a_stamp_has_the_documented_form() -> None:
    moment = datetime(2016, 4, 21, 21, 12, 48, 920_999, timezone(timedelta(hours=2)))
    assert stamp(moment) == "2016-04-21T19:12:48.920Z"


@pytest.mark.parametrize(
    "text",
    ["2015-10-18T14:26:16Z", "2015-10-18T14:26:16+00:00", "2015-10-18T14:26:16"],
    ids=["z", "offset", "naive"],
)
def test_every_documented_form_reads_as_utc(text: str) -> None:
    assert read(text) == datetime(2015, 10, 18, 14, 26, 16, tzinfo=UTC)
