"""The bot beside others that do the same work."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from bench.measure.answer import AT_ONCE
from bench.peer.install import LeftOutError
from bench.peers import DOCUMENTED, EQUAL, FEW, FEW_THREADS, PEERS, with_few_threads
from bench.program import Program
from bench.row import Row, row
from bench.stage import Stage

_TURNS, _COUNT = 2, 250
_SINGLE, _IN_LINE = 5, 15


@dataclass(frozen=True, slots=True)
class Found:
    """What one program did.

    Answers a second, and where deliveries come one by one; one alone, the last of forty, calls.
    """

    per_s: float
    in_line_per_s: float
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
        yield _throughput(title, ours, theirs)
        yield row(
            f"answers a second, delivered one by one, beside {title}",
            theirs.in_line_per_s,
            ours.in_line_per_s,
            "",
            "/s",
        )
        yield row(
            f"{AT_ONCE} at once, beside {title}", theirs.at_once_ms, ours.at_once_ms, "≤ 1 ×", "ms"
        )
        yield row(f"one alone, beside {title}", theirs.one_ms, ours.one_ms, "", "ms")
        yield row(f"Webex calls an answer, beside {title}", theirs.calls, ours.calls, "", "calls")
    yield from _with_few_threads(stage)


def _with_few_threads(stage: Stage) -> Iterator[Row]:
    """Measure what a thread gets done, where calls are all that it waits for."""
    try:
        with (
            stage.roomdesk(ANSWER_THREADS=str(FEW_THREADS)) as bot,
            with_few_threads(stage) as other,
        ):
            ours, theirs = _in_turns(stage, bot, other)
    except LeftOutError:  # which `rows` says
        return
    yield _throughput(FEW, ours, theirs)


def _throughput(title: str, ours: Found, theirs: Found) -> Row:
    target = _target(title, theirs.calls / ours.calls)
    return row(f"answers a second, beside {title}", theirs.per_s, ours.per_s, target, "/s")


def _target(title: str, calls: float) -> str:
    # With equal threads the one who calls less is to be faster by nearly as much.
    equal = f"≥ {0.9 * calls:.2f} ×"
    return {DOCUMENTED: "≥ 8 ×", EQUAL: equal, FEW: equal}.get(title, "")


def _in_turns(stage: Stage, *programs: Program) -> tuple[Found, ...]:
    turns = [[_measured(stage, one) for one in programs] for _ in range(stage.few(_TURNS))]
    return tuple(_middle(list(found)) for found in zip(*turns, strict=True))


def _measured(stage: Stage, program: Program) -> Found:
    one = median(stage.one(program) for _ in range(_SINGLE))
    at_once = stage.batch([program], AT_ONCE).seconds
    count = stage.few(_COUNT)
    many = stage.batch([program], count)
    calls = sum(stage.pretend.calls().values()) / count
    in_line = stage.batch([program], _IN_LINE, lanes=1)
    return Found(many.per_s, in_line.per_s, one * 1000, at_once * 1000, calls)


def _middle(found: list[Found]) -> Found:
    return Found(
        median(one.per_s for one in found),
        median(one.in_line_per_s for one in found),
        median(one.one_ms for one in found),
        median(one.at_once_ms for one in found),
        round(median(one.calls for one in found)),
    )
