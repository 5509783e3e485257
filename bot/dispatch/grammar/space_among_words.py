"""Tells a space from the free words beside it: `members ana of project unicorn`.

An id or a link is a space anywhere, and so is what follows “of” or “in”. Other words are about the
space of the question; asked 1:1, they are the title of another one.
"""

from dataclasses import replace

from bot import ids
from bot.dispatch.grammar.arguments import (
    KINDS,
    Args,
    Fields,
    Kind,
    Rest,
    is_here,
    is_page,
    take_space,
    text,
)
from bot.webex.model.named import Space

LEADS_TO_TITLE = frozenset({"in", "of"})
# “Members of other organisations” are no members of a space that is called so.
_NO_TITLES = frozenset({"another", "other"})


def titled(args: Args, kinds: frozenset[str], *, is_direct: bool) -> Args:
    """Return arguments with the title of a space in place of words, if they can only be that."""
    is_title = is_direct and {"space", "words"} <= kinds and args.words and args.space is None
    return replace(args, space=Space(title=" ".join(args.words)), words=()) if is_title else args


def _fits(rest: Rest) -> bool:
    return is_here(rest) or ids.space_in(text(rest[0])) is not None or _leads(rest)


def _leads(rest: Rest) -> bool:
    said = [text(token).casefold() for token in rest[:2]]
    return len(said) > 1 and said[0] in LEADS_TO_TITLE and said[1] not in _NO_TITLES


def _take(rest: Rest) -> tuple[Fields, Rest]:
    start = 1 if _leads(rest) else 0
    end = len(rest) - 2 if is_page(rest[-2:]) else len(rest)
    if not start and not is_here(rest):
        end = 1  # an id or a link
    return take_space(rest[start:end])[0], rest[end:]


SPACE_AMONG_WORDS = Kind(KINDS["space"].hint, _fits, _take)
