from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from bot.sandbox import Sandbox
from bot.sandbox.page import serving
from bot.sandbox.page.keeper import State
from bot.sandbox.page.safety import HEADER


class FakeBot:
    """A process that only says what was done to it."""

    def __init__(self) -> None:
        self.state: State = "running"
        self.fails: Exception | None = None
        self.done: list[str] = []
        self.on_change: Callable[[], None] = lambda: None

    def start(self) -> None:
        self.done.append("start")
        if self.fails:
            raise self.fails
        self.state = "running"

    def kill(self) -> None:
        self.done.append("kill")
        self.state = "stopped"


@dataclass(frozen=True)
class Client:
    """What the page's scripts ask."""

    url: str
    session: requests.Session

    def get(
        self, path: str, headers: dict[str, str] | None = None, **query: Any
    ) -> requests.Response:
        return self.session.get(self.url + path, params=query, headers=headers, timeout=30)

    def post(
        self, path: str, headers: dict[str, str] | None = None, **body: Any
    ) -> requests.Response:
        own = {HEADER: "1", **(headers or {})}
        return self.session.post(self.url + path, json=body, headers=own, timeout=30)

    def state(self, who: str, space: str = "", after: int = -1) -> dict[str, Any]:
        answer = self.get("state", who=who, space=space, after=after)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def process() -> FakeBot:
    return FakeBot()


@pytest.fixture
def page(webex: Sandbox, process: FakeBot) -> Iterator[Client]:
    with serving(webex, process) as url, requests.Session() as session:
        yield Client(url, session)
