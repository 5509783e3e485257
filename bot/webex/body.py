"""Reads a response's body within a time and a size, so that no call takes forever."""

import io
import logging
import time
from typing import Any

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

log = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024 * 1024  # the longest page of a list takes some 2 MB
_AT_ONCE = 64 * 1024


def read(response: requests.Response, until: float) -> None:
    """Read the body of a response by `until`, of the monotonic clock, and keep it in the response.

    The time limit of `requests` begins anew with each byte, and it takes a connection that ends
    within a body for a malformed body. For an error response the status is enough. A body that is
    too long is dropped.

    Raises:
        requests.Timeout: it takes too long.
        requests.ConnectionError: the connection ended too early.
    """
    raw, response.raw = response.raw, io.BytesIO()
    try:
        response.raw = io.BytesIO(_whole(raw, until))
    except (requests.Timeout, HTTPError) as error:
        raw.close()
        if response.ok:
            is_late = isinstance(error, requests.Timeout | ReadTimeoutError)
            kind = requests.ReadTimeout if is_late else requests.ConnectionError
            raise kind(error, request=response.request, response=response) from error


def _whole(raw: Any, until: float) -> bytes:
    body = bytearray()
    while chunk := raw.read1(_AT_ONCE, decode_content=True):
        body += chunk
        if len(body) > MOST_BYTES:
            log.warning("an answer of Webex's is longer than %s bytes: it is not read", MOST_BYTES)
            raw.close()
            return b""
        if time.monotonic() > until:
            raise requests.ReadTimeout("an answer that does not end")
    return bytes(body)
