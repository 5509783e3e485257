"""What the bot says when an answer is late, may be a repeat, or does not come at all."""

from datetime import UTC, datetime

from bot.conversation.rate_limits import Excess
from bot.dispatch.grammar.line import Line, shown
from bot.errors import Failure
from bot.reply import times
from bot.reply.blocks import Button, Note, Reply, Text
from bot.reply.escape import counted
from bot.reply.explain import Recipient, explain


def late(line: Line, asked_at: datetime, now: datetime) -> Reply:
    """Return the apology that goes instead of an answer which comes too late."""
    said, when = shown(line), times.said(asked_at, now)
    return Reply(
        "Sorry, I was away when you asked",
        [
            Text(f"Your question is from {when}. If it still matters, ask again."),
            *([Button("Ask again", says=said)] if said else []),
        ],
    )


def repeated(reply: Reply) -> Reply:
    """Return an answer that may have been given before, with a word on that."""
    note = Note("I was interrupted, so this may be a repeat.")
    return Reply(reply.title, [*reply.blocks, note], reply.alone)


def gave_up(failure: Failure, line: Line, asked_at: datetime, recipient: Recipient) -> Reply:
    """Return what to say when the tries at a question have taken too long."""
    told = explain(failure, recipient=recipient, line=shown(line))
    when = f"{asked_at.astimezone(UTC):%H:%M} UTC"
    begin = Text(f"Webex did not let me answer your question from {when}.")
    return Reply(told.title, [begin, *told.blocks])


def slow_down(excess: Excess, now: datetime) -> Reply:
    """Return the one line that names the wait; what is asked before it passes is not answered."""
    seconds = max(1, round(excess.until - now.timestamp()))
    wait = counted(seconds, "second") if seconds < 120 else f"{round(seconds / 60)} minutes"
    whose = "You have" if excess.whose == "you" else "This space has"
    return Reply(
        "That was a lot of questions",
        [Text(f"{whose} asked all that I answer for now. I am here again in {wait}.")],
    )


def elsewhere(reply: Reply) -> Reply:
    """Return an answer that goes to the asker alone, since the space does not take it."""
    note = Note("You asked this in a space where I am not allowed to post.")
    return Reply(reply.title, [*reply.blocks, note])
