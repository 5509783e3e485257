"""The conversation service: the API's id of what a socket's activity names by its bare key."""

from urllib.parse import urlsplit

from flask import Blueprint, request

from ..ids import make_id
from ..message_shape import action_json, message_json
from ..region import cluster_at
from ..sight import message_for
from ..world import Json, World
from .actions import action_for
from .caller import Caller
from .route import route

conversations = Blueprint("conversations", __name__)


def _here(world: World) -> str:
    """Each region knows its own spaces alone."""
    return cluster_at(world, urlsplit(request.host_url).hostname or "")


@route(
    conversations,
    "GET",
    "/conversation/api/v1/messages/<key>",
    scope="spark:messages_read",
)
def message(caller: Caller, key: str) -> Json:
    """A message, by the id of its activity."""
    wanted = make_id("MESSAGE", key, _here(caller.world))
    return message_json(message_for(caller.world, caller.person, wanted))


@route(
    conversations,
    "GET",
    "/conversation/api/v1/attachment/actions/<key>",
    scope="spark:messages_read",
)
def action(caller: Caller, key: str) -> Json:
    """A press, by the id of its activity."""
    wanted = make_id("ATTACHMENT_ACTION", key, _here(caller.world))
    return action_json(action_for(caller, wanted))
