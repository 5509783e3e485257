"""A reply as the message that is posted: only what may be said there, as text and as a card."""

from datetime import datetime
from typing import Any

from bot.reply import card, markdown
from bot.reply.blocks import Block, Note, Private, Reply


def drawn(
    reply: Reply, now: datetime, is_direct: bool, thread_id: str = "", question_id: str = ""
) -> tuple[str, dict[str, Any]]:
    """Return a reply as Markdown and as the content of a card (see `bot.reply.card`)."""
    blocks = audible(reply, is_direct)
    return (
        markdown.render(reply.title, blocks, now),
        card.render(reply.title, blocks, now, thread_id, question_id),
    )


def audible(reply: Reply, is_direct: bool, instead: str = "") -> tuple[Block, ...]:
    """Return the blocks that may be said: private ones in 1:1 spaces only.

    In a group space `instead` stands for private blocks; by default, the line that they bring.
    """
    blocks: list[Block] = []
    for block in reply.blocks:
        if not isinstance(block, Private):
            blocks.append(block)
        elif is_direct:
            blocks += block.blocks
        else:
            blocks.append(Note(instead or block.instead))
    return tuple(blocks)


def heard_by_all(reply: Reply, is_direct: bool) -> Reply:
    """Return the reply for the space itself; a 1:1 space gets what is for the asker alone."""
    return reply.alone if is_direct and reply.alone else reply
