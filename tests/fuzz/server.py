"""The pretend Webex of a run as a server."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.http_server import served

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class Call:
    """One request; `target` is the path with its query."""

    method: str
    target: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """One response."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def serving(answer: Callable[[Call], Answer]) -> AbstractContextManager[int]:
    """Serve on loopback until the end of the block; yields the port."""

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        found = answer(Call(environ["REQUEST_METHOD"], environ["RAW_URI"], body))
        headers = {"Content-Type": "application/json;charset=UTF-8", **found.headers}
        start_response(f"{found.status} Whatever", [*headers.items()])
        return [found.body]

    return served(app)
