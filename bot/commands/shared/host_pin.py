"""The one message that tells a host PIN."""

from bot.reply.blocks import Button, Copy, Facts, Note, Reply, Text
from bot.secret import Secret


def host_pin(secret: Secret | None, site: str | None, *, is_new: bool = False) -> Reply:
    """Return the answer with somebody's own host PIN, which comes 1:1."""
    if secret is None:
        return Reply("Webex tells no host PIN", [Text("Your room has none that I could send you.")])
    return Reply(
        "Your host PIN",
        [Text("I sent it to you 1:1.")],
        alone=Reply(
            "Your host PIN",
            [
                Facts([("Host PIN", secret), ("Site", Copy(site) if site else None)]),
                *([Text("It is new: the one before works no more.")] if is_new else []),
                Note("Whoever has it can host your meetings. Remove it when you have used it."),
                Button("Remove this message", says="hide", needs_press=True),
            ],
        ),
    )
