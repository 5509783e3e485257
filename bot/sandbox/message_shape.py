"""How messages and attachment actions look as JSON, in the API and in webhooks."""

from .message import Action, Message
from .moment import stamp
from .world import Json, without_none


def message_json(message: Message) -> Json:
    """A message as /messages shows it."""
    draft = message.draft
    return without_none(
        {
            "id": message.id,
            "parentId": draft.parent_id,
            "roomId": message.room_id,
            "roomType": message.room_kind,
            "text": draft.text,
            "markdown": draft.markdown,
            "html": draft.html,
            "files": list(draft.files) or None,
            "personId": message.person_id,
            "personEmail": message.person_email,
            "mentionedPeople": list(draft.mentioned_people) or None,
            "mentionedGroups": list(draft.mentioned_groups) or None,
            "attachments": [dict(card) for card in draft.attachments] or None,
            "created": stamp(message.created),
            "updated": stamp(message.updated) if message.updated else None,
        }
    )


def message_notice(message: Message) -> Json:
    """A message as a webhook tells of it: no text."""
    shown = message_json(message)
    return {name: value for name, value in shown.items() if name in _NOTICED}


_NOTICED = frozenset(
    (
        "id",
        "roomId",
        "roomType",
        "personId",
        "personEmail",
        "mentionedPeople",
        "mentionedGroups",
        "files",
        "created",
    )
)


def action_notice(action: Action) -> Json:
    """A press as a webhook tells of it: no inputs."""
    return {
        "id": action.id,
        "type": action.type,
        "messageId": action.message_id,
        "personId": action.person_id,
        "roomId": action.room_id,
        "created": stamp(action.created),
    }


def action_json(action: Action) -> Json:
    """A press as /attachment/actions shows it."""
    return {**action_notice(action), "inputs": dict(action.inputs)}
