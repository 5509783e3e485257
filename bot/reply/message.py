"""A reply as the message that is posted: what may be said, as Markdown and as a card."""

from datetime import datetime
from typing import Any

from bot.dispatch import policy
from bot.reply import card, markdown
from bot.reply.blocks import Reply


def drawn(
    reply: Reply, now: datetime, is_direct: bool, thread_id: str = "", question_id: str = ""
) -> tuple[str, dict[str, Any]]:
    """Return a reply as Markdown and as the content of a card (see `bot.reply.card`)."""
    blocks = policy.audible(reply, is_direct)
    return (
        markdown.render(reply.title, blocks, now),
        card.render(reply.title, blocks, now, thread_id, question_id),
    )
