"""Other web pages are kept out."""

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.page.safety import HEADER
from bot.sandbox.seed import name

from .conftest import Client, FakeBot

SAY = {"who": name.JOHN_EMAIL, "space": name.UNICORN_ID, "text": "x"}


@pytest.mark.parametrize("path", ["", "static/main.js", "state", "trace"])
def test_a_foreign_name_for_this_machine_is_refused(page: Client, path: str) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1"):
        assert page.get(path, {"Host": host}, who=name.JOHN_EMAIL).status_code == 403


def test_loopback_is_known_by_all_its_names(page: Client) -> None:
    for host in ("127.0.0.1", "127.0.0.1:1", "localhost:8000", "[::1]:8000", "LOCALHOST"):
        assert page.get("", {"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=["origin", "null", "cross-site", "same-site"],
)
@pytest.mark.parametrize("path", ["say", "press", "mishap", "bot"])
def test_a_foreign_page_can_do_nothing(
    page: Client, webex: Sandbox, process: FakeBot, path: str, headers: dict[str, str]
) -> None:
    body = {**SAY, "key": "slow", "on": True, "do": "kill"}
    assert page.post(path, headers, **body).status_code == 403
    assert (webex.messages(name.UNICORN), webex.faults.latency_s) == ([], 0)
    assert process.done == []


def test_a_form_of_a_foreign_page_lacks_the_header(page: Client, webex: Sandbox) -> None:
    answer = page.session.post(f"{page.url}say", json=SAY, timeout=30)
    assert answer.status_code == 403
    assert webex.messages(name.UNICORN) == []


def test_nobody_else_is_granted_the_header(page: Client) -> None:
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Headers": HEADER}
    answer = page.session.options(f"{page.url}say", headers=asked, timeout=30)
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_page_itself_may(page: Client) -> None:
    origin = page.url.rstrip("/")
    answer = page.post("say", {"Origin": origin, "Sec-Fetch-Site": "same-origin"}, **SAY)
    assert answer.status_code == 200


def test_scripts_come_from_the_page_alone(page: Client) -> None:
    for path in ("", "static/main.js", "static/nothing", "state"):
        policy = page.get(path, who=name.JOHN_EMAIL).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
