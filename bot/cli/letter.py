"""One question of the inbox as an operator reads it: who, where, what, when, and why not."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Row

from bot.errors import WebexError
from bot.inbox.question import Question
from bot.inbox.store import DEAD
from bot.reply import times
from bot.reply.plain_text import one_line
from bot.webex.model.event import Event
from bot.webex.own import Own

_KINDS = {
    "messages": "a message, whose text is not kept",
    "attachmentActions": "a press of a button",
    "memberships": "somebody came into a space",
}

T = TypeVar("T")


def lines(row: Row[Any], own: Own, now: datetime) -> Iterator[str]:
    """Yield what is known of a question; names come from Webex, and ids where it tells none."""
    question = Question.of(row)
    event = question.event
    yield f"Question {row.number}"
    yield f"  who:   {one_line(_who(event, own))}"
    yield f"  where: {one_line(_where(event, own))}"
    yield f"  what:  {_KINDS.get(event.resource, event.resource)}"
    yield f"  when:  {times.said(question.arrived_at, now)}"
    yield f"  state: {_state(row, now)}"
    if row.last_error:
        yield f"  why:   {one_line(row.last_error)}"
    if row.outcome == DEAD:
        yield f"  next:  once the cause is gone, roomdesk inbox requeue {row.number}"


def as_json(row: Row[Any]) -> str:
    """Return the row as it is, with times in seconds since 1970."""
    found = {**row._mapping, "payload": json.loads(row.payload)}
    return json.dumps(found, indent=2, ensure_ascii=False)


def _who(event: Event, own: Own) -> str:
    profile = _told(lambda: own.people.get(event.person_id))
    email = (profile and profile.email) or event.person_email
    name = profile and profile.name
    return f"{name} ({email})" if name and email else email or name or event.person_id


def _where(event: Event, own: Own) -> str:
    if event.room_type == "direct":
        return "1:1 with the bot"
    room = _told(lambda: own.rooms.get(event.room_id))
    if room and room.is_direct:
        return "1:1 with the bot"
    return (room and room.title) or event.room_id


def _state(row: Row[Any], now: datetime) -> str:
    tries = f"after {row.tries} {'try' if row.tries == 1 else 'tries'}"
    if row.ended_at is not None:
        ended = times.said(datetime.fromtimestamp(row.ended_at, UTC), now)
        return f"{'given up' if row.outcome == DEAD else row.outcome} {ended}, {tries}"
    if row.owner is not None:
        return f"being answered by {row.owner}"
    return f"waits {tries}; due {times.said(datetime.fromtimestamp(row.due_at, UTC), now)}"


def _told(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except (WebexError, ValueError):  # Webex tells nothing, or what came was no id
        return None
