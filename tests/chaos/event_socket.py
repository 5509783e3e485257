"""The bot listens to the event socket, which ends in every way that there is."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial

from bot.sandbox import Fault, Sandbox
from bot.sandbox.record import Device
from tests.chaos.bot import Bot
from tests.chaos.stage import Stage, pause

# Longer than any wait of the bot's.
_OPEN_S = 120.0
_ASLEEP_S = 12.0
_HANDSHAKE = "/apps/wx2/registrations/*/messages"

Cut = Callable[[Sandbox], None]


def _closed(code: int) -> Cut:
    return lambda webex: webex.socket.cut(code)


def _unanswered(webex: Sandbox) -> None:
    """The line is dead, and neither end notices: until a ping is not answered."""
    webex.socket.is_silent = True
    webex.wait_for(lambda: webex.socket.connections() == 0, _OPEN_S)
    webex.socket.is_silent = False


def _limited(webex: Sandbox) -> None:
    wait = {"Retry-After": "2"}
    webex.faults.add(Fault("GET", _HANDSHAKE, status=429, headers=wait, times=2))
    webex.socket.cut()


def _crowded(webex: Sandbox) -> None:
    """The device is gone, and there is no room for another until one of ours is deleted."""
    world = webex.world
    with world.lock:
        bot, now = world.bot(), world.now()
        webex.socket.forget()
        for called in ("Roomdesk old", *["somebody’s"] * 99):
            key = str(uuid.uuid4())
            world.devices[key] = Device(key, bot.id, {"name": called}, now, now)


def _left_out(webex: Sandbox) -> None:
    webex.socket.skip()


QUICK: Sequence[Cut] = (
    *map(_closed, (1000, 1001, 1003, 1005, 1006, 1011, 4001, 4401, 1008)),
    lambda webex: webex.socket.forget(),
    lambda webex: webex.socket.shut_down(),
    _limited,
    _crowded,
    _left_out,
)
# Those that somebody has to mend, or that nobody notices, take up to a minute.
ALL: Sequence[Cut] = (
    *QUICK,
    *map(_closed, (1006, 1006, 4400)),
    lambda webex: webex.socket.shut_down(),
    lambda webex: webex.socket.replace(),
    _unanswered,
)


def socket_cut(stage: Stage, questions: int, cuts: Sequence[Cut], kills: int, per_s: float) -> None:
    """The socket ends again and again, the bot is killed, and once it stands still for a while."""
    stage.hears_by_socket = True
    bot = stage.bot()
    blows: list[Cut | None] = [*cuts, *[None] * kills]
    stage.choice.shuffle(blows)
    with stage.asking(questions, per_s) as stream:
        for number in stage.moments(stream, len(blows)):
            _strike(stage, bot, blows[number - 1])
        bot.stand_still()
        pause(_ASLEEP_S)
        bot.go_on()


def _strike(stage: Stage, bot: Bot, cut: Cut | None) -> None:
    if cut is None:
        bot.kill()
        bot.start()
        return
    webex = stage.webex
    if not webex.wait_for(lambda: webex.socket.connections() >= 1, _OPEN_S):
        raise TimeoutError("the bot does not listen any more")
    cut(webex)


SOCKET: dict[str, Callable[[Stage], None]] = {
    f"the event socket cut {len(ALL)} times, the bot killed 10 times": partial(
        socket_cut, questions=300, cuts=ALL, kills=10, per_s=3
    )
}
