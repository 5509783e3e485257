import socket
import threading

import pytest

from bot.sandbox.post_out import Poster

from .web import Receiver


def test_a_post_brings_body_headers_and_query(receiver: Receiver) -> None:
    status = Poster(10).post(f"{receiver.url}?a=b", b"bytes", {"X-One": "1"})
    (got,) = receiver.got
    assert (status, got.body, got.headers["X-One"]) == (200, b"bytes", "1")


@pytest.mark.parametrize("url", ["http://127.0.0.1:99999/", "http://no host/", "https://[::1]:1/"])
def test_what_cannot_be_reached_has_status_0(url: str) -> None:
    assert Poster(1).post(url, b"", {}) == 0


def test_closing_cuts_a_post_that_waits() -> None:
    """A target that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        poster, statuses = Poster(3600), list[int]()
        thread = threading.Thread(target=lambda: statuses.append(poster.post(url, b"x", {})))
        thread.start()
        connection, _ = silent.accept()
        with connection:
            assert connection.recv(4)
            poster.close()
            thread.join()
        assert statuses == [0]
        assert poster.post(url, b"x", {}) == 0
