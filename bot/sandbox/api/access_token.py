"""/access_token: from a code or a refresh token to an access token.

Follows https://developer.webex.com/docs/integrations#getting-an-access-token; lifetimes are
those of the documented sample.
"""

import secrets
from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response, request

from ..grant import Client, Code, RefreshToken, Token
from ..refusal import Refusal
from ..world import Json, World
from .pkce import proves
from .route import answer, here

access_token = Blueprint("access_token", __name__)
ACCESS_LIFE_S = 1_209_599
REFRESH_LIFE_S = 7_775_999


@access_token.post("/access_token")
def exchange() -> Response:
    """Answer both grant types; the client names itself in the form or by HTTP Basic."""
    if request.mimetype != "application/x-www-form-urlencoded":
        raise Refusal(415)
    world = here()
    with world.lock:
        client = _client(world)
        match request.form.get("grant_type"):
            case "refresh_token":
                refresh = _refreshed(world, client)
            case "authorization_code":
                refresh = _exchanged(world, client)
            case _:
                raise Refusal(400, "Unsupported grant_type.")
        return answer(_issue(world, refresh))


def _client(world: World) -> Client:
    basic = request.authorization
    if basic is not None and basic.type == "basic":
        name, secret = basic.username or "", basic.password or ""
    else:
        name, secret = request.form.get("client_id", ""), request.form.get("client_secret", "")
    client = world.clients.get(name)
    if client is None or not secrets.compare_digest(client.secret.encode(), secret.encode()):
        code = "invalid_client" if world.switches.name_oauth_errors else None
        raise Refusal(401, "Invalid client_id or client_secret.", code=code)
    return client


def _refreshed(world: World, client: Client) -> RefreshToken:
    old = world.refresh_tokens.get(request.form.get("refresh_token", ""))
    if old is None or old.client_id != client.id or old.expires <= world.now():
        raise Refusal(401, "The refresh token is invalid or has expired.")
    if world.switches.rotate_refresh_tokens:
        del world.refresh_tokens[old.value]
        old = replace(old, value=secrets.token_urlsafe(48))
    return old


def _exchanged(world: World, client: Client) -> RefreshToken:
    code = world.codes.pop(request.form.get("code", ""), None)
    if code is None or not _is_good(world, client, code):
        raise Refusal(400, "The authorization code is invalid or has expired.")
    if not proves(request.form.get("code_verifier"), code.challenge):
        raise Refusal(400, "The code_verifier does not match the code_challenge.")
    value = secrets.token_urlsafe(48)
    return RefreshToken(value, client.id, code.person_id, code.scopes, "person", world.now())


def _is_good(world: World, client: Client, code: Code) -> bool:
    return (
        code.client_id == client.id
        and code.expires > world.now()
        and code.redirect_uri == request.form.get("redirect_uri")
    )


def _issue(world: World, refresh: RefreshToken) -> Json:
    now = world.now()
    expires = now + timedelta(seconds=REFRESH_LIFE_S)
    world.refresh_tokens[refresh.value] = replace(refresh, expires=expires)
    token = Token(
        secrets.token_urlsafe(48),
        refresh.person_id,
        refresh.scopes,
        refresh.kind,
        now + timedelta(seconds=ACCESS_LIFE_S),
    )
    world.tokens[token.value] = token
    return {
        "access_token": token.value,
        "expires_in": ACCESS_LIFE_S,
        "refresh_token": refresh.value,
        "refresh_token_expires_in": REFRESH_LIFE_S,
        "token_type": "Bearer",
        "scope": " ".join(sorted(refresh.scopes)),
    }
