"""Which question the press of a button became, so that a double press is answered once."""

import hashlib

from sqlalchemy import ColumnElement, and_, delete, not_, or_, select

from bot.database.schema.tables import presses, questions
from bot.database.transactions import Database

_DOUBLE_S = 2.0
_KEPT_S = 24 * 3600.0


class Presses:
    """The latest press of each button by each person. Methods raise `UnavailableError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_first(self, question: int, pressed_at: float, *button: str) -> bool:
        """Tell whether a press is to be answered, and remember it if so.

        It is a double press if the same person pressed the same button (both in `button`) within
        two seconds of it, or still waits for the answer to the other press. Once that answer is
        being posted, a press is a new question. `pressed_at` is in seconds since 1970, by Webex's
        clock. One statement decides, so that of two processes only one answers. Another try at
        the same `question` gets the same result.
        """
        key = hashlib.sha256("\n".join(button).encode()).hexdigest()
        taken = (
            self._database.insert(presses)
            .values(key=key, question=question, at=pressed_at)
            .on_conflict_do_update(
                index_elements=[presses.c.key],
                set_={"question": question, "at": pressed_at},
                where=or_(presses.c.question == question, _is_over(pressed_at)),
            )
            .returning(presses.c.question)
        )
        with self._database.begin() as connection:
            return connection.execute(taken).first() is not None

    def prune(self) -> None:
        """Forget presses of more than a day ago."""
        old = presses.c.at < self._database.now() - _KEPT_S
        with self._database.begin() as connection:
            connection.execute(delete(presses).where(old))


def _is_over(pressed_at: float) -> ColumnElement[bool]:
    """Return whether the remembered press is neither near in time nor waiting for its answer."""
    waits = (
        select(questions.c.number)
        .where(
            questions.c.number == presses.c.question,
            questions.c.ended_at.is_(None),
            questions.c.posting_at.is_(None),
        )
        .exists()
    )
    is_near = presses.c.at.between(pressed_at - _DOUBLE_S, pressed_at + _DOUBLE_S)
    return and_(not_(is_near), not_(waits))
