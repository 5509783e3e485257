"""How long the bot takes from its start until it is ready."""

import contextlib
import time
import urllib.request
from collections.abc import Iterator
from statistics import median

from bench.importing import imported, packages
from bench.row import Row, row
from bench.stage import ROOT, Stage
from bot.sandbox.bot_process import end, free_port, launched, settings_for

_TURNS = 3
_LOOK_S = 0.005


def rows(stage: Stage) -> Iterator[Row]:
    """Start the bot on an empty database, and import the same packages, in turns."""
    names = packages(stage)
    floors, bots = [], []
    for _ in range(stage.few(_TURNS)):
        floors.append(_imported_s(names))
        bots.append(_ready_s(stage))
    yield row("start to ready", median(floors), median(bots), "≤ 2 ×", "s")


def _imported_s(names: str) -> float:
    began = time.monotonic()
    with imported(names):
        return time.monotonic() - began


def _ready_s(stage: Stage) -> float:
    port = free_port()
    settings = settings_for(stage.pretend.url(), port, stage.file("bot.db"))
    with stage.file("bot.log").open("wb") as log:
        began = time.monotonic()
        process = launched(ROOT, settings, log)
        try:
            while process.poll() is None:
                with (
                    contextlib.suppress(OSError),
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5),
                ):
                    return time.monotonic() - began
                time.sleep(_LOOK_S)
        finally:
            end(process)
    raise RuntimeError("the bot ended before it was ready")
