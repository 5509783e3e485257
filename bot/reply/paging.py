"""Long lists, a page at a time, each with a way to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.reply.blocks import Block, Button, Note

PER_PAGE = 20

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list of `total`, from the one with the index `start`."""

    items: Sequence[T]
    number: int
    start: int
    total: int

    def more(self, next_line: str) -> list[Block]:
        """Return how much of the list this is, and the way on; nothing if it is all.

        `next_line` asks for the page after this one.
        """
        if len(self.items) == self.total:
            return []
        end = self.start + len(self.items)
        left: list[Block] = [Button("Show more", says=next_line)] if end < self.total else []
        return [Note(f"{self.start + 1} to {end} of {self.total}"), *left]


def page_of(items: Sequence[T], number: int, per_page: int = PER_PAGE) -> Page[T]:
    """Return a page, counted from 1; the last one where the number is too high."""
    last = max(1, -(-len(items) // per_page))
    number = min(max(1, number), last)
    start = (number - 1) * per_page
    return Page(items[start : start + per_page], number, start, len(items))
