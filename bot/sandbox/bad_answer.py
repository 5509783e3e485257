"""Answers as faults make them: made up, or the usual one with its body cut, dripping or huge."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from .faults import Fault
from .refusal import Refusal

_JSON = "application/json;charset=UTF-8"
_PADDING = b" " * 65_536


class CutError(Exception):
    """The connection is to be closed, whatever of the answer is out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    line: str
    headers: dict[str, str]
    body: bytes


def made_up(fault: Fault, status: int, tracking: str) -> Answer:
    """The answer that stands in the place of the usual one."""
    kind, body = fault_body(fault, status, tracking)
    headers = {"Content-Type": kind, "trackingID": tracking, **fault.headers}
    return Answer(f"{status} {HTTPStatus(status).phrase}", headers, body)


def sent(
    fault: Fault, answer: Answer, wait: Callable[[float], None]
) -> tuple[dict[str, str], Iterator[bytes]]:
    """The headers, and the body as it is to arrive; `wait` sleeps for so many seconds."""
    length = len(answer.body) + fault.pad_bytes
    headers = {**answer.headers, "Content-Length": str(length)}
    return headers, _body(fault, answer.body, wait)


def _body(fault: Fault, body: bytes, wait: Callable[[float], None]) -> Iterator[bytes]:
    if fault.cut_body:
        yield body[: len(body) // 2]
        raise CutError
    if fault.drip_s:
        for at in range(len(body)):
            yield body[at : at + 1]
            wait(fault.drip_s)
    else:
        yield body
    left = fault.pad_bytes
    while left > 0:
        yield _PADDING[:left]
        left -= len(_PADDING)


def fault_body(fault: Fault, status: int, tracking: str) -> tuple[str, bytes]:
    """`(content type, body)` in the form the fault asks for; all were seen in the wild."""
    refusal = Refusal(status)
    match fault.body:
        case "html":
            page = f"<html><body><h1>{status}</h1>{refusal.message}</body></html>"
            return "text/html", page.encode()
        case "not-json":
            return _JSON, b'{"items": ['
        case "empty":
            return _JSON, b""
        case "error":
            found: Any = refusal.body(tracking)
        case "object":
            errors = {"resource": {"code": "failed", "reason": refusal.message}}
            found = {**refusal.body(tracking), "errors": errors}
        case "list":
            found = [{"description": refusal.message}]
        case "string":
            found = refusal.message
    return _JSON, json.dumps(found).encode()
