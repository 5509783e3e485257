"""Ways to break the body of a delivery."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

from tests.fuzz import words
from tests.fuzz.ids import BOT_ID
from tests.fuzz.junk import JUNK, nested


def _flipped(choice: random.Random, body: bytes) -> bytes:
    bits = bytearray(body)
    for _ in range(choice.randint(1, 8) if bits else 0):
        bits[choice.randrange(len(bits))] ^= 1 << choice.randrange(8)
    return bytes(bits)


def _cut(choice: random.Random, body: bytes) -> bytes:
    return body[: choice.randrange(len(body) + 1)]


def _spliced(choice: random.Random, body: bytes) -> bytes:
    start, end = sorted((choice.randrange(len(body) + 1), choice.randrange(len(body) + 1)))
    text = words.text(choice).encode("utf-8", "surrogatepass")
    inside = choice.choice((b"", body[start:end] * 2, choice.randbytes(20), text))
    return body[:start] + inside + body[end:]


def _changed(choice: random.Random, body: bytes) -> bytes:
    """Put something else in one place of the JSON, or leave that place out."""
    try:
        envelope = json.loads(body)
    except (ValueError, RecursionError):
        return _spliced(choice, body)
    if not isinstance(envelope, dict) or not envelope:
        return _spliced(choice, body)
    data = envelope.get("data")
    place: Any = data if isinstance(data, dict) and data and choice.random() < 0.8 else envelope
    key = choice.choice([*place])
    others = (*JUNK, words.text(choice), words.path_trick(choice), BOT_ID, "created", "messages")
    if choice.random() < 0.1:
        del place[key]
    else:
        place[key] = choice.choice(others)
    return json.dumps(envelope).encode()


def _moved(choice: random.Random, body: bytes) -> bytes:
    """Let an id try to leave its path."""
    key = choice.choice((b"id", b"roomId", b"personId", b"messageId"))
    trick = json.dumps(words.path_trick(choice)).encode()
    head, found, tail = body.rpartition(b'"' + key + b'": ')
    return head + found + trick + tail[tail.find(b'"', 1) + 1 :] if found else trick


def _nested(choice: random.Random, body: bytes) -> bytes:
    depth = choice.choice((100, 900, 1000, 5000, 10_000, 30_000))
    opening, closing = choice.choice(((b"[", b"]"), (b'{"data":', b"}"), (b'[{"a":', b"}]")))
    inside = choice.choice((b"", b"1", body))
    return opening * depth + inside + choice.choice((b"", closing * depth))


def _within(choice: random.Random, body: bytes) -> bytes:
    deep = json.dumps(nested(choice.choice((10, 300)))).encode()
    return body.replace(b'"data": {', b'"data": {"deep": ' + deep + b", ", 1)


def _enormous(choice: random.Random, body: bytes) -> bytes:
    size = choice.choice((60_000, 65_536 - len(body), 65_537, 70_000, 200_000))
    filler = choice.choice(
        (
            b" " * size,
            b'{"a": "' + b"x" * size + b'"}',
            b"[" + b"0," * (size // 2) + b"0]",
            b"{" + b",".join(b'"k%d": 0' % number for number in range(size // 12)) + b"}",
            b"1" * size,
            b'"' + b"\\ud800" * (size // 6) + b'"',
        )
    )
    return choice.choice((filler, body + b" " * size, body[:-1] + b', "x": ' + filler + b"}"))


def _doubled(choice: random.Random, body: bytes) -> bytes:
    """Give a key twice; which one counts is for the reader to say."""
    key = choice.choice(("id", "roomId", "personId", "data", "resource", "event"))
    value = choice.choice((*JUNK, words.path_trick(choice), BOT_ID))
    again = json.dumps({key: value}).encode()[1:-1]
    at = choice.choice((b'"data": {', b"{"))
    return body.replace(at, at + again + b", ", 1)


def _recoded(choice: random.Random, body: bytes) -> bytes:
    coding = choice.choice(("utf-16", "utf-32", "utf-16-le", "utf-8-sig", "cp037", "utf-7"))
    return body.decode("utf-8", "replace").encode(coding, "replace")


def _other(choice: random.Random, body: bytes) -> bytes:
    return choice.choice(_OTHERS)


BREAKS: Sequence[Callable[[random.Random, bytes], bytes]] = (
    *(_flipped, _cut, _spliced, _changed, _changed, _changed, _moved, _moved, _nested, _within),
    *(_enormous, _doubled, _recoded, _other),
)
_OTHERS = (
    b"",
    b"null",
    b"NaN",
    b"Infinity",
    b"1e999999",
    b"9" * 5000,
    b"\x00" * 100,
    b"\xff\xfe\x00\x00",
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>",
    b"resource=messages&event=created&data[id]=1",
    b'--x\r\nContent-Disposition: form-data; name="resource"\r\n\r\nmessages\r\n--x--\r\n',
    b'{"resource": "messages", "event": "created", "data": {}}' * 2,
    b'{"__proto__": {"resource": "messages"}}',
)
