"""connect: let the bot use one's own Webex account."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
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
    words=Words(
        anywhere=(
            "connect account, connect my account, connect me, link account, link my account, "
            "authorize, authorise, authorize you, log in, login, log me in, sign in, "
            "sign me in, grant access, give you access, allow access, allow you, "
            "konto verbinden, anmelden, connecter"
        ),
    ),
    label="Connect my account",
    changes=True,
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
