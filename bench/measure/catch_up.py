"""How soon what was asked while the bot was away is answered."""

import time
from collections.abc import Iterator

from bench.row import Row, shown
from bench.stage import ROOT, Stage
from bot.sandbox.bot_process import bot_process

_MISSED = 200


def rows(stage: Stage) -> Iterator[Row]:
    """Let the bot go, ask, and start it again on the same database."""
    environ = stage.settings()
    with stage.file("away.log").open("wb") as log:
        with bot_process(ROOT, environ, log):
            stage.warm_up(environ)
        missed = stage.few(_MISSED)
        stage.pretend.ask("room", missed)
        stage.pretend.expect(missed)
        began = time.monotonic()
        with bot_process(ROOT, environ, log):
            answers = stage.pretend.answers(120)
    last_s = max(answers) - began
    yield Row(f"{missed} missed questions, last answer", "", shown(last_s, "s"), "", "shown", "")
