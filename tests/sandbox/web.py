"""A plain HTTP client for the API, and a plain receiver of webhooks."""

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass(frozen=True)
class Api:
    """Calls the API with one token."""

    url: str
    session: requests.Session
    token: str | None

    def call(self, method: str, path: str, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= more.pop("headers", {})
        return self.session.request(
            method, self.url + path, headers=headers, timeout=10, allow_redirects=False, **more
        )

    def get(self, path: str, **query: Any) -> requests.Response:
        return self.call("GET", path, params=query)

    def post(self, path: str, **body: Any) -> requests.Response:
        return self.call("POST", path, json=body)

    def put(self, path: str, **body: Any) -> requests.Response:
        return self.call("PUT", path, json=body)

    def delete(self, path: str) -> requests.Response:
        return self.call("DELETE", path)

    def all_pages(self, path: str, **query: Any) -> list[list[dict[str, Any]]]:
        """Follow the Link headers to the end."""
        answer = self.get(path, **query)
        pages = [answer.json()["items"]]
        while "next" in answer.links:
            url = answer.links["next"]["url"]
            answer = self.get(url.removeprefix(self.url))
            pages.append(answer.json()["items"])
        return pages


@dataclass
class Received:
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Receiver:
    """A WSGI app that keeps what is posted to it and answers with `status`."""

    status: str = "200 OK"
    got: list[Received] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    url: str = ""

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").title(): value
            for name, value in environ.items()
            if name.startswith("HTTP_")
        }
        with self.lock:
            self.got.append(Received(body, headers))
        start_response(self.status, [])
        return []

    def events(self) -> list[tuple[str, str]]:
        with self.lock:
            return [(one.json["resource"], one.json["event"]) for one in self.got]


def words(answer: requests.Response) -> tuple[int, str]:
    """The status of an error and what its first line says."""
    body = answer.json()
    assert set(body) == {"message", "errors", "trackingId"}
    assert body["trackingId"] == answer.headers["trackingID"]
    return answer.status_code, body["errors"][0]["description"]
