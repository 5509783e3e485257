"""What a bot of schema 1 says to its database, word for word: that version is gone, this stays.

The statements are those that every question passes through, and the vault's.
"""

import json
from typing import Any

from sqlalchemy import Connection, Engine, text

_ACCEPT = """
INSERT INTO questions (resource, event, subject_id, room_id, person_id, payload, arrived_at, turn,
                       due_at, tries, crashes)
VALUES ('messages', 'created', :id, 'room', 'person', :payload, 1, 0, 1, 0, 0)
ON CONFLICT DO NOTHING RETURNING number
"""
_CLAIM = """
UPDATE questions SET owner = 'old', due_at = 16, tries = tries + 1
WHERE number IN (SELECT number FROM questions WHERE ended_at IS NULL AND owner IS NULL)
RETURNING number, resource, event, subject_id, room_id, person_id, payload, arrived_at, turn,
          due_at, owner, tries, crashes, posting_at, last_error, ended_at, outcome
"""
_POSTING = "UPDATE questions SET posting_at = 2 WHERE subject_id = :id RETURNING number"
_CLOSE = """
UPDATE questions SET owner = NULL, outcome = 'answered', ended_at = 3, posting_at = NULL
WHERE subject_id = :id AND owner = 'old' RETURNING number
"""
_TALLY = """
INSERT INTO tallies (name, count, until) VALUES ('person', 1, 60)
ON CONFLICT (name) DO UPDATE SET count = tallies.count + 1 RETURNING count
"""
_DUTY = """
INSERT INTO duties (name, owner, until) VALUES ('housekeeping', 'old', 90)
ON CONFLICT (name) DO UPDATE SET until = duties.until + 1 RETURNING name
"""
_MARK = """
INSERT INTO marks (name, value) VALUES ('seen', 1)
ON CONFLICT (name) DO UPDATE SET value = marks.value + 1 RETURNING name
"""
_GRANT = """
INSERT INTO grants (name, stamp, sealed, key_id, source, renew_at, expires_at, lease_until)
VALUES (:id, 'stamp', 'sealed', 'key', '', 1, 2, 0) RETURNING name
"""
_CONSENT = """
INSERT INTO consents (state_hash, purpose, sealed, until)
VALUES (:id, 'organisation', 'sealed', 600) RETURNING state_hash
"""


class OldBot:
    """A process of that version, at work on one connection; it prepares statements as it goes."""

    def __init__(self, engine: Engine) -> None:
        self._connection: Connection = engine.connect()
        self._asked = 0

    def work(self, questions: int = 8) -> None:
        """Take questions in and answer them; each statement has to hit one row."""
        for _ in range(questions):
            self._asked += 1
            for statement in (_ACCEPT, _CLAIM, _POSTING, _CLOSE, _TALLY, _DUTY, _MARK):
                self._one(statement)
            self._one(_GRANT)
            self._one(_CONSENT)

    def begin(self) -> None:
        """Be in the middle of something: take a question in, and do not commit it."""
        self._asked += 1
        self._execute(_ACCEPT)

    def take_in(self) -> None:
        """Take a question in, and leave it to others."""
        self.begin()
        self._connection.commit()

    def finish(self) -> None:
        """Commit that, and answer it."""
        self._connection.commit()
        for statement in (_CLAIM, _POSTING, _CLOSE):
            self._one(statement)

    def answered(self) -> int:
        """Return how many questions are answered, in its own eyes."""
        found = self._connection.scalar(text("SELECT count(*) FROM questions WHERE ended_at = 3"))
        self._connection.rollback()
        return int(found or 0)

    def close(self) -> None:
        self._connection.close()

    def _one(self, statement: str) -> None:
        (_,) = self._execute(statement)
        self._connection.commit()

    def _execute(self, statement: str) -> list[Any]:
        name = f"thing {self._asked}"
        payload = {"resource": "messages", "event": "created", "id": name}
        given = {
            "id": name,
            "payload": json.dumps({**payload, "room_id": "room", "person_id": "person"}),
        }
        return [*self._connection.execute(text(statement), given)]
