"""Playing one scenario on a stage of its own, and counting."""

import contextlib
import logging
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.sandbox import Message, demo_world, running
from tests.chaos.door import PROMPTLY_S, door
from tests.chaos.row import Row
from tests.chaos.stage import Scenario, Stage
from tests.chaos.tally import Tally, answers, tally
from tests.postgres import drop_database, fresh_database

log = logging.getLogger(__name__)

_MOST_EXPLAINED = 5


def play(title: str, scenario: Scenario, server_url: str | None) -> Row:
    """Play a scenario on a fresh database: of that PostgreSQL server, or a SQLite file.

    Where the promise was broken, what the bots logged is kept, and the log says where.
    """
    folder = Path(tempfile.mkdtemp(prefix="roomdesk-chaos-"))
    keep = True
    try:
        with _database(server_url, folder) as url, running(demo_world()) as webex:
            stage = Stage(webex, folder, url, random.Random(title))  # noqa: S311  # repeatable
            with contextlib.closing(stage):
                scenario(stage)
                was_shut = any(bot.was_ended for bot in stage.bots)
                stage.settle()
                asked = [question for stream in stage.streams for question in stream.asked]
                found = tally(webex, asked)
                _explain(stage, found)
                row = Row(
                    scenario=title,
                    database="PostgreSQL" if server_url else "SQLite",
                    tally=found,
                    resumed=stage.ledger.resumed(),
                    door=door(webex.deliveries(), was_shut=was_shut),
                    needs_no_notice=stage.needs_no_notice,
                )
                keep = bool(row.broken(PROMPTLY_S))
                return row
    finally:
        if keep:
            log.error("what the bots logged is in %s", folder)
        else:
            shutil.rmtree(folder)


@contextlib.contextmanager
def _database(server_url: str | None, folder: Path) -> Iterator[str]:
    if server_url is None:
        yield f"sqlite:///{folder / 'bot.db'}"
        return
    url = fresh_database(server_url)
    try:
        yield url
    finally:
        drop_database(server_url, url)


def _explain(stage: Stage, found: Tally) -> None:
    for question in found.lost[:_MOST_EXPLAINED]:
        log.error("lost: %s", _story(stage, question))
    for again in found.repeated[:_MOST_EXPLAINED]:
        log.error("repeated: %s", _story(stage, stage.webex.world.messages[again.root_id]))
    for one in found.stray[:_MOST_EXPLAINED]:
        log.error("in no thread: %s: %r in a %s space", one.created, one.markdown, one.room_kind)
    if any(hook.status == "inactive" for hook in stage.webex.world.webhooks.values()):
        log.warning("a webhook was disabled on the way")


def _story(stage: Stage, question: Message) -> str:
    said = [f"  {one.created}: {one.markdown!r}" for one in answers(stage.webex, question)]
    row = stage.ledger.row(question.id)
    asked = f"{question.created}: {question.text!r} in a {question.room_kind} space"
    return "\n".join([asked, *said, f"  {row._asdict() if row else 'never written down'}"])
