from collections.abc import Iterator
from dataclasses import dataclass
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


@pytest.fixture
def bot(nobody: Api) -> Api:
    return Api(nobody.url, nobody.session, name.BOT_TOKEN)


@pytest.fixture
def john(nobody: Api) -> Api:
    return Api(nobody.url, nobody.session, name.JOHN_TOKEN)


@pytest.fixture
def ana(nobody: Api) -> Api:
    return Api(nobody.url, nobody.session, name.ANA_TOKEN)


@pytest.fixture
def olga(nobody: Api) -> Api:
    return Api(nobody.url, nobody.session, name.OLGA_TOKEN)


@pytest.fixture
def admin(nobody: Api) -> Api:
    return Api(nobody.url, nobody.session, name.ADMIN_TOKEN)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    with served(receiver) as port:
        receiver.url = f"http://127.0.0.1:{port}/webhook"
        yield receiver
