"""The body of a card, made to fit: what is left out is counted."""

import json
from collections.abc import Sequence
from typing import Any

Element = dict[str, Any]

_FRAME = 500  # bytes for what stands around the body, and for the line that counts


def fitted(body: Sequence[Element], limit: int) -> list[Element]:
    """Return what of `body` takes at most `limit` bytes as JSON, frame included.

    Whole elements are left out, and of a table whole rows from its end.
    """
    if _size(body) <= limit - _FRAME:
        return list(body)
    kept: list[Element] = []
    room, left_out = limit - _FRAME, 0
    for element in body:
        part, missing = _part(element, room)
        left_out += missing
        if part:
            kept.append(part)
            room -= _size(part)
    if left_out:
        text = f"… and {left_out} more: too long for one card."
        kept.append(
            {"type": "TextBlock", "text": text, "wrap": True, "isSubtle": True, "size": "Small"}
        )
    return kept


def _part(element: Element, room: int) -> tuple[Element | None, int]:
    """Return what of `element` takes at most `room` bytes, and how many entries are missing."""
    if _size(element) <= room:
        return element, 0
    facts = element.get("facts", [])
    for count in range(len(facts) - 1, 0, -1):
        part = {**element, "facts": facts[:count]}
        if _size(part) <= room:
            return part, len(facts) - count
    return None, len(facts) or 1


def _size(part: Element | Sequence[Element]) -> int:
    return len(json.dumps(part)) + 2
