"""Keeping other web pages out: the page may do anything here, and nobody else.

A page on the internet can make a browser post to loopback, and can point its own name at it. So
the Host has to be loopback, and whatever changes something has to come from the page itself: with
a header that no foreign page can send without asking first, and which is never granted.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, request

from ..refusal import Refusal

HEADER = "X-Roomdesk-Page"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def install(app: Flask) -> None:
    """Check every request, and mark every answer."""
    app.before_request(_check)
    app.after_request(_mark)


def _check() -> None:
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        raise Refusal(403, "This page is for this machine alone.")
    if request.method not in ("GET", "HEAD") and not _is_own():
        raise Refusal(403, "Only the page itself may do this.")


def _is_own() -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return (
        HEADER in request.headers
        and site in (None, "same-origin")
        and origin in (None, f"http://{request.host}")
    )


def _mark(response: Response) -> Response:
    response.headers.update(POLICY)
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
