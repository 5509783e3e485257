"""The SQL that every question needs, compiled once: see `bot.database.prepared`."""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.database.prepared import Prepared
from bot.database.schema.tables import questions, tallies
from bot.database.transactions import Database

# No try is put off for longer than a minute. What is due later than that was written before the
# clock was set back; what was never tried is due whatever the clock says.
_LONGEST_WAIT_S = 65.0

# A process that is ended from outside leaves many questions behind, and seldom the same ones again.
_SUSPECT = 2

_OPEN = questions.c.ended_at.is_(None)


def accept(database: Database, lease_s: float) -> Prepared:
    """Insert the event in `in_…`; return its number, its time and its owner if it is new.

    Its turn is after all open questions of the same space and person. If no question waits,
    not even for another try, `to_owner` gets it at once, unless that is None.
    """
    now = database.now()
    owner: BindParameter[str | None] = bindparam("to_owner", type_=questions.c.owner.type)
    has_to_wait = or_(owner.is_(None), exists().where(_OPEN, questions.c.owner.is_(None)))
    room: BindParameter[str] = bindparam("in_room", type_=questions.c.room_id.type)
    person: BindParameter[str] = bindparam("in_person", type_=questions.c.person_id.type)
    turn = database.greatest(
        _first(select(questions.c.turn).where(_OPEN).order_by(questions.c.turn)),
        _first(select(func.max(questions.c.turn) + 1).where(_OPEN, questions.c.room_id == room)),
        _first(
            select(func.max(questions.c.turn) + 1).where(_OPEN, questions.c.person_id == person)
        ),
    )
    # RETURNING tells whether the row is new: the row count does not on every driver.
    return database.prepared(
        database.insert(questions)
        .values(
            resource=bindparam("in_resource"),
            event=bindparam("in_event"),
            subject_id=bindparam("in_subject"),
            room_id=room,
            person_id=person,
            payload=bindparam("in_payload"),
            arrived_at=now,
            due_at=now + case((has_to_wait, 0.0), else_=lease_s),
            turn=turn,
            owner=case((has_to_wait, None), else_=owner),
            tries=case((has_to_wait, 0), else_=1),
            crashes=0,
        )
        .on_conflict_do_nothing()
        .returning(questions.c.number, questions.c.arrived_at, questions.c.owner)
    )


def claim(database: Database, lease_s: float, *, suspects: bool) -> Prepared:
    """Give `most` questions that are due to `to_owner`; return them whole.

    They are those over which several processes have ended (`suspects`), or the others. Those that
    `to_owner` has already are not among them: see `Inbox.reclaim`.
    """
    now, owner = database.now(), bindparam("to_owner", type_=questions.c.owner.type)
    is_free, is_others = questions.c.owner.is_(None), questions.c.owner != owner
    # What another process has is due only if that one has ended, or stands still.
    crashes = questions.c.crashes + case((is_free, 0), else_=1)

    def met(ends: int) -> ColumnElement[bool]:
        return questions.c.crashes >= ends if suspects else questions.c.crashes < ends

    is_untried = and_(is_free, questions.c.tries == 0)
    waits_too_long = and_(is_free, questions.c.due_at > now + _LONGEST_WAIT_S)
    chosen = (
        select(questions.c.number)
        .where(_OPEN, or_(and_(is_free, met(_SUSPECT)), and_(is_others, met(_SUSPECT - 1))))
        .where(or_(questions.c.due_at <= now, waits_too_long, is_untried))
        # The worst suspect comes last.
        .order_by(*([crashes] if suspects else []), questions.c.turn, questions.c.number)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        # A table expression is computed once; PostgreSQL may compute a sub-select anew for
        # each row, and then take more than the limit.
        .cte("chosen")
    )
    return database.prepared(
        update(questions)
        .where(questions.c.number.in_(select(chosen.c.number)))
        .values(
            owner=owner,
            due_at=now + lease_s,
            tries=questions.c.tries + 1,
            crashes=crashes,
        )
        .returning(questions)
    )


def posting(database: Database, lease_s: float) -> Prepared:
    """Mark try `which_try` at question `which` of `whose`, unless marked; return its number.

    Its lease begins anew: whoever took the question over meanwhile could not see the answer yet.
    """
    now = database.now()
    first = func.coalesce(questions.c.posting_at, now)
    marked = _mine().values(posting_at=first, due_at=now + lease_s)
    return database.prepared(marked.returning(questions.c.number))


def close(database: Database) -> Prepared:
    """Close question `which` of `whose` in `which_try`, with `new_outcome` and `new_error`."""
    return database.prepared(
        _mine().values(
            owner=None,
            outcome=bindparam("new_outcome"),
            last_error=bindparam("new_error", type_=Text),
            posting_at=None,
            ended_at=database.now(),
        )
    )


def count(database: Database) -> Prepared:
    """Add `more` to what is counted under `key`; a new count lasts `for_s`. Return the count."""
    now, more, for_s = (
        database.now(),
        bindparam("more", type_=tallies.c.count.type),
        bindparam("for_s", type_=tallies.c.until.type),
    )
    has_passed = tallies.c.until <= now
    return database.prepared(
        database.insert(tallies)
        .values(name=bindparam("key"), count=more, until=now + for_s)
        .on_conflict_do_update(
            index_elements=[tallies.c.name],
            set_={
                "count": case((has_passed, more), else_=tallies.c.count + more),
                "until": case((has_passed, now + for_s), else_=tallies.c.until),
            },
        )
        .returning(tallies.c.count)
    )


def _mine() -> Any:
    # Only the owner's present try may write: once its lease has run out, others try the question.
    return update(questions).where(
        questions.c.number == bindparam("which"),
        questions.c.owner == bindparam("whose"),
        questions.c.tries == bindparam("which_try"),
        _OPEN,
    )


def _first(chosen: Select[Any]) -> Any:
    return func.coalesce(chosen.limit(1).scalar_subquery(), 0)
