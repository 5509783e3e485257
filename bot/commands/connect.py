"""connect: let the bot use one's own Webex account."""

from dataclasses import dataclass

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Audience, Need
from bot.reply.blocks import Note, Open, Reply, Text


@dataclass(frozen=True, slots=True)
class Asked:
    """The link, and what it asks for."""

    link: str
    for_changes: bool = False


def _fetch(context: Context, ask: Ask) -> Asked:
    return Asked(context.accounts.begin(ask.asker), context.changes_rooms)


_READ = "read your meeting settings and your name."
_READ_AND_CHANGE = (
    "read and change your meeting settings, and to read your name. I change nothing that you have "
    "not seen and confirmed first."
)


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
def connect(_ask: Ask, asked: Asked) -> Reply:
    """Let me show your own room with your own access.

    I send you a link 1:1. There you allow me to read your meeting settings and your name, to change
    those settings where that is switched on, and nothing else. “disconnect” ends it.
    """
    what = _READ_AND_CHANGE if asked.for_changes else _READ
    return Reply(
        "Connect your account",
        [Text("I sent you the link 1:1.")],
        alone=Reply(
            "Connect your account",
            [
                Text(f"Sign in at Webex and allow me to {what}"),
                Open("Connect", asked.link),
                Note("The link is for you alone, works once, and for ten minutes."),
            ],
        ),
    )
