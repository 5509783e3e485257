"""disconnect: end what `connect` began."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.vocabulary import Words
from bot.dispatch.policy import Need
from bot.reply.blocks import Reply, Text


def _fetch(context: Context, ask: Ask) -> bool:
    return context.accounts.end(ask.asker)


@command(
    "disconnect",
    fetch=_fetch,
    need=Need.CONNECT,
    examples=("disconnect",),
    words=Words(
        anywhere=(
            "disconnect me, disconnect account, disconnect my account, log out, logout, "
            "log me out, sign out, signout, revoke, revoke access, unlink, unlink account, "
            "forget me, forget my account, delete my data, delete my account, delete access, "
            "remove my access, remove access, abmelden, déconnecter"
        ),
        decides=True,
    ),
    label="Disconnect my account",
    changes=True,
)
def disconnect(_ask: Ask, had_one: bool) -> Reply:
    """Delete what I keep of your Webex account."""
    if not had_one:
        return Reply("You were not connected", [Text("I keep nothing of your account.")])
    return Reply(
        "Disconnected",
        [
            Text(
                "I have deleted my access to your account. In Webex it may still be listed among "
                "your apps, where you can revoke it too."
            )
        ],
    )
