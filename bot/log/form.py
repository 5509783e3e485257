"""What every line has, in either form: whose it is, and nothing that nobody may read."""

import logging
import re

from bot.log import question
from bot.webex import trace

# What comes back from a consent: a code, and the state that it belongs to.
_QUERY = re.compile(r"(/connect)\?[^\s'\"\\]*")


def belongings(record: logging.LogRecord) -> dict[str, object]:
    """Return the number of the question that a line belongs to, and Webex's latest tracking id.

    To be called on the thread that logs.
    """
    number = getattr(record, "question", None) or question.number()
    found = {"question": number, "tracking_id": trace.latest()}
    return {name: value for name, value in found.items() if value is not None}


def scrubbed(text: str) -> str:
    """Return a line without the queries of /connect, which servers put into theirs."""
    return _QUERY.sub(r"\1", text)
