"""A self-test delivery meets this bot, another one, a proxy, or nothing."""

import contextlib
import datetime
import http.server
import ipaddress
import ssl
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.cli.checks.public_url import public_url
from bot.sandbox.bot_process import free_port
from bot.sandbox.http_server import served
from bot.secret import Secret
from bot.web import Inside, create_app, selftest
from tests.serving import serving

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_NOW, _OLD, _TOKEN = Secret("the secret of now"), Secret("the one before"), Secret("bot token")


def _nothing(*_args: object) -> NoReturn:
    raise AssertionError("a self-test reaches nothing behind the door")


def _bot(*secrets: Secret, token: Secret = _TOKEN) -> Callable[..., Iterable[bytes]]:
    inside = Inside(
        receive=_nothing,
        connect=_nothing,
        parts=_nothing,
        delivered=lambda _outcome, _took_s: None,
        figures=_nothing,
        prove=lambda nonce, secret: selftest.answer(nonce, secret, token),
    )
    return create_app(secrets, inside)


def page(
    status: str, text: str = "", **headers: str
) -> Callable[["WSGIEnvironment", "StartResponse"], Iterable[bytes]]:
    def app(_environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response(status, [*headers.items()])
        return [text.encode()]

    return app


def _found(app: Callable[..., Iterable[bytes]]) -> tuple[str, str]:
    with served(app) as port:
        (found,) = public_url(f"http://127.0.0.1:{port}", _NOW, _TOKEN)
        return found.grade.value, found.seen.replace(f"http://127.0.0.1:{port}", "it")


@pytest.mark.parametrize("secrets", [(_NOW,), (_OLD, _NOW)], ids=["one", "two"])
def test_this_bot_proves_itself(secrets: tuple[Secret, ...]) -> None:
    assert _found(_bot(*secrets)) == ("ok", "it leads to this bot, which knows the secret")


_ANOTHER = "a Roomdesk answers there, with another WEBEX_WEBHOOK_SECRET or WEBEX_BOT_TOKEN"
_ELSE = "it is not this bot that answers there"


@pytest.mark.parametrize(
    ("app", "seen"),
    [
        pytest.param(_bot(_OLD), _ANOTHER, id="another secret"),
        pytest.param(_bot(_NOW, token=Secret("another")), _ANOTHER, id="another bot"),
        pytest.param(page("200 OK", "not for me"), _ANOTHER, id="an older version"),
        pytest.param(page("200 OK", "<html>Welcome"), f"{_ELSE} (200)", id="a page"),
        pytest.param(page("200 OK", "x" * 1_000_000), f"{_ELSE} (200)", id="a page without end"),
        pytest.param(
            page("301 Moved Permanently", Location="https://www.example.com/webhook"),
            f"{_ELSE} (301)",
            id="a redirect",
        ),
        pytest.param(page("401 Unauthorized", "Password?"), f"{_ELSE} (401)", id="a login"),
        pytest.param(page("502 Bad Gateway"), f"{_ELSE} (502)", id="a proxy"),
    ],
)
def test_what_is_not_this_bot_is_told_apart(app: Callable[..., Iterable[bytes]], seen: str) -> None:
    assert _found(app) == ("fail", seen)


def test_an_answer_that_was_heard_before_is_no_proof() -> None:
    heard = selftest.answer("0" * 32, _NOW, _TOKEN)
    assert _found(page("200 OK", heard))[0] == "fail"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (f"http://127.0.0.1:{free_port()}", "127.0.0.1"),
        ("https://roomdesk.invalid", "roomdesk.invalid"),
    ],
    ids=["nothing listens", "no such name"],
)
def test_nothing_is_there(url: str, host: str) -> None:
    (found,) = public_url(url, _NOW, _TOKEN)
    assert (found.grade.value, found.seen) == ("fail", f"{host} does not answer: ConnectionError")


def test_a_certificate_that_nobody_trusts(tmp_path: Path) -> None:
    with _https(tmp_path) as port:
        (found,) = public_url(f"https://127.0.0.1:{port}", _NOW, _TOKEN)
    assert found.seen.startswith("127.0.0.1 has a certificate that is not trusted, or none")


def test_no_address_is_a_failure() -> None:
    (found,) = public_url(None, _NOW, _TOKEN)
    assert (found.grade.value, found.seen) == (
        "fail",
        "PUBLIC_URL is not set: Webex does not know where this bot is",
    )


@contextlib.contextmanager
def _https(folder: Path) -> Iterator[int]:
    """Serve https on loopback with a certificate of one's own, and yield the port."""
    server = _Quiet(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder / "own.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server) as port:
        yield port


class _Quiet(http.server.HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever does not trust it hangs up; that is what they are here for."""


def _certificate(path: Path) -> Path:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.datetime.now(datetime.UTC)
    hosts = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(hosts, critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, form, plain) + made.public_bytes(pem))
    return path
