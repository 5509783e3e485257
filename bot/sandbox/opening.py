"""What the demonstration opens with: asked for real, and answered by the real bot."""

from .sandbox import Sandbox
from .seed import name

_ANSWERED_S = 30.0
_ASKED = (
    (name.NOOR_EMAIL, "meeting"),
    (name.ANA_EMAIL, f"pmr {name.JOHN_EMAIL}"),
    (name.JOHN_EMAIL, "pmr pin"),
)
"""A question, one that is refused, and one whose answer goes 1:1."""


def begin_talking(webex: Sandbox) -> None:
    """Let people ask in their space, one after the other.

    Raises:
        TimeoutError: a question was not answered.
    """
    for who, line in _ASKED:
        asked = webex.say(who, name.UNICORN, f"@{webex.world.bot().display_name} {line}")
        webex.wait_for_reply(asked.id, _ANSWERED_S)
