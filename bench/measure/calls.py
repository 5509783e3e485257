"""How many calls to Webex an answer takes once names are known."""

import time
from collections.abc import Iterator, Sequence
from statistics import median

from bench.program import Program
from bench.row import Row, row
from bench.stage import Stage

_EXPECTED = {"`room`": 3, "`pmr`": 3, "`help`": 2, "a message of its own": 0, "a duplicate": 0}
_PACED = ("room", "help")  # a second apart: many enough that nothing is read ahead
_A_MINUTE = 60
_TURNS = 3  # once in a while the bot makes a call of its own, which is no part of an answer


def rows(stage: Stage) -> Iterator[Row]:
    """Count at the pretend Webex."""
    with stage.roomdesk() as bot:
        lines = [_counted(stage, bot, line) for line in ("room", "pmr", "help")]
        # Nobody answers these: whatever comes of them comes ahead of the next answer.
        own = _counted(stage, bot, "room", [stage.pretend.say_as_bot()]) - lines[0]
        known = stage.pretend.ask("room", 1)
        stage.pretend.expect(1)
        stage.load.send(bot.url, known, None, 1)
        stage.pretend.answers(10)
        again = _counted(stage, bot, "room", known) - lines[0]
        paced = _paced(stage, bot)
    found = dict(zip(_EXPECTED, [*lines, own, again], strict=True))
    yield Row(
        "Webex calls for " + ", ".join(found),
        _list(_EXPECTED),
        _list(found),
        "",
        "equal",
        "yes" if found == _EXPECTED else "no",
    )
    least = sum(_EXPECTED[f"`{line}`"] for line in _PACED) / len(_PACED)
    title = f"Webex calls an answer, {_A_MINUTE} a minute of `room` and `help`"
    yield row(title, least, paced, "≤ 1 ×", "calls")


def _paced(stage: Stage, bot: Program) -> float:
    """Return the calls an answer at a steady pace, without the bot's own now and then."""
    count = stage.few(_A_MINUTE)
    found = []
    for number in range(count):
        began = time.monotonic()
        stage.batch(bot, 1, _PACED[number % len(_PACED)])
        time.sleep(max(0.0, 60 / _A_MINUTE - (time.monotonic() - began)))
        found.append(sum(stage.pretend.calls().values()))
    return sum(median(found[first :: len(_PACED)]) for first in range(len(_PACED))) / len(_PACED)


def _counted(stage: Stage, bot: Program, line: str, before: Sequence[bytes] = ()) -> int:
    """Return the calls that an answer takes, and what is delivered ahead of it."""
    stage.batch(bot, 1, line)
    counts = []
    for _ in range(_TURNS):
        stage.load.send(bot.url, before, None, 1)
        stage.batch(bot, 1, line)
        counts.append(sum(stage.pretend.calls().values()))
    return int(median(counts))


def _list(counts: dict[str, int]) -> str:
    return ", ".join(map(str, counts.values()))
