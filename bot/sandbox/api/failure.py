"""Errors in Webex's form, whatever went wrong."""

import json

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from ..gate import TRACKING, tracking_id
from ..refusal import Refusal
from .route import JSON_TYPE


def _tracking() -> str:
    return str(request.environ.setdefault(TRACKING, tracking_id()))


def _refused(refusal: Refusal) -> Response:
    text = json.dumps(refusal.body(_tracking()), ensure_ascii=False)
    return Response(text, refusal.status, content_type=JSON_TYPE)


def _raised(error: HTTPException) -> Response:
    response = _refused(Refusal(error.code or 500))
    if error.code == 405:
        response.headers["Allow"] = error.get_response().headers.get("Allow", "")
    return response


def _track(response: Response) -> Response:
    response.headers["trackingID"] = _tracking()
    return response


def install(app: Flask) -> None:
    """Answer every error with JSON, and mark every response with a tracking id."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _raised)
    app.after_request(_track)
