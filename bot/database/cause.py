"""Why the database does not answer, in a few words that anybody who reads the log may see."""

import re

from sqlalchemy.engine import URL
from sqlalchemy.exc import InterfaceError, OperationalError

# A password with an unescaped @ is taken for a part of the host, which drivers quote.
_HIDDEN = re.compile(r"[^\s'\"]*(?:@|://|password=)[^\s'\"]*")


def cause(error: Exception, url: URL) -> str:
    """Return the kind of an error or the file that it is about, and the driver's first line.

    Of errors over what was to be written only the kind: the rest holds somebody's data.
    """
    kind = type(error).__name__
    if isinstance(error, OSError):
        about = str(error.filename or kind)
        return f"{about}: {error.strerror}" if error.strerror else about
    if not isinstance(error, OperationalError | InterfaceError):
        return kind
    said = masked(str(error.orig).strip().partition("\n")[0], url)
    file = f" ({url.database})" if url.get_backend_name() == "sqlite" and url.database else ""
    return f"{kind}: {said}{file}" if said else f"{kind}{file}"


def masked(text: str, url: URL) -> str:
    """Return a driver's words without addresses, and without the password as a quoted value.

    Words that only have the same letters stay: to mask them would make a riddle of the text, and
    tell the password by what is missing.
    """
    if url.password:
        text = re.sub(rf"(['\"]){re.escape(str(url.password))}\1", "…", text)
    return _HIDDEN.sub("…", text)
