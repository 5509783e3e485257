"""From the bytes of a delivery to the command and its arguments."""

import hashlib
import hmac
import json

from pytest_benchmark.fixture import BenchmarkFixture

from bot import commands
from bot.dispatch.grammar import line
from bot.dispatch.registry import Registry, commands_in
from bot.errors import AskError
from bot.events import webhook
from bot.ids import WebexId
from bot.secret import Secret

_BOT = WebexId("us", "PEOPLE", "6d1dcf4f-1c1d-4d3a-9a37-b1b9d7a6f0c1").encoded()
_HTML = (
    f'<p><spark-mention data-object-type="person" data-object-id="{_BOT}">Roomdesk</spark-mention>'
    " meeting Project Unicorn - Sprint 0</p>"
)
_SECRET = Secret("some secret")
_DELIVERY = json.dumps(
    {
        "resource": "messages",
        "event": "created",
        "data": {
            "id": WebexId("us", "MESSAGE", "0b7d4a0e-9a55-4f52-9a4d-3b1c7a1e0a11").encoded(),
            "roomId": WebexId("us", "ROOM", "bbceb1ad-43f1-3b58-9147-f14bb0c4d154").encoded(),
            "roomType": "group",
            "personId": WebexId("us", "PEOPLE", "0b7d4a0e-9a55-4f52-9a4d-3b1c7a1e0a11").encoded(),
            "personEmail": "ana@example.com",
            "created": "2026-03-01T12:00:00.000Z",
        },
    }
).encode()
_SIGNATURE = hmac.new(_SECRET.reveal().encode(), _DELIVERY, hashlib.sha1).hexdigest()


def measure_a_signature(benchmark: BenchmarkFixture) -> None:
    benchmark(lambda: webhook.verify(_DELIVERY, _SIGNATURE, (_SECRET,)))


def measure_a_delivery(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: webhook.read(_DELIVERY)) is not None


def measure_a_line(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: line.read("", _HTML, _BOT))[0] == "meeting"


def measure_a_command(benchmark: BenchmarkFixture) -> None:
    registry = Registry(commands_in(commands))
    said = line.read("", _HTML, _BOT)
    command, rest = benchmark(lambda: registry.find(said))
    assert command.title == "meeting"
    assert len(rest) == 5


def measure_a_misspelt_command(benchmark: BenchmarkFixture) -> None:
    registry = Registry(commands_in(commands))
    assert benchmark(lambda: _title_of(registry, ("meetnig", "tomorrow"))) is None


def _title_of(registry: Registry, said: line.Line) -> str | None:
    try:
        return registry.find(said)[0].title
    except AskError:
        return None
