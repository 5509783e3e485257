"""The delivery with which `roomdesk check` tests itself, and the answer that only this bot gives.

The answer is computed from the delivery's nonce, the secret that signed the delivery and the bot's
token, so that neither a proxy's page nor another bot passes for this one. Nothing is stored, and
what is sent cannot be misused: Webex's signatures are HMAC-SHA1 over bodies, this is HMAC-SHA256
over a text of its own.
"""

import hmac
import json
import re

from bot.secret import Secret

_RESOURCE, _EVENT = "roomdesk", "selfTest"
_NONCE = re.compile(r"[0-9a-f]{32}")
_ANSWER = re.compile(r"self-test [0-9a-f]{64}")
# What a bot says instead that has another secret, or that is of another version.
REFUSALS = ("the signature is absent or wrong", "not for me")


def delivery(nonce: str) -> bytes:
    """Return the body to sign and to deliver; `nonce` is 32 hexadecimal digits, new each time."""
    envelope = {"resource": _RESOURCE, "event": _EVENT, "data": {"nonce": nonce}}
    return json.dumps(envelope).encode()


def nonce_in(body: bytes) -> str | None:
    """Return the nonce of a verified body that is JSON; None if it is no self-test."""
    match json.loads(body):
        case {"resource": str(resource), "event": str(event), "data": {"nonce": str(nonce)}}:
            is_test = (resource, event) == (_RESOURCE, _EVENT)
            return nonce if is_test and _NONCE.fullmatch(nonce) else None
        case _:
            return None


def answer(nonce: str, signed_with: Secret, token: Secret) -> str:
    """Return what proves that both secrets are there."""
    words = f"roomdesk self-test {nonce} {token.reveal()}"
    proof = hmac.new(signed_with.reveal().encode(), words.encode(), "sha256").hexdigest()
    return f"self-test {proof}"


def is_answer(text: str) -> bool:
    """Tell whether a Roomdesk has answered, be it this one or another."""
    return _ANSWER.fullmatch(text) is not None
