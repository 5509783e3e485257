"""Checks the signature of a webhook delivery, and reads its body into an event.

Follows https://developer.webex.com/docs/webhooks: `X-Spark-Signature` is the hexadecimal
HMAC-SHA1 of the body exactly as it came.
"""

import hmac
import json
import re
from collections.abc import Iterable
from typing import Any

from bot.errors import BadDeliveryError, BadSignatureError
from bot.ids import PATH_SEGMENT
from bot.secret import Secret
from bot.webex.model.event import WANTED, Event

_WORD = re.compile(r"[A-Za-z_]{1,64}")
_SIGNATURE = re.compile(r"\s*[0-9A-Fa-f]{40}\s*", re.ASCII)


def look_at(signature: str | None) -> None:
    """Check the form of a signature, before the body is read.

    Raises:
        BadSignatureError: it is absent, or not 40 hexadecimal digits.
    """
    if not _SIGNATURE.fullmatch(signature or ""):
        raise BadSignatureError("absent" if not signature else "wrong")


def verify(body: bytes, signature: str | None, secrets: Iterable[Secret]) -> Secret:
    """Return which of `secrets` signed `body`.

    Raises:
        BadSignatureError: the signature is absent or wrong.
    """
    # WSGI hands headers over as Latin-1; as bytes any header can be compared.
    given = (signature or "").strip().encode("latin-1", "replace").lower()
    # Every secret is tried, so that the time taken does not tell which one fits.
    fits = [one for one in secrets if hmac.compare_digest(signature_of(body, one), given)]
    if not fits:
        raise BadSignatureError("absent" if not signature else "wrong")
    return fits[0]


def read(body: bytes) -> Event | None:
    """Read a verified body; None if the bot has no use for such an event.

    Raises:
        BadDeliveryError: the body is not what Webex sends.
    """
    try:
        envelope = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadDeliveryError("the body is not JSON") from error
    if not isinstance(envelope, dict):
        raise BadDeliveryError("the body is not a JSON object")
    resource, event = _field(envelope, "resource", _WORD), _field(envelope, "event", _WORD)
    if (resource, event) not in WANTED:
        return None
    data = envelope.get("data")
    if not isinstance(data, dict):
        raise BadDeliveryError("“data” is missing")
    return Event(
        resource=resource,
        event=event,
        id=_field(data, "id", PATH_SEGMENT),
        room_id=_field(data, "roomId", PATH_SEGMENT),
        person_id=_field(data, "personId", PATH_SEGMENT),
        person_email=_text(data, "personEmail"),
        room_type=_text(data, "roomType"),
        created=_text(data, "created"),
        pressed_id=_field(data, "messageId", PATH_SEGMENT)
        if resource == "attachmentActions"
        else None,
    )


def looks_like_webex(body: bytes) -> bool:
    """Tell whether a body has the form of a delivery that is waited for, whoever sent it."""
    try:
        return read(body) is not None
    except BadDeliveryError:
        return False


def signature_of(body: bytes, secret: Secret) -> bytes:
    """Return the signature of a body."""
    return hmac.new(secret.reveal().encode(), body, "sha1").hexdigest().encode()


def _field(data: dict[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise BadDeliveryError(f"“{name}” is missing or not what Webex sends")
    return value


def _text(data: dict[str, Any], name: str) -> str | None:
    value = data.get(name)
    if not isinstance(value, str) or len(value) > 320:
        return None
    # Half of a surrogate pair is legal JSON, and no database or log can hold it.
    return value.encode("utf-8", "ignore").decode() or None
