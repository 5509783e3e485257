"""What a webhook delivery carries, and how it is signed.

Follows https://developer.webex.com/docs/webhooks#handling-requests-from-webex.
"""

import hashlib
import hmac
import json

from .event import Event
from .record import Webhook
from .world import Json, without_none

SIGNATURE = "X-Spark-Signature"
APP_ID = "Y2lzY29zcGFyazovL3VzL0FQUExJQ0FUSU9OL0MyNzljYjMwYzAyOTE4MGJiNGJkYWViYjA2MWI3OTY1Y2Rh"


def envelope(hook: Webhook, event: Event) -> Json:
    """The JSON object that is posted to the target."""
    return without_none(
        {
            "id": hook.id,
            "name": hook.name,
            "targetUrl": hook.target_url,
            "resource": event.resource,
            "event": event.name,
            "filter": hook.filter,
            "orgId": hook.org_id,
            "createdBy": hook.creator_id,
            "appId": APP_ID,
            "ownedBy": hook.owned_by,
            "status": "active",
            "actorId": event.actor_id,
            "data": dict(event.data),
        }
    )


def packed(hook: Webhook, event: Event) -> bytes:
    """The body of a delivery: compact JSON.

    Some clients check the signature against what they parsed and wrote anew, and only this form
    survives that.
    """
    return json.dumps(envelope(hook, event), ensure_ascii=False, separators=(",", ":")).encode()


def sign(secret: str, body: bytes) -> str:
    """The hex HMAC-SHA1 of the bytes as they are sent."""
    return hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
