"""From a reply to what is posted."""

from dataclasses import replace
from datetime import UTC, datetime

from pytest_benchmark.fixture import BenchmarkFixture

from bot.commands.room import Details, room
from bot.dispatch.ask import Ask, Origin
from bot.reply import card, markdown, message
from bot.reply.blocks import Bullets, Reply
from bot.webex.model.named import Person
from tests.commands.test_room import FULL

_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
_ASK = Ask("room", Origin(Person(email="ana@example.com"), "here", False, "thread", _NOW))
_ROOM = replace(
    FULL, id="Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0"
)
_REPLY: Reply = room.answer(_ASK, Details(_ROOM, "Rockets", "Ana Silva", "Confidential"))
_ANSWER = message.audible(_REPLY, is_direct=True)
_LONG = (Bullets(tuple(f"space *{number}* <b>" for number in range(500))),)


def measure_an_answer_as_markdown(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: markdown.render(_REPLY.title, _ANSWER, _NOW))


def measure_an_answer_as_a_card(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: card.render(_REPLY.title, _ANSWER, _NOW, "thread"))


def measure_a_list_that_is_too_long_as_markdown(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: markdown.render("Many", _LONG, _NOW))


def measure_a_list_that_is_too_long_as_a_card(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: card.render("Many", _LONG, _NOW, "thread"))
