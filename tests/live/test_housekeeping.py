"""What a process that was killed leaves to the others."""

from pathlib import Path

from bot.sandbox import Sandbox
from tests.by_hand import Bot, Clock
from tests.live.living import killed
from tests.runtime.test_housekeeping import Process, clock, looked, webex

__all__ = ["clock", "webex"]


def test_a_dead_holder_s_duty_is_taken_at_once(
    webex: Sandbox, tmp_path: Path, clock: Clock
) -> None:
    process = Process(webex, tmp_path, clock)
    dead = Bot(webex, tmp_path, owner=killed(str(tmp_path)), clock=clock)
    assert dead.upkeep.take("housekeeping", 90)
    before = looked(webex)
    process.look()
    assert looked(webex) == before + 1
    assert process.bot.upkeep.holder("housekeeping") == process.alive.name
    dead.close()
    process.end()
