"""Whether an Adaptive Card is one that Webex takes.

Follows https://developer.webex.com/docs/buttons-and-cards: version 1.3 at most, no Media, no
Action.ToggleVisibility. The complaints read like those of a JSON schema validator.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .refusal import Refusal

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
MOST_BYTES = 80 * 1024
MOST_ACTIONS = 5
MOST_IMAGES = 10

_INPUTS = ("Text", "Number", "Date", "Time", "Toggle", "ChoiceSet")
_NEEDED: Mapping[str, Mapping[str, type]] = {
    "TextBlock": {"text": str},
    "RichTextBlock": {"inlines": list},
    "Image": {"url": str},
    "ImageSet": {"images": list},
    "FactSet": {"facts": list},
    "Container": {"items": list},
    "ColumnSet": {},
    "Column": {},
    "ActionSet": {"actions": list},
    **{f"Input.{kind}": {"id": str} for kind in _INPUTS},
}
_ACTIONS: Mapping[str, Mapping[str, type]] = {
    "Action.OpenUrl": {"url": str},
    "Action.Submit": {},
    "Action.ShowCard": {"card": dict},
}
_NESTED = ("items", "columns", "images")


def check_attachments(attachments: object) -> tuple[Mapping[str, Any], ...]:
    """The attachments of a POST, if they are at most one good card.

    Raises:
        Refusal: 400; for a bad card `errors` is an object, as seen in the wild.
    """
    if not isinstance(attachments, list) or len(attachments) > 1:
        raise Refusal(400, "Only one attachment per message is supported.")
    for attachment in attachments:
        if not isinstance(attachment, dict) or attachment.get("contentType") != CONTENT_TYPE:
            raise Refusal(400, f"The content type of an attachment must be {CONTENT_TYPE}.")
        complaints = list(complaints_about(attachment.get("content")))
        if complaints:
            raise _invalid(complaints)
    return tuple(attachments)


def _invalid(complaints: list[str]) -> Refusal:
    errors = {
        "attachments": {
            "code": "invalid_attachments",
            "reason": "Invalid Adaptive Card Json",
            "attachmentErrors": complaints,
        }
    }
    return Refusal(400, message="Unable to post message with attachments.", errors=errors)


def complaints_about(card: object) -> Iterator[str]:
    """What is wrong with a card, such as "#/body/5: required key [text] not found"."""
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        yield "#/type: must be AdaptiveCard"
        return
    if not re.fullmatch(r"1\.[0-3]", str(card.get("version"))):
        yield "#/version: must be at most 1.3"
    text = json.dumps(card, ensure_ascii=False)
    if len(text.encode()) > MOST_BYTES:
        yield "#: larger than 80 KB"
    if len(re.findall(r'"type": "Image"', text)) > MOST_IMAGES:
        yield f"#: more than {MOST_IMAGES} images"
    yield from _card(card, "#")


def _card(card: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from _each(card.get("body", []), f"{at}/body", _element)
    yield from _actions(card.get("actions", []), f"{at}/actions")


def _each(
    things: object, at: str, check: Callable[[Mapping[str, Any], str], Iterator[str]]
) -> Iterator[str]:
    if not isinstance(things, list):
        yield f"{at}: expected type: JSONArray"
        return
    for index, thing in enumerate(things):
        if isinstance(thing, dict):
            yield from check(thing, f"{at}/{index}")
        else:
            yield f"{at}/{index}: expected type: JSONObject"


def _element(element: Mapping[str, Any], at: str) -> Iterator[str]:
    kind = str(element.get("type"))
    if kind not in _NEEDED:
        yield f"{at}/type: {kind} is not a valid enum value"
        return
    yield from _required(element, _NEEDED[kind], at)
    for name in _NESTED:
        if name in element:
            yield from _each(element[name], f"{at}/{name}", _element)
    if kind == "FactSet":
        yield from _each(element.get("facts"), f"{at}/facts", _fact)
    if kind == "ActionSet":
        yield from _actions(element.get("actions"), f"{at}/actions")


def _fact(fact: Mapping[str, Any], at: str) -> Iterator[str]:
    return _required(fact, {"title": str, "value": str}, at)


def _actions(actions: object, at: str) -> Iterator[str]:
    if isinstance(actions, list) and len(actions) > MOST_ACTIONS:
        yield f"{at}: more than {MOST_ACTIONS} actions"
    yield from _each(actions, at, _action)


def _action(action: Mapping[str, Any], at: str) -> Iterator[str]:
    kind = str(action.get("type"))
    if kind not in _ACTIONS:
        yield f"{at}/type: {kind} is not a valid enum value"
        return
    yield from _required(action, _ACTIONS[kind], at)
    if kind == "Action.ShowCard" and isinstance(action.get("card"), dict):
        yield from _card(action["card"], f"{at}/card")


def _required(thing: Mapping[str, Any], needed: Mapping[str, type], at: str) -> Iterator[str]:
    for name, kind in needed.items():
        if name not in thing:
            yield f"{at}: required key [{name}] not found"
        elif not isinstance(thing[name], kind):
            yield f"{at}/{name}: wrong type"


def button_data(card: Mapping[str, Any], title: str) -> Mapping[str, Any]:
    """The data that the Submit button with this title sends.

    Raises:
        LookupError: the card has no such button.
    """
    for thing in _walk(card):
        if thing.get("type") == "Action.Submit" and thing.get("title") == title:
            data = thing.get("data", {})
            return data if isinstance(data, dict) else {"data": data}
    raise LookupError(f"the card has no button {title!r}")


def _walk(thing: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(thing, dict):
        yield thing
    for part in thing.values() if isinstance(thing, dict) else thing:  # type: ignore[attr-defined]
        if isinstance(part, dict | list):
            yield from _walk(part)
