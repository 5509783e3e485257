"""Whether a question may be answered, and what of an answer may be said where."""

from datetime import UTC, datetime

from pytest_benchmark.fixture import BenchmarkFixture

from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.dispatch.policy import Matter, Rules
from bot.reply.blocks import Private, Reply, Text
from bot.reply.message import audible
from bot.settings.settings import Bounds
from bot.webex.model.named import Person

_ANA = Person(id="ana", email="ana@example.com")
_HERE = Origin(_ANA, "room", False, "thread", datetime(2026, 3, 1, tzinfo=UTC))
_RULES = Rules(Bounds(allowed_domains=frozenset({"example.com"})), "the help desk")
_ASK = Ask("pmr", _HERE, Args(person=Person(email="Ana@Example.com")))
_REPLY = Reply("Ana’s room", [Text("Join"), Private((Text("Settings"),), "The rest 1:1.")] * 8)


def measure_an_admission(benchmark: BenchmarkFixture) -> None:
    benchmark(lambda: _RULES.admit("ana@example.com"))


def measure_a_permission(benchmark: BenchmarkFixture) -> None:
    benchmark(lambda: _RULES.permit(_ASK, Matter.PERSONAL_ROOM, lambda: False, lambda: True))


def measure_what_may_be_said_in_a_space(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: audible(_REPLY, is_direct=False))
