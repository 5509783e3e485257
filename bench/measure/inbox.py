"""What a full inbox costs: writing a question down and handing one out."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median
from uuid import uuid4

from sqlalchemy import text

from bench.row import Row, row
from bench.stage import Stage
from bot.database.engine import engine_for
from bot.database.schema.setup import prepare
from bot.database.transactions import Database
from bot.inbox.question import payload
from bot.inbox.store import Inbox
from bot.webex.model.event import Event

_ANSWERED, _WAITING = 1_000_000, 10_000
_TURNS, _EACH = 10, 40

_PAYLOAD = payload(Event("messages", "created", "subject", "room", "person"))
_FILL = text("""
    INSERT INTO questions (resource, event, subject_id, room_id, person_id, payload, arrived_at,
                           turn, due_at, tries, crashes, ended_at, outcome)
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :count)
    SELECT 'messages', 'created', 'subject ' || n, 'room ' || n % 50, 'person ' || n % 200,
           :payload, :now - 60, CASE :waits WHEN 1 THEN n / 50 ELSE 0 END, :now - 60, 0, 0,
           CASE :waits WHEN 1 THEN NULL ELSE :now END,
           CASE :waits WHEN 1 THEN NULL ELSE 'answered' END
    FROM counted
""")


def rows(stage: Stage) -> Iterator[Row]:
    """Write down and hand out, in turns with an empty inbox."""
    for title, count, waits in (
        (f"{_ANSWERED:,} answered", stage.few(_ANSWERED), False),
        (f"{_WAITING:,} waiting", _WAITING, True),
    ):
        empty, full = _inbox(stage), _inbox(stage, count, waits=waits)
        turns = [(_turn(empty), _turn(full)) for _ in range(stage.few(_TURNS))]
        for index, what in enumerate(("written down", "handed out")):
            low, high = (median(turn[side][index] for turn in turns) for side in (0, 1))
            yield row(f"{what} with {title}", low, high, "≤ 1.2 ×", "ms")


def _turn(inbox: Inbox) -> tuple[float, float]:
    """Return the milliseconds of one acceptance and of one claim, as measured many times."""
    accepted, claimed = [], []
    for _ in range(_EACH):
        event = _event()
        began = time.perf_counter()
        inbox.accept(event)
        between = time.perf_counter()
        (question,) = inbox.claim(1)
        ended = time.perf_counter()
        inbox.answered(question)
        accepted.append(between - began)
        claimed.append(ended - between)
    return median(accepted) * 1000, median(claimed) * 1000


def _inbox(stage: Stage, count: int = 0, *, waits: bool = False) -> Inbox:
    engine = engine_for(f"sqlite:///{stage.file('inbox.db')}", 1)
    prepare(engine)
    if count:
        values = {"count": count, "waits": int(waits), "now": time.time(), "payload": _PAYLOAD}
        with engine.begin() as connection:
            connection.execute(_FILL, values)
    return Inbox(Database(engine), "bench")


def _event() -> Event:
    key = uuid4().hex
    now = datetime.now(UTC).isoformat()
    room, person = f"room {key[:2]}", f"person {key[:2]}"
    return Event("messages", "created", key, room, person, room_type="group", created=now)
