"""Posting, changing and deleting messages, and pressing their buttons."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .event import Event
from .ids import cluster_of, new_id
from .message import Action, Draft, Message
from .message_shape import action_notice, message_notice
from .record import Person, Room
from .refusal import Refusal
from .sight import readers
from .world import World

MOST_EDITS = 10
"""Documented at Edit a Message."""


def post(world: World, author: Person, room: Room, draft: Draft) -> Message:
    """Post a message into a room its author is in.

    Raises:
        Refusal: 403 where the author may not write, 400 for a parent that is no thread root.
    """
    with world.lock:
        _check_may_write(world, author, room)
        _check_parent(world, room, draft.parent_id)
        message = Message(
            new_id("MESSAGE", cluster_of(room.id)),
            world.next_seq(),
            room.id,
            room.kind,
            author.id,
            author.email,
            world.now(),
            draft,
        )
        room.last_activity = message.created
        _keep(world, message)
        _tell(world, "created", message, author)
        return message


def _check_may_write(world: World, author: Person, room: Room) -> None:
    if room.is_read_only:
        raise Refusal(403, "This room is read-only.")
    if room.is_announcement_only and not world.members[room.id][author.id].is_moderator:
        raise Refusal(403, "Only moderators can post in an announcement space.")


def _check_parent(world: World, room: Room, parent_id: str | None) -> None:
    if parent_id is None:
        return
    parent = world.messages.get(parent_id)
    if parent is None or parent.room_id != room.id:
        raise Refusal(400, "Could not find the parent message in this room.")
    if parent.parent_id:
        raise Refusal(400, "A reply cannot be the parent of another message.")


def _keep(world: World, message: Message) -> None:
    world.messages[message.id] = message
    timeline = world.timelines.setdefault(message.room_id, deque())
    timeline.append(message.id)
    if message.parent_id:
        world.threads.setdefault(message.parent_id, []).append(message.id)
    while len(timeline) > world.messages_per_room:
        old = timeline.popleft()
        world.messages.pop(old, None)
        world.threads.pop(old, None)


def edit(world: World, message: Message, draft: Draft) -> Message:
    """Replace what the author's own message says; the thread stays.

    Raises:
        Refusal: 400 for a message with a card or file, and after ten edits.
    """
    with world.lock:
        if message.draft.files or message.attachments:
            raise Refusal(400, "Editing messages with files or attachments is not supported.")
        if message.edits >= MOST_EDITS:
            raise Refusal(400, "The edit limit of this message has been reached.")
        draft = replace(draft, parent_id=message.parent_id, sent=message.sent)
        edited = replace(message, draft=draft, updated=world.now(), edits=message.edits + 1)
        world.messages[message.id] = edited
        _tell(world, "updated", edited, world.people[message.person_id])
        return edited


def delete(world: World, message: Message) -> None:
    """Take the author's own message away; replies to it stay."""
    with world.lock:
        del world.messages[message.id]
        _tell(world, "deleted", message, world.people[message.person_id])


def _tell(world: World, name: str, message: Message, actor: Person) -> None:
    notice = message_notice(message)
    facts = {
        **notice,
        "mentionedPeople": message.draft.mentioned_people,
        "hasFiles": bool(message.draft.files),
        "hasAttachments": bool(message.attachments),
    }
    audience = readers(world, message)
    world.emit(Event("messages", name, actor.id, notice, audience, facts))


def press(world: World, person: Person, message: Message, inputs: Mapping[str, Any]) -> Action:
    """Press a button; tells whoever posted the card.

    Raises:
        Refusal: 400 if the message carries no card.
    """
    with world.lock:
        if not message.attachments:
            raise Refusal(400, "The message has no card.")
        action = Action(
            new_id("ATTACHMENT_ACTION", cluster_of(message.room_id)),
            world.next_seq(),
            message.id,
            message.room_id,
            person.id,
            world.now(),
            dict(inputs),
        )
        world.actions[action.id] = action
        if len(world.actions) > world.actions_kept:
            del world.actions[next(iter(world.actions))]
        notice = action_notice(action)
        audience = frozenset({message.person_id})
        world.emit(Event("attachmentActions", "created", person.id, notice, audience, notice))
        return action
