"""pmr notify [setting] [site]: whether one is told that somebody waits in the lobby."""

from bot.commands.shared.own_room import changes, on_or_off
from bot.dispatch.ask import Ask
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply

_NOTIFY = on_or_off(
    "pmr notify",
    "Email me when someone waits in my lobby",
    "enabledNotifyHost",
)


@changes(
    "pmr notify [setting] [site]",
    _NOTIFY,
    aliases=("pmr notifications", "pmr notification"),
    examples=("pmr notify on", "pmr notify off"),
    words=Words(
        anywhere=(
            "lobby notification, lobby notifications, lobby email, lobby emails, lobby mails, "
            "waiting email, email me when, someone waits, somebody waits, turn off notifications, "
            "turn on notifications, turn off lobby notifications, turn off lobby emails, turn on "
            "lobby notifications, disable lobby notifications, enable lobby notifications, disable "
            "notifications, enable notifications, tell me when somebody waits, tell me when "
            "someone waits, stop lobby emails"
        ),
    ),
    label="Lobby emails",
)
def notify(_ask: Ask, reply: Reply) -> Reply:
    """Change whether Webex emails you when someone waits in your lobby.

    I show you the change first, 1:1.
    """
    return reply
