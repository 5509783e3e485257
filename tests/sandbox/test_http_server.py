import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import requests

from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.seed import name

from .web import Api


def test_a_connection_is_used_again(webex: Sandbox) -> None:
    """Two requests at once on one connection: nothing of the second may get lost."""
    host, port = webex.url.removeprefix("http://").removesuffix("/v1/").split(":")
    ask = b"POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345"
    last = b"GET /v1/rooms HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(ask + last)
        with connection.makefile("rb") as stream:
            answers = stream.read()
    assert answers.count(b"HTTP/1.1 401 UNAUTHORIZED") == 2
    assert answers.count(b"Connection: close") == 1


def test_chunked_bodies_and_heads_are_understood(bot: Api) -> None:
    chunks = (part for part in (b'{"text": "x", ', b'"roomId": "nothing"}'))
    answer = bot.call("POST", "messages", data=chunks, headers={"Content-Type": "application/json"})
    assert answer.status_code == 404
    head = bot.call("HEAD", "people/me")
    assert (head.status_code, head.content) == (200, b"")
    assert bot.get("people/me").status_code == 200


def test_fifty_calls_are_in_hand_at_once(webex: Sandbox) -> None:
    held = webex.faults.add(Fault(path="/people/me", hang_s=60))
    headers = {"Authorization": f"Bearer {name.BOT_TOKEN}"}

    def call(_: int) -> int:
        return requests.get(webex.url + "people/me", headers=headers, timeout=60).status_code

    with ThreadPoolExecutor(50) as pool:
        answers = pool.map(call, range(50))
        until(lambda: webex.faults.hits(held) == 50)
        webex.faults.close()
        assert list(answers) == [200] * 50


def test_idle_and_hanging_connections_do_not_hold_up_the_end() -> None:
    with requests.Session() as session, ThreadPoolExecutor(1) as pool:
        with running(demo_world()) as webex:
            session.get(webex.url + "people/me", timeout=10)
            held = webex.faults.add(Fault(hang_s=3600))
            hanging = pool.submit(requests.get, webex.url + "rooms", timeout=60)
            until(lambda: webex.faults.hits(held) == 1)
        ended = hanging.exception(timeout=10)
    assert ended is None or isinstance(ended, requests.exceptions.ConnectionError)


def until(predicate: Callable[[], bool]) -> None:
    """Look again until it holds."""
    while not predicate():
        time.sleep(0.001)
