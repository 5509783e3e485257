from datetime import UTC, datetime, timedelta

from bot.events.receipts import Receipts

LONG_AGO = datetime.now(UTC) - timedelta(hours=1)


def test_our_messages_of_a_space_are_told_the_latest_first() -> None:
    receipts = Receipts()
    for room_id, message_id in (("a", "1"), ("b", "2"), ("a", "3")):
        receipts.note(room_id, message_id)
    assert receipts.since("a", LONG_AGO) == ["3", "1"]
    assert receipts.since("nowhere", LONG_AGO) == []


def test_what_was_delivered_before_the_moment_is_not_told() -> None:
    receipts = Receipts()
    receipts.note("a", "1")
    assert receipts.since("a", datetime.now(UTC) + timedelta(hours=1)) == []


def test_a_message_that_was_acknowledged_is_accounted_for_whichever_came_first() -> None:
    receipts = Receipts()
    receipts.note("a", "1")
    receipts.account_for("1")
    receipts.account_for("2")
    receipts.note("a", "2")
    receipts.note("a", "3")
    assert receipts.since("a", LONG_AGO) == ["3"]


def test_no_more_than_the_latest_are_kept() -> None:
    receipts = Receipts()
    for number in range(200):
        receipts.note("a", str(number))
    assert receipts.since("a", LONG_AGO) == [str(number) for number in range(199, 149, -1)]
