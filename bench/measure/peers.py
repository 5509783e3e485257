"""The bot beside others that do the same work."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from bench.measure.answer import AT_ONCE
from bench.peer.install import LeftOutError
from bench.peers import PEERS, SDK
from bench.program import Program
from bench.row import Row, row
from bench.stage import Stage

_TURNS = 5
_SINGLE = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What one program did: one question alone, the last of forty, calls an answer."""

    one_ms: float
    at_once_ms: float
    calls: float


def rows(stage: Stage) -> Iterator[Row]:
    """Measure the bot and each peer in turns."""
    for title, peer in PEERS.items():
        try:
            with stage.roomdesk() as bot, peer(stage) as other:
                ours, theirs = _in_turns(stage, bot, other)
        except LeftOutError as error:
            yield Row(f"{title}: left out, {str(error).replace('|', '/')}", "", "", "", "", "")
            continue
        at_once = f"{AT_ONCE} at once, beside {title}"
        # The bare SDK does nothing but the calls, and is a floor.
        to_reach = "" if title == SDK else "≤ 1 ×"
        yield row(at_once, theirs.at_once_ms, ours.at_once_ms, to_reach, "ms")
        yield row(f"one alone, beside {title}", theirs.one_ms, ours.one_ms, "", "ms")
        yield row(f"Webex calls an answer, beside {title}", theirs.calls, ours.calls, "", "calls")


def _in_turns(stage: Stage, *programs: Program) -> tuple[Found, ...]:
    turns = [[_measured(stage, one) for one in programs] for _ in range(stage.few(_TURNS))]
    return tuple(_middle(list(found)) for found in zip(*turns, strict=True))


def _measured(stage: Stage, program: Program) -> Found:
    one = median(stage.one(program) for _ in range(_SINGLE))
    at_once = stage.batch(program, AT_ONCE)
    calls = sum(stage.pretend.calls().values()) / AT_ONCE
    return Found(one * 1000, at_once * 1000, calls)


def _middle(found: list[Found]) -> Found:
    return Found(
        median(one.one_ms for one in found),
        median(one.at_once_ms for one in found),
        round(median(one.calls for one in found)),
    )
