"""Answers for machines: a status and a line of text."""

from flask import Response


def plain(status: int, text: str) -> Response:
    """Return a response with `text` and the end of its line."""
    return Response(f"{text}\n", status, mimetype="text/plain")
