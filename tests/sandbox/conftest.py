from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
import requests

from bot.sandbox import Sandbox, World, demo_world, running
from bot.sandbox.http_server import served
from bot.sandbox.seed import name

from .web import Api, Receiver


@dataclass
class Clock:
    """A clock that only moves when told to."""

    now: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return demo_world(clock)


@pytest.fixture
def webex(world: World) -> Iterator[Sandbox]:
    with running(world) as sandbox:
        yield sandbox


@pytest.fixture
def nobody(webex: Sandbox) -> Iterator[Api]:
    with requests.Session() as session:
        yield Api(webex.url, session, None)


def _who_has(token: str) -> Callable[[Api], Api]:
    """Return a fixture: the API as whoever has that token calls it."""

    @pytest.fixture
    def caller(nobody: Api) -> Api:
        return replace(nobody, token=token)

    return caller


bot, admin = _who_has(name.BOT_TOKEN), _who_has(name.ADMIN_TOKEN)
john, ana, olga = map(_who_has, (name.JOHN_TOKEN, name.ANA_TOKEN, name.OLGA_TOKEN))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    with served(receiver) as port:
        receiver.url = f"http://127.0.0.1:{port}/webhook"
        yield receiver
