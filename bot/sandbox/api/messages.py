"""/messages: one message at a time."""

from flask import Blueprint, request

from ..message import Message
from ..message_shape import message_json
from ..posting import delete, edit, post
from ..refusal import Refusal, no_message
from ..sight import message_for
from ..world import Json
from .caller import Caller
from .compose import draft, target
from .contents import uploaded
from .route import body, route

messages = Blueprint("messages", __name__)


@route(messages, "POST", "/messages", scope="spark:messages_write")
def create(caller: Caller) -> Json:
    """Post a message; a file to upload comes as a form."""
    sent = dict(request.form) if request.mimetype == "multipart/form-data" else body()
    room = target(caller, sent)
    if request.files:
        sent = {**sent, "files": uploaded(caller.world, room)}
    message = post(caller.world, caller.person, room, draft(caller.world, room, sent))
    named = {name: sent[name] for name in ("toPersonId", "toPersonEmail") if sent.get(name)}
    return {**message_json(message), **named}


@route(messages, "GET", "/messages/<message_id>", scope="spark:messages_read")
def details(caller: Caller, message_id: str) -> Json:
    """Read a message."""
    world, message = caller.world, message_for(caller.world, caller.person, message_id)
    age = world.now() - message.created
    if 0 <= age.total_seconds() < world.switches.messages_found_after_s:
        raise no_message()
    return message_json(message)


@route(messages, "PUT", "/messages/<message_id>", scope="spark:messages_write")
def change(caller: Caller, message_id: str) -> Json:
    """Edit one's own message."""
    message, sent = _own(caller, message_id), body()
    if sent.get("roomId") != message.room_id:
        raise Refusal(400, "roomId is required and must be that of the message.")
    if sent.get("html") is not None:
        raise Refusal(400, "html is read-only and must be removed before an edit.")
    if sent.get("files") or sent.get("attachments"):
        raise Refusal(400, "Editing messages with files or attachments is not supported.")
    room = caller.world.rooms[message.room_id]
    return message_json(edit(caller.world, message, draft(caller.world, room, sent)))


@route(messages, "DELETE", "/messages/<message_id>", scope="spark:messages_write")
def remove(caller: Caller, message_id: str) -> None:
    """Delete one's own message."""
    delete(caller.world, _own(caller, message_id))


def _own(caller: Caller, message_id: str) -> Message:
    message = message_for(caller.world, caller.person, message_id)
    if message.person_id != caller.person.id:
        raise Refusal(403, "Only the author of a message can change it.")
    return message
