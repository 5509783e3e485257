"""What is done once somebody has their answer."""

from collections.abc import Callable

Afterwards = Callable[[Callable[[], None]], None]  # takes what is to be done then


def immediately(work: Callable[[], None]) -> None:
    """Do it: nobody waits for an answer."""
    work()
