"""What `roomdesk init` asks for, and what it makes where nobody names one."""

import base64
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A setting that is asked for; what is a secret is not shown as it is typed.

    `suggests` is what Enter gives where nothing is set. `default` is what an unset one means.
    `is_for_webhooks`: it is not asked for where the bot listens to the event socket.
    """

    name: str
    about: str
    is_secret: bool = False
    suggests: Callable[[Mapping[str, str]], str] = lambda _known: ""
    default: str = ""
    is_for_webhooks: bool = False

    def is_for(self, known: Mapping[str, str]) -> bool:
        """Tell whether it is of use beside what is known already."""
        return not (self.is_for_webhooks and hears_by_socket(known))


def hears_by_socket(values: Mapping[str, str]) -> bool:
    """Tell whether the bot is to listen to the event socket."""
    return values.get("WEBEX_EVENTS", "").strip().lower() == "socket"


QUESTIONS = (
    Question(
        "WEBEX_BOT_TOKEN",
        "The bot’s token. Create a bot at https://developer.webex.com/my-apps and copy the token:\n"
        "Webex shows it once. It is not shown here either.",
        is_secret=True,
    ),
    Question(
        "WEBEX_EVENTS",
        "How the bot hears what people ask.\n"
        "socket: it listens to Webex by a connection that it opens, and needs no address. Webex\n"
        "  documents that for its own SDK alone, and may change it without notice.\n"
        "webhook: Webex delivers to an https address of this bot.",
        # A bot that has an address goes on as it was.
        suggests=lambda known: "webhook" if known.get("PUBLIC_URL") else "socket",
        default="webhook",
    ),
    Question(
        "WEBEX_WEBHOOK_SECRET",
        "What Webex signs its deliveries with. Nobody has to know it: Enter makes a random one.",
        is_secret=True,
        is_for_webhooks=True,
    ),
    Question(
        "PUBLIC_URL",
        "Where Webex reaches this bot, such as https://roomdesk.example.com. Enter: later.",
        is_for_webhooks=True,
    ),
    Question(
        "HELPDESK_PEOPLE",
        "The help desk, who may look up other people’s rooms: addresses, with commas between.\n"
        "Enter: nobody.",
    ),
    Question(
        "HELP_CONTACT",
        "Whom people turn to when something does not work, such as: the service desk, ext. 4711",
    ),
)

MADE: Mapping[str, Callable[[], str]] = {
    "WEBEX_WEBHOOK_SECRET": lambda: secrets.token_hex(32),
    "TOKEN_KEY": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
}
