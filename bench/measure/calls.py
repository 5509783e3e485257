"""How many calls to Webex an answer takes once names are known."""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.program import Program
from bench.row import Row
from bench.stage import Stage

_EXPECTED = {"`room`": 3, "`pmr`": 3, "`help`": 2, "a message of its own": 0, "a duplicate": 0}
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
    found = dict(zip(_EXPECTED, [*lines, own, again], strict=True))
    yield Row(
        "Webex calls for " + ", ".join(found),
        _list(_EXPECTED),
        _list(found),
        "",
        "equal",
        "yes" if found == _EXPECTED else "no",
    )


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
