"""Mentions as clients draw them: `<spark-mention>` elements in a message's HTML."""

from html import escape

from .record import Person


def person_mention(person: Person, name: str, object_id: str | None = None) -> str:
    """The element for one person; `object_id` defaults to the API id."""
    key = object_id or person.id
    return (
        f'<spark-mention data-object-type="person" data-object-id="{key}">'
        f"{escape(name)}</spark-mention>"
    )


ALL_MENTION = (
    '<spark-mention data-object-type="groupMention" data-group-type="all">All</spark-mention>'
)
