"""disconnect: end what `connect` began."""

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.policy import Need
from bot.reply.blocks import Reply, Text


def _fetch(context: Context, ask: Ask) -> bool:
    return context.accounts.end(ask.asker)


@command("disconnect", fetch=_fetch, need=Need.CONNECT, examples=("disconnect",))
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
