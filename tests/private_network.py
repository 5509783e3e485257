"""A network that only a proxy leads out of, to a Webex whose certificates a private CA has signed.

Names end in `.webex.test`, which no name server knows: what does not ask the proxy goes nowhere.
"""

import contextlib
import datetime
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.sandbox import Sandbox
from tests.serving import serving

API, SOCKET = "api.webex.test", "socket.webex.test"
_LONGEST_HEAD = 4096


@dataclass
class Network:
    """`asked` are the hosts that the proxy was asked for; `environ` leads a bot through it."""

    environ: Mapping[str, str]
    authority: Path
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def private_network(webex: Sandbox, folder: Path) -> Iterator[Network]:
    """Run the network until the end of the block."""
    authority, context = _authority(folder)
    with contextlib.ExitStack() as stack:
        api = stack.enter_context(_api(webex, context))
        events = stack.enter_context(_encrypted(webex.socket.port, context))
        asked: list[str] = []
        proxy = stack.enter_context(_proxy({API: api, SOCKET: events}, asked))
        environ = {
            "HTTPS_PROXY": f"http://127.0.0.1:{proxy}",
            "NO_PROXY": "127.0.0.1",
            "WEBEX_API_URL": f"https://{API}/v1/",
            "WEBEX_CATALOG_URL": f"https://{API}/u2c/api/v1/catalog",
        }
        yield Network(environ, authority, asked)


def _authority(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Make a CA, and what servers show whom it has signed."""
    own, theirs = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A private CA")])
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, API)])
    usual = _certificate(issuer, issuer, own.public_key()).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    names = x509.SubjectAlternativeName([x509.DNSName(API), x509.DNSName(SOCKET)])
    leaf = _certificate(subject, issuer, theirs.public_key()).add_extension(names, critical=False)
    pem, file = serialization.Encoding.PEM, folder / "server.pem"
    key = theirs.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key + leaf.sign(own, hashes.SHA256()).public_bytes(pem))
    authority = folder / "authority.pem"
    authority.write_bytes(usual.sign(own, hashes.SHA256()).public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return authority, context


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
    )


@contextlib.contextmanager
def _api(webex: Sandbox, context: ssl.SSLContext) -> Iterator[int]:
    """Serve that Webex over TLS, with addresses in its answers that lead here again."""
    origin = webex.url.removesuffix("/v1/")
    inner = {origin: f"https://{API}", f"ws://127.0.0.1:{webex.socket.port}": f"wss://{SOCKET}"}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {
                name: self.headers[name]
                for name in ("Authorization", "Content-Type")
                if self.headers[name]
            }
            found = requests.request(
                self.command,
                f"{origin}{self.path}",
                data=body,
                headers=headers,
                timeout=30,
                proxies={"http": ""},
            )
            text = found.text
            for inside, outside in inner.items():
                text = text.replace(inside, outside)
            self.send_response(found.status_code)
            self.send_header("Content-Type", found.headers.get("Content-Type", ""))
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_POST = do_PUT = do_DELETE = _pass_on  # noqa: N815  # as the library names them

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server) as port:
        yield port


@contextlib.contextmanager
def _encrypted(port: int, context: ssl.SSLContext) -> Iterator[int]:
    """Serve over TLS what is at a port."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with (
                contextlib.suppress(OSError),
                context.wrap_socket(self.request, server_side=True) as outside,
                socket.create_connection(("127.0.0.1", port)) as inside,
            ):
                _relay(outside, inside)

    with serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as found:
        yield found


@contextlib.contextmanager
def _proxy(ports: Mapping[str, int], asked: list[str]) -> Iterator[int]:
    """Serve a proxy that knows CONNECT alone (RFC 9110, 9.3.6)."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            head = b""
            while b"\r\n\r\n" not in head and len(head) < _LONGEST_HEAD:
                head += self.request.recv(1) or b"\r\n\r\n"
            method, target, _ = f"{head.decode()}  ".split(" ", 2)
            host = target.partition(":")[0]
            asked.append(host)
            if method != "CONNECT" or host not in ports:
                self.request.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", ports[host])) as there:
                self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                with contextlib.suppress(OSError):
                    _relay(self.request, there)

    with serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as port:
        yield port


def _relay(one: socket.socket, other: socket.socket) -> None:
    """Pass on what each says to the other, until either has ended."""

    def copy(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    back = threading.Thread(target=copy, args=(other, one))
    back.start()
    copy(one, other)
    back.join()
