"""The database: reachable, at the right schema, writable; what waits in it, and who works on it."""

import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert

from bot.cli.checks.finding import Finding, fail, ok, skipped, warn
from bot.cli.checks.state import NAME, Base
from bot.database.schema.revision import NEWEST
from bot.database.schema.tables import marks
from bot.errors import UnavailableError
from bot.inbox.letters import Letters, Load
from bot.inbox.upkeep import Upkeep
from bot.reply import times
from bot.runtime.housekeeping import DUTY

_QUESTIONS, _WORK = "questions", "bot at work"
_LONG = timedelta(minutes=5)


def database(base: Base) -> Iterator[Finding]:
    """Look whether questions can be written down."""
    problem = base.problem
    if problem is not None:
        yield problem
        return
    began, kind = time.monotonic(), "PostgreSQL" if base.is_postgresql else "SQLite"
    try:
        _write(base)
    except UnavailableError as error:
        driver = type(getattr(error.__cause__, "orig", error)).__name__
        seen = f"{kind} takes nothing: {error if ': ' in str(error) else driver}"
        yield fail(NAME, seen, "Is it read-only, or its disk full? May this user write to it?")
        return
    took_ms, schema = (time.monotonic() - began) * 1000, base.schema or NEWEST
    yield ok(NAME, f"{kind} with {schema.in_words}, written to in {took_ms:.0f} ms")


def questions(base: Base) -> Iterator[Finding]:
    """Look at what waits, and at what was given up."""
    if base.problem is not None:
        yield skipped(_QUESTIONS, "needs the database")
        return
    yield of_load(Letters(base.database).load(), datetime.now(UTC))


def at_work(base: Base) -> Iterator[Finding]:
    """Look whether a bot works on this database, which may not be the one that it uses."""
    if base.problem is not None:
        yield skipped(_WORK, "needs the database")
    elif Upkeep(base.database, "check").is_held(DUTY):
        yield ok(_WORK, "a bot works on this database")
    else:
        yield warn(
            _WORK,
            "no bot works on this database",
            "Start it: gunicorn app:app. If it runs, it uses another database than this command: "
            "give both the same DATABASE_URL.",
        )


def of_load(load: Load, now: datetime) -> Finding:
    """Return what is to be said about the questions."""
    last = f"last delivery {times.said(load.last, now)}" if load.last else "no delivery yet"
    if load.dead:
        seen = f"{load.dead} got no answer; {last}"
        return warn(_QUESTIONS, seen, "See them: roomdesk inbox list")
    if load.oldest and now - load.oldest > _LONG:
        seen = f"{load.waiting} wait, the oldest since {times.said(load.oldest, now)}; {last}"
        return warn(_QUESTIONS, seen, "Does the bot run, and does Webex answer it? See its log.")
    return ok(_QUESTIONS, f"{load.waiting or 'none'} waiting; {last}")


def _write(base: Base) -> None:
    """Write for real: what is not kept may never reach the disk. Raises: UnavailableError."""
    name = f"check {secrets.token_hex(8)}"
    with base.database.begin(durable=True) as connection:
        connection.execute(insert(marks).values(name=name, value=0.0))
    with base.database.begin(durable=True) as connection:
        connection.execute(delete(marks).where(marks.c.name == name))
