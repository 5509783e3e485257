"""The socket goes the way that calls go: the same proxy, and the same certificates."""

from pathlib import Path

import pytest

from bot.webex.way import way_to

_SOCKET = "wss://mercury.wbx2.com/v1/messages"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_without_a_proxy_it_is_direct_and_trusts_what_calls_trust() -> None:
    way = way_to(_SOCKET)
    assert (way.proxy, way.trust_proxy) == (None, None)
    assert way.trust
    assert way.trust.get_ca_certs()


@pytest.mark.parametrize(
    ("given", "proxy"),
    [
        ("http://proxy.example.com:3128", "http://proxy.example.com:3128"),
        ("proxy.example.com:3128", "http://proxy.example.com:3128"),
    ],
)
def test_https_proxy_holds_for_the_socket(
    monkeypatch: pytest.MonkeyPatch, given: str, proxy: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", given)
    assert way_to(_SOCKET).proxy == proxy


def test_a_proxy_may_be_spoken_to_by_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "https://proxy.example.com")
    assert way_to(_SOCKET).trust_proxy


def test_no_proxy_names_hosts_that_are_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com:3128")
    monkeypatch.setenv("NO_PROXY", ".wbx2.com")
    assert way_to(_SOCKET).proxy is None


def test_what_is_not_encrypted_trusts_nobody() -> None:
    assert way_to("ws://127.0.0.1:1/").trust is None


def test_the_certificates_may_lie_in_a_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path))
    way = way_to(_SOCKET)
    assert way.trust
    assert way.trust.get_ca_certs() == []
