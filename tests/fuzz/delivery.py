"""Deliveries of a run: signed or not, whole or broken in every way that bytes can be."""

import gzip
import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.sandbox.envelope import SIGNATURE, sign
from bot.sandbox.seed import name
from tests.fuzz import words
from tests.fuzz.breaks import BREAKS
from tests.fuzz.junk import choice_for
from tests.fuzz.question import lie, question


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request as a server hands it to the application; header names as in HTTP.

    `declared` is a `Content-Length` that is not the body's; `is_chunked`: the body is what follows
    the headers of a request whose body comes in chunks.
    """

    body: bytes
    method: str = "POST"
    path: str = "/webhook"
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    declared: str | None = None
    is_chunked: bool = False

    def __str__(self) -> str:
        shown = repr(self.body if len(self.body) < 3000 else self.body[:3000] + b" (cut)")
        return (
            f"{self.method} {self.path!r} {self.query!r} {self.declared!r} {shown}\n"
            + "\n".join(f"{key}: {value[:500]!r}" for key, value in self.headers.items())
        )


def asking(seed: object, number: int) -> Delivery:
    """Return the delivery of a question, as Webex sends it."""
    return _signed(question(seed, number).body)


def broken(seed: object, number: int, paths: Sequence[str]) -> list[Delivery]:
    """Return one broken delivery, or the same one several times."""
    choice = choice_for(seed, "delivery", number)
    body = question(seed, number).body
    kind = choice.random()
    if kind < 0.1:
        return [_elsewhere(choice, _signed(body), paths)]
    if kind < 0.15:
        return [_compressed(choice, body)]
    if kind < 0.2:
        return [replace(_signed(body), declared=choice.choice(_LENGTHS))]
    if kind < 0.25:
        return [_signed(body)] * 3
    if kind < 0.3:
        return [_chunked(choice, body)]
    if kind < 0.4:
        return [_signed(lie(seed, number, choice))]
    for _ in range(choice.choice((1, 1, 2, 4))):
        body = choice.choice(BREAKS)(choice, body)
    delivery = _signed(body)
    if choice.random() < 0.25:
        delivery = replace(delivery, headers={**delivery.headers, **_unsigned(choice, body)})
    return [delivery] * choice.choice((1, 1, 1, 2))


def _signed(body: bytes) -> Delivery:
    headers = {
        "Content-Type": "application/json;charset=UTF-8",
        SIGNATURE: sign(name.WEBHOOK_SECRET, body),
    }
    return Delivery(body, headers=headers)


def _unsigned(choice: random.Random, body: bytes) -> dict[str, str]:
    right = sign(name.WEBHOOK_SECRET, body)
    wrong = (
        *("", "0" * 40, "ÿ" * 40, "0" * 10_000, right[:-1], right + "0", f"sha1={right}"),
        *(sign("", body), sign("guessed", body), f"{right}, {right}", right.upper(), f" {right}\t"),
        *("\x00", "é\x85", right[::-1]),
    )
    return {SIGNATURE: choice.choice(wrong)}


def _elsewhere(choice: random.Random, delivery: Delivery, paths: Sequence[str]) -> Delivery:
    path = choice.choice((*paths, *_PATHS, f"/{words.text(choice)}"))
    return replace(
        delivery,
        method=choice.choice(_METHODS),
        path=path.encode("utf-8", "replace").decode("latin-1"),
        query=choice.choice(_QUERIES),
        headers={**delivery.headers, **choice.choice(_HEADERS)},
    )


def _chunked(choice: random.Random, body: bytes) -> Delivery:
    """Return the delivery of a body in chunks, which are whole or none."""
    half = len(body) // 2
    sizes = [f"{size:x}".encode() for size in (half, len(body) - half)]
    broken_size = choice.choice((sizes[1], sizes[1], *_SIZES))
    end = choice.choice((b"\r\n", b"\r\n", b"XX", b"\n", b""))
    last = choice.choice((b"0\r\n\r\n", b"0\r\n\r\n", *_LAST))
    parts = (sizes[0], b"\r\n", body[:half], b"\r\n", broken_size, b"\r\n", body[half:], end, last)
    return replace(_signed(body), body=b"".join(parts), is_chunked=True)


def _compressed(choice: random.Random, body: bytes) -> Delivery:
    coding, packed = choice.choice(
        (
            ("gzip", gzip.compress(body)),
            ("deflate", zlib.compress(body)),
            (
                "gzip",
                gzip.compress(b" " * 50_000_000, 9) if choice.random() < 0.02 else b"\x1f\x8b",
            ),
            ("br", body),
            ("identity", body),
            ("gzip, gzip, x-evil", gzip.compress(gzip.compress(body))),
        )
    )
    over = choice.choice((packed, packed, body))
    headers = {**_signed(over).headers, "Content-Encoding": coding}
    return Delivery(packed, headers=headers)


_SIZES = (b"zz", b"+5", b"0x5", b"-1", b"", b" 5", b"5 ", b"5;=", b"5;a\rb", b"F" * 9999, b"1" * 16)
_LAST = (
    b"",
    b"0\r\nbad\r\n\r\n",
    b"0\r\nA: b\nC: d\r\n\r\n",
    b"0\r\n" + b"a: b\r\n" * 999 + b"\r\n",
)
_LENGTHS = ("0", "1", "-1", "abc", "9" * 30, "65537", "1e3", "١", " 12 ", "12, 12")
_METHODS = (*"GET PUT DELETE PATCH OPTIONS HEAD TRACE CONNECT post".split(), "X" * 999)
_PATHS = (
    "/webhook",
    "/webhook/",
    "//webhook",
    "/webhook/../healthz",
    "/./webhook",
    "/WEBHOOK",
    "/webhook\x00",
    "/webhook\r\nX-Injected: yes",
    "/static/../app.py",
    "/..",
    "",
    "*",
    "http://evil.example/webhook",
    "/" + "a" * 10_000,
    "/é\udc80",
)
_QUERIES = (
    "",
    "",
    "code=x&state=<script>alert(1)</script>",
    "%00=%ff&a[]=b",
    "&" * 5000,
    "\x00\xff",
)
_HEADERS: Sequence[Mapping[str, str]] = (
    {},
    {"Host": "evil.example"},
    {"Host": "evil.example\r\nX: y"},
    {"Host": "[::1"},
    {"Host": ""},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "<script>", "X-Forwarded-Proto": "x"},
    {"Content-Type": "multipart/form-data; boundary=x"},
    {"Content-Type": "application/x-www-form-urlencoded"},
    {"Content-Type": "text/plain; charset=\x00\xff"},
    {"Expect": "100-continue"},
    {"Range": "bytes=0-18446744073709551615"},
    {"Cookie": "a=" + "b" * 10_000},
    {"Cookie": "\xff=\x00; session=.eJw"},
    {"Authorization": "Basic \xff"},
    {"If-Modified-Since": "\xff", "If-None-Match": '"' * 99},
    {"Accept": "*/*;q=" + "9" * 400, "Accept-Language": ","},
    {"X-Http-Method-Override": "DELETE"},
)
