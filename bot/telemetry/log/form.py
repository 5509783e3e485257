"""What every line has, in either form: whose it is, and nothing that nobody may read."""

import logging
import re

from bot.telemetry.context import latest_tracking_id, question_number

# From the start of a word, so that a long one is looked through once. In JSON \u00e9 is a letter.
_QUERY = re.compile(r"""(?<![^\s'"?])([^\s'"?/]*+/[^\s'"?]*+)\?(?:[^\s'"\\]|\\u[0-9a-f]{4})*""")


def belongings(record: logging.LogRecord) -> dict[str, object]:
    """Return the number of the question that a line belongs to, and Webex's latest tracking id.

    To be called on the thread that logs.
    """
    number = getattr(record, "question", None) or question_number()
    found = {"question": number, "tracking_id": latest_tracking_id()}
    return {name: value for name, value in found.items() if value is not None}


def scrubbed(text: str) -> str:
    """Return a line without the queries of addresses, which libraries and servers put into theirs.

    /connect gets a code with its state there, and Webex an address that is looked up.
    """
    return _QUERY.sub(r"\1", text)
