"""`python -m bot.sandbox`: the demonstration. A pretend Webex, the real bot, and a prompt.

ASK asks one thing and ends; AS and IN choose another person or space.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .bot_process import bot_process, free_port, settings_for, sync_webhooks
from .refusal import Refusal
from .seed import demo_world, name
from .server import running
from .terminal import Terminal

_ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run the demonstration; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="roomdesk-") as folder, running(demo_world()) as webex:
        settings = settings_for(webex.url, free_port(), Path(folder) / "demo.db")
        log = Path(folder) / "bot.log"
        try:
            terminal = Terminal(
                webex,
                os.environ.get("AS") or name.JOHN_EMAIL,
                os.environ.get("IN") or name.UNICORN,
                _show,
            )
            sync_webhooks(_ROOT, settings)
            with log.open("wb") as sink, bot_process(_ROOT, settings, sink):
                _talk(terminal)
        except Refusal:
            _show("That person is not in that space: choose another one with AS= or IN=.")
            return 1
        except LookupError as error:
            _show(f"{error.args[0]}. To see what there is: make demo, then /people or /spaces.")
            return 1
        except (RuntimeError, TimeoutError) as error:
            said = log.read_text(errors="replace") if log.exists() else ""
            _show(f"{said}\nThe bot did not answer: {error.args[0]}")
            return 1
    return 0


def _talk(terminal: Terminal) -> None:
    line = os.environ.get("ASK")
    if line:
        _show(terminal.ask(line).text or "")
    else:
        terminal.chat(_typed())


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
