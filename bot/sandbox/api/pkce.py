"""Proof Key for Code Exchange (RFC 7636)."""

import base64
import hashlib
import hmac
import re

_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def challenge(verifier: str) -> str:
    """The S256 challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def proves(verifier: str | None, expected: str | None) -> bool:
    """Whether the verifier fits; without a challenge none is needed."""
    if expected is None:
        return True
    if verifier is None or not _VERIFIER.fullmatch(verifier):
        return False
    return hmac.compare_digest(challenge(verifier), expected)
