"""Routes: each is authenticated, runs with the world's lock held, and returns JSON data."""

import functools
import json
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Blueprint, Response, request

from ..gate import WORLD
from ..refusal import Refusal
from ..world import World
from .caller import admit
from .page import Page

View = TypeVar("View", bound=Callable[..., Any])
JSON_TYPE = "application/json;charset=UTF-8"


def here() -> World:
    """The world that the request was made in."""
    return cast(World, request.environ[WORLD])


def answer(data: Any, status: int = 200) -> Response:
    """JSON data, a `Page` of items, nothing at all, or a response as it is."""
    if isinstance(data, Response):
        return data
    if data is None:
        return Response(status=204)
    headers = {}
    if isinstance(data, Page):
        headers = {"Link": f'<{data.next_url}>; rel="next"'} if data.next_url else {}
        data = {"items": data.items}
    text = json.dumps(data, ensure_ascii=False)
    return Response(text, status, headers, content_type=JSON_TYPE)


def route(
    blueprint: Blueprint, method: str, rule: str, *, scope: str | None = None, status: int = 200
) -> Callable[[View], View]:
    """Register `view(caller, **ids)`; what it returns goes through `answer`."""

    def register(view: View) -> View:
        @functools.wraps(view)
        def run(**ids: str) -> Response:
            world = here()
            with world.lock:
                caller = admit(world, request.headers.get("Authorization"), scope)
                return answer(view(caller, **ids), status)

        endpoint = f"{method} {rule}".replace(".", "-")
        blueprint.add_url_rule(rule, endpoint, run, methods=[method])
        return view

    return register


def body() -> dict[str, Any]:
    """The JSON object that was sent.

    Raises:
        Refusal: 415 for another media type, 400 for what is no JSON object.
    """
    if not request.is_json:
        raise Refusal(415, f"Content type '{request.content_type or ''}' not supported")
    try:
        sent = json.loads(request.get_data())
        json.dumps(sent, ensure_ascii=False).encode()
    except ValueError as error:  # half a surrogate pair is one, too
        raise Refusal(400, "The request body is not valid JSON.") from error
    if not isinstance(sent, dict):
        raise Refusal(400, "The request body must be a JSON object.")
    return sent


def text_field(sent: dict[str, Any], name: str, *, needed: bool = False) -> str | None:
    """A string property of what was sent, None if absent or null.

    Raises:
        Refusal: 400 if it is no string, or needed and empty or missing.
    """
    value = sent.get(name)
    if value is not None and not isinstance(value, str):
        raise Refusal(400, f"{name} must be a string.")
    if needed and not value:
        raise Refusal(400, f"{name} cannot be empty.")
    return value


def flag_field(sent: dict[str, Any], name: str) -> bool | None:
    """A true or false property of what was sent, None if absent or null.

    Raises:
        Refusal: 400 if it is anything else.
    """
    value = sent.get(name)
    if value is not None and not isinstance(value, bool):
        raise Refusal(400, f"{name} must be true or false.")
    return value


def needed_field(sent: dict[str, Any], name: str) -> str:
    """A string property that must be there.

    Raises:
        Refusal: 400 if it is missing, empty or no string.
    """
    return text_field(sent, name, needed=True) or ""
