"""Activities as the event socket tells them."""

from typing import Any

KEY = "0e7f5b5c-1111-4a5e-9d0a-000000000001"
ROOM = "0e7f5b5c-2222-4a5e-9d0a-000000000002"
PERSON = "0e7f5b5c-3333-4a5e-9d0a-000000000003"
CARD = "0e7f5b5c-4444-4a5e-9d0a-000000000004"
PUBLISHED = "2026-11-30T01:02:03.456Z"


def said(**changes: Any) -> dict[str, Any]:
    """Return a message of a person in a group space, with changes; None leaves something out."""
    usual = {
        "id": KEY,
        "verb": "post",
        "actor": {"id": PERSON, "entryUUID": PERSON, "emailAddress": "ana@example.com"},
        "object": {"objectType": "comment", "displayName": "sealed"},
        "target": {
            "id": ROOM,
            "url": f"https://conv-a.wbx2.com/conversation/api/v1/conversations/{ROOM}",
            "tags": [],
        },
        "published": PUBLISHED,
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}
