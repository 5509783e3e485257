"""What the environment says about the way to Webex, and what of it is not obeyed."""

from pathlib import Path

import pytest

from bot.errors import Trouble, WebexError
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import free_port
from bot.sandbox.seed import name
from tests.by_hand import bearer_at


def test_a_proxy_of_the_environment_is_used(
    webex: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(WebexError) as error:
        bearer_at(webex).get("people/me")
    assert error.value.failure.what is Trouble.PROXY  # nobody listens there
    assert webex.calls() == []


def test_no_proxy_is_obeyed(webex: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert bearer_at(webex).get("people/me")["emails"] == [name.BOT_EMAIL]


def test_a_password_in_netrc_does_not_replace_the_token(
    webex: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    assert bearer_at(webex).get("people/me")["emails"] == [name.BOT_EMAIL]
