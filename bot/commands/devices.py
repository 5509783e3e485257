"""pmr devices [setting] [site]: whether video devices join one's own room unasked."""

from bot.commands.shared.own_room import changes, on_or_off
from bot.dispatch.ask import Ask
from bot.dispatch.grammar.vocabulary import Words
from bot.reply.blocks import Reply

_DEVICES = on_or_off(
    "pmr devices",
    "Video devices of the organisation join without being asked",
    "allowAuthenticatedDevices",
    untold="not told",
)


@changes(
    "pmr devices [setting] [site]",
    _DEVICES,
    aliases=("pmr device",),
    examples=("pmr devices on", "pmr devices off"),
    words=Words(
        anywhere=(
            "video devices join, devices join, device join, let devices join, let devices in, "
            "allow devices, allow video devices, authenticated devices, turn on devices, turn off "
            "devices, enable devices, disable devices"
        ),
    ),
    label="Video devices",
)
def devices(_ask: Ask, reply: Reply) -> Reply:
    """Change whether your organisation’s video devices join your room without a prompt.

    I show you the change first, 1:1.
    """
    return reply
