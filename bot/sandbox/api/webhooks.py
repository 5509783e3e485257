"""/webhooks: who is told of what."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint

from ..filters import EVENTS, check_filter
from ..ids import new_id
from ..record import Webhook
from ..refusal import Refusal
from ..shape import webhook_json
from ..world import Json
from .caller import Caller
from .page import Page, limit, paged
from .route import body, needed_field, route, text_field

webhooks = Blueprint("webhooks", __name__)

_SCOPES = {
    "messages": "spark:messages_read",
    "attachmentActions": "spark:messages_read",
    "memberships": "spark:memberships_read",
    "rooms": "spark:rooms_read",
}


@route(webhooks, "GET", "/webhooks")
def listing(caller: Caller) -> Page:
    """The caller's own webhooks."""
    mine = [hook for hook in caller.world.webhooks.values() if _is_mine(caller, hook)]
    return paged([webhook_json(caller.world, hook) for hook in mine], limit(100))


@route(webhooks, "POST", "/webhooks")
def create(caller: Caller) -> Json:
    """Make a webhook."""
    sent = body()
    resource, event = _what(caller, sent)
    text = text_field(sent, "filter") or None
    if text:
        check_filter(caller.world, caller.person.id, resource, text)
    hook = Webhook(
        new_id("WEBHOOK"),
        needed_field(sent, "name"),
        _target(sent),
        resource,
        event,
        caller.world.now(),
        caller.person.id,
        caller.person.org_id,
        text,
        text_field(sent, "secret") or None,
    )
    caller.world.webhooks[hook.id] = hook
    caller.world.lock.notify_all()
    return webhook_json(caller.world, hook)


def _what(caller: Caller, sent: dict[str, Any]) -> tuple[str, str]:
    """`(resource, event)`, if there is such a thing and the token may read it."""
    resource, event = needed_field(sent, "resource"), needed_field(sent, "event")
    if resource not in EVENTS or event not in ("all", *EVENTS[resource]):
        raise Refusal(400, "Invalid combination of resource and event.")
    for scope in [_SCOPES[resource]] if resource in _SCOPES else _SCOPES.values():
        caller.need(scope)
    return resource, event


def _target(sent: dict[str, Any]) -> str:
    url = needed_field(sent, "targetUrl")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refusal(400, "targetUrl is not a valid URL.")
    return url


def _is_mine(caller: Caller, hook: Webhook) -> bool:
    return hook.creator_id == caller.person.id


def _own(caller: Caller, webhook_id: str) -> Webhook:
    hook = caller.world.webhooks.get(webhook_id)
    if hook is None or not _is_mine(caller, hook):
        raise Refusal(404, "Could not find a webhook with provided ID.")
    return hook


@route(webhooks, "GET", "/webhooks/<webhook_id>")
def details(caller: Caller, webhook_id: str) -> Json:
    """One webhook."""
    return webhook_json(caller.world, _own(caller, webhook_id))


@route(webhooks, "PUT", "/webhooks/<webhook_id>")
def change(caller: Caller, webhook_id: str) -> Json:
    """Change name, target and secret, or enable again; anything else is ignored."""
    hook, sent = _own(caller, webhook_id), body()
    name, url = needed_field(sent, "name"), _target(sent)
    if sent.get("status") not in (None, "active"):
        raise Refusal(400, "A webhook cannot be deactivated.")
    hook.name, hook.target_url = name, url
    hook.secret = text_field(sent, "secret") or hook.secret
    if sent.get("status") == "active":
        hook.status = "active"
    caller.world.lock.notify_all()
    return webhook_json(caller.world, hook)


@route(webhooks, "DELETE", "/webhooks/<webhook_id>")
def remove(caller: Caller, webhook_id: str) -> None:
    """Delete a webhook."""
    del caller.world.webhooks[_own(caller, webhook_id).id]
    caller.world.lock.notify_all()
