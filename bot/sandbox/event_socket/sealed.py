"""Text that looks encrypted end to end. There is no key, so nobody can read it."""

import secrets

_HEADER = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0"
"""`{"alg":"dir","enc":"A256GCM"}`."""


def sealed(text: str) -> str:
    """A JSON Web Encryption in its compact form, as long as that of the text would be."""
    parts = (secrets.token_urlsafe(size) for size in (12, len(text.encode()), 16))
    return f"{_HEADER}..{'.'.join(parts)}"
