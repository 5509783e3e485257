from dataclasses import replace
from datetime import UTC, datetime

import limits
import pytest
from limits.storage import MemoryStorage

from bot.conversation import notices
from bot.conversation.rate_limits import Excess, Limits
from bot.dispatch.ask import Origin
from bot.ids import WebexId
from bot.reply.blocks import Reply, Text
from bot.webex.model.named import Person

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _asked(person: str, room: str) -> Origin:
    return Origin(Person(id=person), room, False, "thread", NOW)


def _whose(found: Excess | None) -> tuple[str, bool] | None:
    return (found.whose, found.is_first) if found else None


def _limits(per_person: str | None, per_space: str | None) -> Limits:
    read = [limits.parse(one) if one else None for one in (per_person, per_space)]
    return Limits(MemoryStorage(), *read)


def test_everybody_has_a_limit_of_their_own() -> None:
    found = _limits("1/hour", None)
    assert found.spend(_asked("ana", "room")) is None
    assert found.spend(_asked("bo", "room")) is None
    assert _whose(found.spend(_asked("ana", "another room"))) == ("you", True)


def test_what_one_person_asks_too_much_is_not_taken_from_the_space() -> None:
    found = _limits("2/hour", "3/hour")
    for _ in range(10):
        found.spend(_asked("ana", "room"))
    assert found.spend(_asked("bo", "room")) is None
    assert _whose(found.spend(_asked("cy", "room"))) == ("this space", True)


def test_a_person_and_a_space_of_one_id_are_not_taken_for_each_other() -> None:
    found = _limits("1/hour", "1/hour")
    assert found.spend(_asked("same", "same")) is None


def test_help_has_twice_as_many_of_its_own() -> None:
    found = _limits("1/hour", "2/hour")
    asked = [_whose(found.spend(_asked("ana", "room"), is_help=True)) for _ in range(4)]
    assert asked == [None, None, ("you", True), ("you", False)]
    assert found.spend(_asked("ana", "room")) is None
    others = [_whose(found.spend(_asked(who, "room"), is_help=True)) for who in ("bo", "cy", "di")]
    assert others == [None, None, ("this space", True)]


def test_a_person_is_one_in_whichever_form_their_id_comes() -> None:
    found, uuid = _limits("1/hour", None), "f5b36187-c8dd-4727-8b2f-f9c447f29046"
    assert found.spend(_asked(uuid, "room")) is None
    again = found.spend(_asked(WebexId("us", "PEOPLE", uuid.upper()).encoded(), "room"))
    assert _whose(again) == ("you", True)


def test_what_nothing_proves_is_counted_apart() -> None:
    found = _limits("1/hour", "1/hour")
    for _ in range(3):
        found.spend(replace(_asked("ana", "room"), is_proven=False))
    assert found.spend(_asked("ana", "room")) is None


def test_a_thread_has_twenty_answers_a_minute_whoever_asks_and_whatever_the_limits() -> None:
    found = _limits(None, None)
    asked = [
        _whose(found.spend(_asked(f"{number}", "room"), is_help=number % 2 > 0, is_in_thread=True))
        for number in range(22)
    ]
    assert asked == [None] * 20 + [("this thread", False)] * 2
    assert found.spend(_asked("ana", "room")) is None  # which begins another
    assert found.spend(_asked("ana", "another room"), is_in_thread=True) is None


def test_what_is_over_tells_when_it_begins_anew() -> None:
    found, now = _limits("1/hour", None), datetime.now(UTC).timestamp()
    found.spend(_asked("ana", "room"))
    excess = found.spend(_asked("ana", "room"))
    assert excess is not None
    assert now + 3500 < excess.until < now + 3700


@pytest.mark.parametrize(
    ("excess", "said"),
    [
        pytest.param(
            Excess("you", NOW.timestamp() + 41.6, is_first=True),
            "You have asked all that I answer for now. I am here again in 42 seconds.",
            id="oneself, soon",
        ),
        pytest.param(
            Excess("this space", NOW.timestamp() + 3600, is_first=True),
            "This space has asked all that I answer for now. I am here again in 60 minutes.",
            id="a space, later",
        ),
        pytest.param(
            Excess("you", NOW.timestamp() - 3, is_first=True),
            "You have asked all that I answer for now. I am here again in 1 second.",
            id="it has just passed",
        ),
    ],
)
def test_one_line_names_the_wait(excess: Excess, said: str) -> None:
    assert notices.slow_down(excess, NOW) == Reply("That was a lot of questions", [Text(said)])
