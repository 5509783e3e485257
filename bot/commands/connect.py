"""connect: let the bot use one's own Webex account."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.policy import Audience, Need
from bot.reply.blocks import Note, Open, Reply, Text


def _fetch(context: Context, ask: Ask) -> str:
    return context.accounts.begin(ask.asker)


@command(
    "connect",
    fetch=_fetch,
    audience=Audience.ASKER,
    need=Need.CONNECT,
    examples=("connect",),
)
def connect(_ask: Ask, link: str) -> Reply:
    """Let me show your own room with your own access.

    I send you a link 1:1. There you allow me to read your meeting settings and your name, and
    nothing else. “disconnect” ends it.
    """
    return Reply(
        "Connect your account",
        [Text("I sent you the link 1:1.")],
        alone=Reply(
            "Connect your account",
            [
                Text("Sign in at Webex and allow me to read your meeting settings and your name."),
                Open("Connect", link),
                Note("The link is for you alone, works once, and for ten minutes."),
            ],
        ),
    )
