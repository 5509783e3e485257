"""Connecting one's own account, from the question to the page in the browser and back."""

import json
import time
from collections.abc import Iterator

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from tests.chat.browser import accept, came_back_to, link_in, told, visit
from tests.chat.running import Chat, roomdesk, says

_NO_ORG = {"WEBEX_REFRESH_TOKEN": ""}


@pytest.fixture(scope="module")
def running_bot(webex: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """A bot without the organisation's access."""
    with roomdesk(webex, tmp_path_factory.mktemp("bot"), _NO_ORG) as chat:
        yield chat


@pytest.fixture(autouse=True)
def nobody_is_connected(chat: Chat) -> Iterator[None]:
    yield
    for who in (name.JOHN_EMAIL, name.ANA_EMAIL):
        chat.ask("disconnect", who, room=None)


def test_who_has_not_connected_is_offered_to(chat: Chat) -> None:
    answer = chat.ask("pmr")
    assert says(answer).startswith("**Connect your account**\n")
    assert says(answer).endswith("You can say: `connect`")
    since = time.monotonic()
    said = chat.told(f"pmr {name.ANA_EMAIL}", name.HANA_EMAIL, room=None)
    assert said.startswith("**Personal Meeting Rooms: not set up yet**")
    assert [c for c in chat.webex.calls(since) if "meetingPreferences" in c.path] == []


def test_from_one_to_one_an_account_is_connected_and_serves(chat: Chat) -> None:
    link = link_in(chat.ask("connect", room=None))
    count = len(chat.webex.direct_messages(name.JOHN_EMAIL))
    page = accept(link, name.JOHN_EMAIL)
    assert page.status == 200
    assert "<h1>Connected.</h1>\n<p>You may close this window.</p>" in page.text
    (said,) = told(chat.webex, count)
    assert said == (
        "**Connected**\n\nI can show you your own room now. To end that, type: disconnect\n\n"
        "You can say: `pmr`"
    )
    since = time.monotonic()
    assert chat.told("pmr").startswith("**Your personal room**")
    asked = [c for c in chat.webex.calls(since) if "meetingPreferences" in c.path]
    assert [(call.query, call.token_owner_email) for call in asked] == [("", name.JOHN_EMAIL)]
    assert "`4325`" in chat.told("pmr pin", room=None)
    assert chat.told("sites").startswith("**Your Webex sites**")
    # It is John's, and nobody else's.
    assert chat.told("pmr", name.ANA_EMAIL, room=None).startswith("**Connect")


def test_from_a_space_the_link_goes_to_the_asker_alone(chat: Chat) -> None:
    count = len(chat.webex.direct_messages(name.JOHN_EMAIL))
    answer = chat.ask("connect")
    assert answer.markdown == "**Connect your account**\n\nI sent you the link 1:1."
    assert "authorize" not in json.dumps(answer.sent)
    (alone,) = chat.webex.direct_messages(name.JOHN_EMAIL)[count:]
    assert says(alone) == (
        "**Connect your account**\n\n"
        "Sign in at Webex and allow me to read and change your meeting settings, and to read your "
        "name. I change nothing that you have not seen and confirmed first.\n\n"
        f"**[Connect]({link_in(alone)})**\n\n"
        "_The link is for you alone, works once, and for ten minutes._"
    )
    assert accept(link_in(alone), name.JOHN_EMAIL).status == 200
    assert chat.told("pmr").startswith("**Your personal room**")


def test_another_account_that_comes_back_is_refused(chat: Chat) -> None:
    page = accept(link_in(chat.ask("connect", room=None)), name.ANA_EMAIL)
    assert page.status == 403
    assert "This is not the account that asked." in page.text
    for who in (name.JOHN_EMAIL, name.ANA_EMAIL):
        assert chat.told("pmr", who, room=None).startswith("**Connect")


def test_a_link_works_once(chat: Chat) -> None:
    back = came_back_to(link_in(chat.ask("connect", room=None)), name.JOHN_EMAIL)
    assert visit(back).status == 200
    since = time.monotonic()
    page = visit(back)
    assert page.status == 400
    assert "Go back to Webex and type: connect" in page.text
    assert [call for call in chat.webex.calls(since) if call.path == "/v1/access_token"] == []


def test_a_forged_state_is_refused(chat: Chat) -> None:
    assert visit(f"{chat.url}/connect?state=forged&code=forged").status == 400
    assert visit(f"{chat.url}/connect").status == 400


def test_who_declines_is_not_connected(chat: Chat) -> None:
    page = accept(link_in(chat.ask("connect", room=None)), "")
    assert page.status == 200
    assert "<h1>Nothing was connected.</h1>" in page.text
    assert chat.told("pmr").startswith("**Connect")


def test_who_disconnects_is_forgotten(chat: Chat) -> None:
    accept(link_in(chat.ask("connect", room=None)), name.JOHN_EMAIL)
    assert chat.told("disconnect") == (
        "**Disconnected**\n\n"
        "I have deleted my access to your account. In Webex it may still be listed among your "
        "apps, where you can revoke it too."
    )
    assert chat.ask("disconnect").markdown == (
        "**You were not connected**\n\nI keep nothing of your account."
    )
    assert chat.told("pmr").startswith("**Connect")
