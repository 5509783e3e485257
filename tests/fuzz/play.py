"""One part of a run: the real bot, a hostile Webex, and so many deliveries."""

import contextlib
import logging
import random
import sqlite3
import tempfile
import threading
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select

from bot.application import Roomdesk
from bot.database.engine import engine_for
from bot.database.schema.tables import questions
from bot.database.transactions import Database
from bot.errors import BadDeliveryError
from bot.events import webhook
from bot.inbox.upkeep import KEPT_S, Upkeep
from tests.fuzz.bot import running
from tests.fuzz.delivery import Delivery, asking, broken
from tests.fuzz.ids import number_in
from tests.fuzz.oracle import PIN, SECRETS
from tests.fuzz.plan import Found, Plan
from tests.fuzz.question import differs
from tests.fuzz.request import answered
from tests.fuzz.watch import memory, watched
from tests.fuzz.webex import Webex

_MOST_OPEN = 100  # questions that wait while more are delivered
_ANSWERED_S = 120.0
# Bytes, in the second half of a run. What is remembered for a quarter of an hour, of 4,000 people
# and spaces at most, still fills up then, and here some names are of a hundred kilobytes.
_MOST_GROWTH = 48 * 2**20
# What is sent is acknowledged, or refused for what it is.
_STATUSES = {200, 204, 301, 302, 303, 307, 308} | set(range(400, 500))

ACCEPTED = "200 accepted"
_SAID = {"accepted", "known already", "my own", "not for me", "too old"}


def play(plan: Plan, folder: Path) -> Found:
    """Send what the plan says to a bot whose inbox is in `folder`, until the first fault."""
    found = Found()

    def blame(fault: str, number: int) -> None:
        found.faults.append(f"question {number}: {fault}")

    webex, file = Webex(plan.seed, blame), folder / "bot.db"
    with watched(found), running(webex, file) as desk:
        _Run(plan, found, desk, webex, file).go()
    return found


def played(plan: Plan) -> Found:
    """Play in a process of its own, which `spawn` can start, and a folder that is gone then."""
    # What is logged is watched for faults; each refusal is a line.
    logging.lastResort = None
    with tempfile.TemporaryDirectory() as folder:
        return play(plan, Path(folder))


class _Run:
    def __init__(self, plan: Plan, found: Found, desk: Roomdesk, webex: Webex, file: Path) -> None:
        self._plan, self._found, self._desk, self._webex = plan, found, desk, webex
        self._file = file
        self._paths = sorted({rule.rule for rule in desk.app.url_map.iter_rules()})
        self._accepted: deque[Delivery] = deque(maxlen=200)
        self._choice = random.Random(plan.seed)  # noqa: S311  # repeatable

    def go(self) -> None:
        numbers, half = self._plan.numbers, 0
        with contextlib.closing(sqlite3.connect(self._file)) as database:
            for count, number in enumerate(numbers):
                self._send_all(number)
                if count % 20 == 0:
                    self._let_answer(database, _MOST_OPEN)
                if count == len(numbers) // 2:
                    half = memory()
                if self._found.faults:
                    return
            self._let_answer(database, 0)
        grown = memory() - half
        if grown > _MOST_GROWTH:
            self._found.faults.append(f"memory grew by {grown} bytes in the second half")
        self._found.counts["messages posted and checked"] = self._webex.posts
        self._reckon()

    def _send_all(self, number: int) -> None:
        seed = self._plan.seed
        if number * 7919 % 100 < self._plan.asks:  # spread, for any step
            deliveries: Sequence[Delivery] = [asking(seed, number)]
            self._found.counts["whole questions"] += 1
        else:
            deliveries = broken(seed, number, self._paths)
        if self._accepted and self._choice.random() < 0.02:
            deliveries = [*deliveries, self._choice.choice(self._accepted)]
        for delivery in deliveries:
            self._send(number, delivery)

    def _lies(self, delivery: Delivery) -> str | None:
        """Return the id of what a delivery tells wrongly, if it does."""
        with contextlib.suppress(BadDeliveryError):
            event = None if delivery.is_chunked else webhook.read(delivery.body)
            if event and differs(event, self._webex.question(number_in(event.id))):
                return event.id
        return None

    def _send(self, number: int, delivery: Delivery) -> None:
        lies = self._lies(delivery)
        if lies:
            self._webex.lies.add(lies)
        try:
            body, status, headers = answered(self._desk.app, delivery)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is a fault
            self._found.faults.append(f"number {number}: {error!r} came of\n{delivery}")
            return
        code, said = int(status.split()[0]), body.decode("utf-8", "replace").strip()
        self._found.counts["sent"] += 1
        self._found.counts[f"{code} {said}" if said in _SAID else f"{code}"] += 1
        if (code, said) == (200, "accepted"):
            self._found.counts["refused, since they differ"] += lies is not None
            self._accepted.append(delivery)
        is_clean = not any(char in f"{key}{value}" for key, value in headers for char in "\r\n\x00")
        if code not in _STATUSES or not is_clean or _is_echo(said):
            self._found.faults.append(f"number {number}: {status} {headers} {said} to\n{delivery}")

    def _let_answer(self, database: sqlite3.Connection, most_open: int) -> None:
        """Wait until no more than so many questions are open."""
        until = time.monotonic() + _ANSWERED_S
        wanted = "SELECT count(*) FROM questions WHERE ended_at IS NULL"
        while not self._found.faults and database.execute(wanted).fetchone()[0] > most_open:
            if time.monotonic() > until:
                rows = database.execute(
                    "SELECT tries, last_error, payload FROM questions WHERE ended_at IS NULL"
                ).fetchmany(5)
                self._found.faults.append(f"questions are not answered: {rows}")
            threading.Event().wait(0.02)

    def _reckon(self) -> None:
        """Compare what was accepted with what the inbox says, and let it forget."""
        engine = engine_for(f"sqlite:///{self._file}", 1)
        later = Database(engine, lambda: time.time() + KEPT_S + 60)
        count = func.count()
        with contextlib.closing(later), later.begin() as connection:
            rows = connection.execute(
                select(questions.c.outcome, count).group_by(questions.c.outcome)
            )
            outcomes = {row[0]: row[1] for row in rows}
            dead = select(questions.c.last_error).where(questions.c.outcome == "dead")
            letters = [*connection.scalars(dead.distinct().limit(50))]
            silent = questions.c.resource == "memberships"
            speaking = connection.scalar(select(count).where(~silent)) or 0
        found = self._found.counts
        found["answered"] = outcomes.get("answered", 0)
        upkeep = Upkeep(later, "later")
        while upkeep.prune():
            pass
        with later.begin() as connection:
            left = connection.scalar(select(count).select_from(questions))
        later.close()
        found["told that Webex does not answer"] = outcomes.get("dead", 0)
        ended, accepted = outcomes.get("answered", 0) + outcomes.get("dead", 0), found[ACCEPTED]
        # A success that holds nothing of use may end as "Webex did not let me answer".
        if ended != accepted or left or any("fault of the bot" in one for one in letters):
            self._found.faults.append(f"the inbox holds {outcomes}, {letters}; {left} stay")
        lies, posts = found["refused, since they differ"], self._webex.posts
        if not speaking - lies <= posts <= accepted:
            self._found.faults.append(f"{speaking} questions, {lies} lies, {posts} answers")


def _is_echo(said: str) -> bool:
    return any(word in said for word in ("<script", "<@", "evil.example", "<img", *SECRETS, PIN))
