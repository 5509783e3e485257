"""What the bot says about its own failings: late, perhaps twice, or not at all."""

from datetime import UTC, datetime

from bot import moment
from bot.errors import Failure
from bot.explain import explain
from bot.line import Line, shown
from bot.reply import Button, Note, Reply, Text


def late(line: Line, asked_at: datetime, now: datetime) -> Reply:
    """Return the apology that goes instead of an answer which comes too late."""
    said, when = shown(line), moment.said(asked_at, now)
    return Reply(
        "Sorry, I was away when you asked",
        [
            Text(f"Your question is from {when}. If it still matters, ask again."),
            *([Button("Ask again", says=said)] if said else []),
        ],
    )


def repeated(reply: Reply) -> Reply:
    """Return an answer that may have been given before, with a word on that."""
    return Reply(reply.title, [*reply.blocks, Note("I was interrupted, so this may be a repeat.")])


def gave_up(failure: Failure, line: Line, asked_at: datetime, contact: str) -> Reply:
    """Return what to say when the tries at a question have taken too long."""
    told = explain(failure, contact=contact, line=shown(line))
    when = f"{asked_at.astimezone(UTC):%H:%M} UTC"
    begin = Text(f"Webex did not let me answer your question from {when}.")
    return Reply(told.title, [begin, *told.blocks])


def elsewhere(reply: Reply) -> Reply:
    """Return an answer that goes to the asker alone, since the space does not take it."""
    note = Note("You asked this in a space where I am not allowed to post.")
    return Reply(reply.title, [*reply.blocks, note])
