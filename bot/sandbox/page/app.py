"""The Flask app of the page: files as they are, and JSON."""

from pathlib import Path

from flask import Flask
from werkzeug.exceptions import HTTPException

from ..refusal import Refusal
from ..world import Json
from . import safety
from .routes import Stage, routes


def create_app(stage: Stage) -> Flask:
    """An app that serves the page on this stage."""
    static = Path(__file__).parent / "static"
    app = Flask("page", static_folder=static, static_url_path="/static")
    # A changed file is seen at the next reload.
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 0
    app.json.sort_keys = False  # type: ignore[attr-defined]  # cards are shown as they were sent
    app.extensions["stage"] = stage
    app.register_blueprint(routes)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _raised)
    safety.install(app)
    return app


def _refused(refusal: Refusal) -> tuple[Json, int]:
    return {"error": refusal.description}, refusal.status


def _raised(error: HTTPException) -> tuple[Json, int]:
    return {"error": error.description or error.name}, error.code or 500
