"""Who may schedule meetings for somebody.

https://developer.webex.com/docs/api/v1/meeting-preferences/get-scheduling-options
"""

from bot.webex.model import fields
from bot.webex.model.fields import Data


def delegates_in(data: Data) -> tuple[str, ...]:
    """Return the addresses; one text may hold several, as in the page's example."""
    texts = fields.texts(data, "delegateEmails")
    listed = (one.strip() for text in texts for one in text.split(","))
    return tuple(dict.fromkeys(filter(None, listed)))
