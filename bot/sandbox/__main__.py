"""`python -m bot.sandbox`: the demonstration. A pretend Webex, the real bot, and a page to chat on.

EVENTS=socket lets the bot hear by Webex's event socket instead of webhooks.
ASK asks one thing and ends; AS and IN choose another person or space. TERMINAL gives a prompt
instead of the page. PORT is where the page is; NO_BROWSER keeps it from being opened. OWN_BOT runs
no bot: yours connects, to the API on PORT.
"""

import os
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from .bot_process import bot_process
from .ending import wait_for_signal
from .hearing import EventsError, demo_settings, introduce, wait_until_it_hears
from .opening import begin_talking
from .page import Keeper, serving
from .refusal import Refusal
from .sandbox import Sandbox
from .seed import demo_world, name
from .server import running
from .terminal import Terminal

_ROOT = Path(__file__).resolve().parents[2]
_LAST_PORT = 65_535
_API_PORT = "8123"
_OWN_BOT = """\
A pretend Webex, for a bot of your own. Its settings:

WEBEX_API_URL={url}
WEBEX_BOT_TOKEN={token}
PUBLIC_URL=http://127.0.0.1:8000
HELPDESK_PEOPLE={help_desk}
"""


class PortError(Exception):
    """The page cannot be served where PORT says."""


def main() -> int:
    """Run the demonstration; return the exit code."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores it
    for ending in (signal.SIGTERM, signal.SIGHUP):  # so that the bot is ended, too
        signal.signal(ending, lambda *_: sys.exit(1))
    if os.environ.get("OWN_BOT"):
        return _wait_for_own_bot()
    with tempfile.TemporaryDirectory(prefix="roomdesk-") as folder, running(demo_world()) as webex:
        log = Path(folder) / "bot.log"
        try:
            events = os.environ.get("EVENTS") or "webhook"
            settings = demo_settings(webex, Path(folder) / "demo.db", events)
            if os.environ.get("ASK") or os.environ.get("TERMINAL"):
                _talk(webex, settings, log)
            else:
                _show_page(webex, settings, log)
        except Refusal:
            _show("That person is not in that space: choose another one with AS= or IN=.")
            return 1
        except LookupError as error:
            _show(f"{error.args[0]}. To see what there is: make demo TERMINAL=1, then /people.")
            return 1
        except (EventsError, PortError) as error:
            _show(str(error))
            return 1
        except (RuntimeError, TimeoutError) as error:
            said = log.read_text(errors="replace") if log.exists() else ""
            _show(f"{said}\nThe bot did not answer: {error.args[0]}")
            return 1
    return 0


def _wait_for_own_bot() -> int:
    """Be a Webex, and let somebody talk to the bot that connects to it; return the exit code."""
    try:
        with running(demo_world(), _port(os.environ.get("PORT") or _API_PORT)) as webex:
            told = {"url": webex.url, "token": name.BOT_TOKEN, "help_desk": name.HANA_EMAIL}
            _show(_OWN_BOT.format(**told))
            Terminal(webex, name.JOHN_EMAIL, name.UNICORN, _show).chat(_typed())
    except PortError as error:
        _show(str(error))
        return 1
    return 0


def _talk(webex: Sandbox, settings: dict[str, str], log: Path) -> None:
    who, where = os.environ.get("AS") or name.JOHN_EMAIL, os.environ.get("IN") or name.UNICORN
    terminal = Terminal(webex, who, where, _show)
    introduce(_ROOT, settings)
    with log.open("wb") as sink, bot_process(_ROOT, settings, sink):
        wait_until_it_hears(webex, settings)
        line = os.environ.get("ASK")
        if line:
            _show(terminal.ask(line).text or "")
        else:
            terminal.chat(_typed())


def _show_page(webex: Sandbox, settings: dict[str, str], log: Path) -> None:
    port = _port(os.environ.get("PORT") or "0")
    introduce(_ROOT, settings)
    bot = Keeper(_ROOT, settings, log)
    try:
        bot.start()
        wait_until_it_hears(webex, settings)
        begin_talking(webex)
        with serving(webex, bot, port) as url:
            _show(f"A pretend Webex with the real bot in it: {url}\nCtrl-C ends it.")
            if _has_display():
                webbrowser.open(url)
            wait_for_signal()
    except KeyboardInterrupt:
        _show("")
    finally:
        bot.close()


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > _LAST_PORT:
        raise PortError(f"PORT={text} is no port: give a number from 1 to {_LAST_PORT}, or none.")
    port = int(text)
    try:
        with socket.create_server(("127.0.0.1", port)):
            return port
    except OSError as error:
        raise PortError(
            f"PORT={port} cannot be used: {os.strerror(error.errno or 0)}. Give another."
        ) from error


def _has_display() -> bool:
    if os.environ.get("NO_BROWSER") or not sys.stdout.isatty():
        return False
    if sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _typed() -> Iterator[str]:
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            _show("")
            return


def _show(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


sys.exit(main())
