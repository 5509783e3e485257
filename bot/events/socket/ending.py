"""Why a connection to the event socket ended, and what that means."""

from enum import Enum

# Close codes of the socket, beside those of RFC 6455, 7.4.1.
_REFUSED = frozenset({1008, 4401})
_FOR_GOOD = frozenset({4400, 4403})
_REPLACED = 4000


class Ending(Enum):
    """What is to be done about it."""

    LOST = "lost"  # connect again, after growing waits
    STALE = "stale"  # the device is gone: register anew, at once
    REPLACED = "replaced"  # another connection of this device took over
    REFUSED = "refused"  # the socket does not take the token
    UNAUTHORIZED = (
        "unauthorized"  # calls do not either, and whoever makes them has told the operator
    )
    FOR_GOOD = "for good"  # Webex does not want this connection at all
    CROWDED = "crowded"  # the account has too many devices, and none that is ours to delete


# Only the operator can mend these; they are tried again rarely.
GRAVE = frozenset({Ending.REFUSED, Ending.UNAUTHORIZED, Ending.FOR_GOOD, Ending.CROWDED})
# What the operator is told of them.
ADVICE = {
    Ending.REFUSED: "Webex refuses the bot's token. Generate a new one at "
    "https://developer.webex.com/my-apps, set WEBEX_BOT_TOKEN and restart the bot",
    Ending.FOR_GOOD: "Webex does not let this bot listen. Set WEBEX_EVENTS=webhook, or ask Webex",
    Ending.CROWDED: "The bot's account has too many devices, and none that Roomdesk has made: "
    "delete some, or set WEBEX_EVENTS=webhook",
    Ending.REPLACED: "another program listens with this bot's device. Give each deployment a bot "
    "and a database of its own",
}


def of_close(code: int | None, reason: str) -> Ending:
    """Return what a close code means, given with a reason or without."""
    if code in _REFUSED:
        return Ending.REFUSED
    if code in _FOR_GOOD:
        return Ending.FOR_GOOD
    if code == _REPLACED and reason.strip().lower() == "replaced":
        return Ending.REPLACED
    return Ending.LOST


def of_handshake(status: int) -> Ending:
    """Return what a status means that came instead of a connection."""
    return {401: Ending.REFUSED, 404: Ending.STALE}.get(status, Ending.LOST)
