"""/authorize: where a person lets an integration act for them.

Follows https://developer.webex.com/docs/integrations#requesting-permission; instead of a
password it asks who you are, or takes `login=<email>` from the query.
"""

import secrets
from datetime import timedelta
from html import escape
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from ..grant import Client, Code
from ..refusal import Refusal
from ..world import World
from .route import here

consent = Blueprint("consent", __name__)
CODE_LIFE = timedelta(minutes=10)


@consent.get("/authorize")
def authorize() -> BaseResponse:
    """Ask who accepts, then go back with `code` and `state`, or with `error`."""
    world = here()
    with world.lock:
        client = _client(world)
        error = _error(client)
        login = request.args.get("login")
        if error or login == "":
            return _back(error=error or "access_denied")
        if login is None:
            return _ask(world, client)
        return _back(code=_new_code(world, client, login))


def _client(world: World) -> Client:
    client = world.clients.get(request.args.get("client_id", ""))
    uri = request.args.get("redirect_uri", "")
    if client is None:
        raise Refusal(400, "Unknown client_id.")
    loopback = urlsplit(uri).hostname in ("127.0.0.1", "localhost", "::1")
    if uri not in client.redirect_uris and (client.redirect_uris or not loopback):
        raise Refusal(400, "redirect_uri is not registered.")
    return client


def _error(client: Client) -> str | None:
    """The OAuth error of a bad request; it is told to the client, not to the person."""
    if request.args.get("response_type") != "code":
        return "unsupported_response_type"
    scopes = frozenset(request.args.get("scope", "").split())
    if not scopes or not scopes <= client.scopes:
        return "invalid_scope"
    challenged = "code_challenge" in request.args
    if challenged and request.args.get("code_challenge_method") != "S256":
        return "invalid_request"
    return None


def _new_code(world: World, client: Client, login: str) -> str:
    try:
        person = world.person(login)
    except LookupError as error:
        raise Refusal(400, "Nobody has this login.") from error
    code = Code(
        secrets.token_urlsafe(32),
        client.id,
        person.id,
        frozenset(request.args["scope"].split()),
        request.args["redirect_uri"],
        request.args.get("code_challenge"),
        world.now() + CODE_LIFE,
    )
    world.codes[code.value] = code
    return code.value


def _back(**outcome: str) -> BaseResponse:
    if "state" in request.args:
        outcome["state"] = request.args["state"]
    uri = request.args["redirect_uri"]
    return redirect(f"{uri}{'&' if '?' in uri else '?'}{urlencode(outcome)}")


def _ask(world: World, client: Client) -> Response:
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in request.args.items()
    )
    people = "".join(
        f'<p><button name="login" value="{escape(person.email)}">{escape(person.display_name)}'
        "</button></p>"
        for person in world.people.values()
        if person.kind == "person"
    )
    page = (
        f"<!doctype html><title>Permission</title><h1>{escape(client.name)} asks for</h1>"
        f"<p>{escape(request.args.get('scope', ''))}</p><form>{kept}<p>Accept as:</p>{people}"
        '<p><button name="login" value="">Decline</button></p></form>'
    )
    return Response(page, content_type="text/html;charset=UTF-8")
