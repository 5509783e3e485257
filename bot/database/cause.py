"""Why the database does not answer, in a few words that anybody who reads the log may see."""

import re

from sqlalchemy.exc import InterfaceError, OperationalError

# A password with an unescaped @ is taken for a part of the host, which drivers quote.
_HIDDEN = re.compile(r"[^\s'\"]*(?:@|://|password=)[^\s'\"]*")


def cause(error: Exception, password: str | None) -> str:
    """Return the kind of an error, and the driver's first line where that holds no one's data."""
    kind = type(error).__name__
    if isinstance(error, OSError):
        return f"{kind}: {error.strerror}" if error.strerror else kind
    if not isinstance(error, OperationalError | InterfaceError):
        return kind  # of other errors the text may quote what was to be written
    said = str(error.orig).strip().partition("\n")[0]
    if password:
        said = said.replace(password, "…")
    said = _HIDDEN.sub("…", said)
    return f"{kind}: {said}" if said else kind
