"""What `roomdesk init` asks for, and what it makes where nobody names one."""

import base64
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A setting that is asked for; what is a secret is not shown as it is typed."""

    name: str
    about: str
    is_secret: bool = False


QUESTIONS = (
    Question(
        "WEBEX_BOT_TOKEN",
        "The bot’s token. Create a bot at https://developer.webex.com/my-apps and copy the token:\n"
        "Webex shows it once. It is not shown here either.",
        is_secret=True,
    ),
    Question(
        "WEBEX_WEBHOOK_SECRET",
        "What Webex signs its deliveries with. Nobody has to know it: Enter makes a random one.",
        is_secret=True,
    ),
    Question(
        "PUBLIC_URL",
        "Where Webex reaches this bot, such as https://roomdesk.example.com. Enter: later.",
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
