"""Who may ask what, about whom, and where it may be said."""

from bot.ask import Ask
from bot.errors import RefusedError
from bot.reply import Block, Note, Private, Reply


def permit(ask: Ask) -> None:
    """Let a question pass: one's own room, and the space one stands in.

    Raises:
        RefusedError: it is about somebody else, or about another space.
    """
    if ask.args.person and not ask.args.person.is_same(ask.asker):
        raise RefusedError(
            "I can only show you your own room",
            "Personal rooms of other people are not mine to share. Ask them to send you theirs.",
        )
    if ask.args.space and not ask.args.space.is_same(ask.origin.room_id):
        raise RefusedError(
            "I can only tell you about the space you are in",
            "Go to that space and ask me there.",
        )


def audible(reply: Reply, is_direct: bool) -> tuple[Block, ...]:
    """Return the blocks that may be said: private ones in 1:1 spaces only."""
    blocks: list[Block] = []
    for block in reply.blocks:
        if not isinstance(block, Private):
            blocks.append(block)
        elif is_direct:
            blocks += block.blocks
        else:
            blocks.append(Note(block.instead))
    return tuple(blocks)
