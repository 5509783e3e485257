"""The event socket: can it be listened to, does a process do so, and how far would it look back?"""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from bot.cli.checks.finding import Finding, fail, ok, skipped, warn
from bot.cli.checks.state import Base
from bot.cli.checks.trouble import trouble
from bot.errors import WebexError
from bot.events.catch_up import SEEN
from bot.events.socket import frames
from bot.events.socket.dialling import dialled
from bot.events.socket.ending import Ending
from bot.events.socket.frames import Envelope
from bot.events.socket.hearing import HearingMarks
from bot.events.socket.open_socket import Socket, SocketEnd
from bot.inbox.upkeep import Upkeep
from bot.reply import times
from bot.webex.devices import PREFIX, Devices, TooManyDevicesError
from bot.webex.services import Services

_NAME, _LISTENER, _BACK = "event socket", "listening", "looking back"
_WITHIN_S = 10.0
_WAY = (
    "Do the proxy and the firewall let *.wbx2.com and *.webex.com through, WebSockets included? "
    "With WEBEX_EVENTS=webhook the bot needs no socket."
)
_ADDRESS = "Is WEBEX_CATALOG_URL right? Unset it for Webex itself."
_RENEW = (
    "Generate a new token at https://developer.webex.com/my-apps, set WEBEX_BOT_TOKEN and restart."
)


def event_socket(services: Services) -> Iterator[Finding]:
    """Register a device, listen by it, and delete it. That of the running bot is left alone."""
    try:
        _listen(services)
    except TooManyDevicesError:
        yield warn(
            _NAME,
            "this account has as many devices as it may have: none is left to check with",
            "A bot that runs has its own. Delete devices of programs that are not used any more.",
        )
    except WebexError as error:
        yield trouble(_NAME, error, _RENEW if error.failure.what == 401 else _ADDRESS)
    except SocketEnd as end:
        is_refused = end.ending is Ending.REFUSED
        yield fail(_NAME, f"no connection: {end.why}", _RENEW if is_refused else _WAY)
    else:
        yield ok(_NAME, "a device was registered, and a connection opened and authorised")


def looking_back(base: Base, catch_up_minutes: int) -> Iterator[Finding]:
    """Look whether a process listens, and from when on it would look for what was missed."""
    if base.problem is not None:
        for name in (_LISTENER, _BACK):
            yield skipped(name, "needs the database")
        return
    upkeep, now = Upkeep(base.database, "check"), datetime.now(UTC)
    hearing = HearingMarks(upkeep).look()
    if hearing.is_alive and hearing.since:
        yield ok(_LISTENER, f"connected {times.said(hearing.since, now)}")
    else:
        next_step = "Start the bot. If it runs, its log says what keeps it from listening."
        yield warn(_LISTENER, "no process of the bot listens", next_step)
    seen = upkeep.marked(SEEN)
    if not catch_up_minutes:
        yield skipped(_BACK, "off: CATCH_UP_MINUTES is 0")
    elif seen is None:
        yield ok(_BACK, "nothing was heard yet, so that nothing is missing")
    else:
        moment = times.said(datetime.fromtimestamp(seen, UTC), now)
        yield ok(_BACK, f"a bot that connects now looks for what was asked since {moment}")


def _listen(services: Services) -> None:
    """Raises: WebexError, SocketEnd."""
    devices, catalog = Devices(services), services.catalog()
    device = devices.new(catalog, f"{PREFIX}check {secrets.token_hex(4)}")
    try:
        with dialled(device.socket_url) as socket:
            _authorise(socket, services)
    finally:
        with suppress(WebexError):  # it says nothing about the socket
            devices.delete(catalog, device)


def _authorise(socket: Socket, services: Services) -> None:
    socket.send(frames.authorization(str(uuid.uuid4()), services.token().reveal()))
    while True:
        frame = frames.read(socket.receive(_WITHIN_S))
        if isinstance(frame, Envelope) and frame.is_ready:
            return
