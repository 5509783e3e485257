"""Reading the Authorization header."""


def bearer(header: str | None) -> str | None:
    """The token of `Bearer <token>`, None for anything else."""
    scheme, _, token = (header or "").strip().partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
