"""A delivery as a server hands it to the application."""

from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.test import run_wsgi_app

from tests.chunked import chunked
from tests.fuzz.delivery import Delivery


def answered(app: Flask, delivery: Delivery) -> tuple[bytes, str, list[tuple[str, str]]]:
    """Return the body, status and headers of the answer."""
    parts, status, headers = run_wsgi_app(app, _environ(delivery), buffered=True)
    return b"".join(parts), status, [*headers]


def _environ(delivery: Delivery) -> dict[str, Any]:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": delivery.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": delivery.path,
        "QUERY_STRING": delivery.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(delivery.body))
        if delivery.declared is None
        else delivery.declared,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": chunked(delivery.body) if delivery.is_chunked else BytesIO(delivery.body),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if delivery.is_chunked:
        environ |= {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
        del environ["CONTENT_LENGTH"]
    for name, value in delivery.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ
