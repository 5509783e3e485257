"""A body in chunks as gunicorn hands it to the application."""

from typing import BinaryIO, cast

from gunicorn.config import Config
from gunicorn.http.body import Body, ChunkedReader
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

_HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunked(raw: bytes) -> BinaryIO:
    """Return what is read from the bytes that follow the headers of a request."""
    unreader = IterUnreader([_HEAD, raw])
    request = Request(Config(), unreader, ("127.0.0.1", 1))
    return cast(BinaryIO, Body(ChunkedReader(request, unreader)))
