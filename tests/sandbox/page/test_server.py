"""The page is served, and gone without a trace."""

import threading

import requests

from bot.sandbox import Sandbox
from bot.sandbox.page import serving
from bot.sandbox.seed import name

from .conftest import FakeBot


def test_a_waiting_page_holds_nothing_up_at_the_end(webex: Sandbox) -> None:
    before = threading.active_count()
    with serving(webex, FakeBot()) as url:
        state = f"{url}state?who={name.JOHN_EMAIL}"
        number = requests.get(state, timeout=30).json()["number"]
        gone: list[BaseException] = []
        waiting = threading.Thread(target=_wait, args=(f"{state}&after={number}", gone))
        waiting.start()
        assert waiting.is_alive()
    waiting.join()
    assert threading.active_count() == before
    # It is answered or cut off, and does not wait for its time to be up.
    assert len(gone) <= 1


def _wait(url: str, gone: list[BaseException]) -> None:
    try:
        requests.get(url, timeout=30)
    except requests.ConnectionError as error:
        gone.append(error)
