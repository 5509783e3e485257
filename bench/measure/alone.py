"""How soon `room` is answered while hardly anything is asked: its space is read ahead then."""

import time
from collections.abc import Iterator
from statistics import median

from bench.floors import serial
from bench.peers import PEERS, SDK
from bench.row import Row, row
from bench.stage import Stage

_LATENCY_S = 0.1
_COUNT = 15
_REST_S = 61  # after which the bot counts none of the calls of its warm-up


def rows(stage: Stage) -> Iterator[Row]:
    """Ask the bot and the SDK in Flask, and make the calls one after the other, in turns."""
    stage.pretend.set_latency(_LATENCY_S)
    floors: list[float] = []
    sdks: list[float] = []
    bots: list[float] = []
    with stage.roomdesk() as bot, PEERS[SDK](stage) as sdk:
        time.sleep(_REST_S)
        for _ in range(stage.few(_COUNT)):
            floors += serial(stage, stage.pretend.ask("room", 1))
            sdks.append(stage.one(sdk))
            bots.append(stage.one(bot))
    floor, theirs, ours = (median(found) * 1000 for found in (floors, sdks, bots))
    title = f"`room` alone, {_LATENCY_S * 1000:.0f} ms a call"
    yield row(f"{title}, p50", floor, ours, "≤ 0.72 ×", "ms")
    yield row(f"{title}, beside {SDK}", theirs, ours, "≤ 0.75 ×", "ms")
