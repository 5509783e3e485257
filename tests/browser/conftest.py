import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chat import Chat
from tests.browser.chromium import chromium
from tests.browser.demo import Demo, demonstration
from tests.browser.packages import package
from tests.browser.starting import LackingError

# A busy machine is no failure.
expect.set_options(timeout=30_000)


def _lacking(error: LackingError) -> NoReturn:
    if os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail(str(error))
    pytest.skip(str(error))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    try:
        with chromium() as one:
            yield one
    except LackingError as error:
        _lacking(error)


@pytest.fixture(scope="package")
def running_demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demonstration(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@pytest.fixture
def demo(running_demo: Demo) -> Iterator[Demo]:
    yield running_demo
    running_demo.mend()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as one:
        yield one


@pytest.fixture
def chat(context: BrowserContext, demo: Demo) -> Iterator[Chat]:
    chat = Chat(context.new_page(), demo)
    yield chat
    assert chat.complaints == []


@pytest.fixture(scope="package")
def npm() -> Callable[[str], Path]:
    def found(name: str) -> Path:
        try:
            return package(name)
        except LackingError as error:
            _lacking(error)

    return found
