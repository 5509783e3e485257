"""pmr pin [site]: the host PIN of one's own room, 1:1."""

from bot.ask import Ask
from bot.command import command
from bot.desk import Desk
from bot.explain import PERSONAL_ROOM
from bot.policy import Audience, Matter, Need
from bot.reply import Button, Facts, Note, Reply, Text
from bot.secret import Secret


def _fetch(desk: Desk, ask: Ask) -> Secret | None:
    return desk.preferences.of(ask).host_pin(ask.site)


@command(
    "pmr pin [site]",
    aliases=("pin", "host pin"),
    fetch=_fetch,
    explain=PERSONAL_ROOM,
    matter=Matter.HOST_PIN,
    audience=Audience.ASKER,
    need=Need.ROOMS,
    examples=("pmr pin", "pmr pin on site4-example.webex.com"),
)
def pin(_ask: Ask, host_pin: Secret | None) -> Reply:
    """Send you the host PIN of your own room, 1:1.

    Nobody else gets it from me, not even the help desk.
    """
    if host_pin is None:
        return Reply("Webex tells no host PIN", [Text("Your room has none that I could send you.")])
    return Reply(
        "Your host PIN",
        [Text("I sent it to you 1:1.")],
        alone=Reply(
            "Your host PIN",
            [
                Facts([("Host PIN", host_pin)]),
                Note("Whoever has it can host your meetings. Remove it when you have used it."),
                Button("Remove this message", says="hide", needs_press=True),
            ],
        ),
    )
