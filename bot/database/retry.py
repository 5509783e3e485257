"""Writing to a database that may be away for a moment."""

import time
from collections.abc import Callable
from typing import TypeVar

from bot.errors import HangingError, SchemaError, UnavailableError

_PAUSE_S = 0.2

T = TypeVar("T")


def insist(
    write: Callable[[], T],
    for_s: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    *,
    if_it_hangs: bool = True,
) -> T:
    """Return what `write` returns, trying again for so many seconds while the database is away.

    Raises:
        UnavailableError: it was away for longer, or hangs and that is not to be waited for.
        SchemaError: it is there, and waiting does not help.
    """
    until = clock() + for_s
    while True:
        try:
            return write()
        except SchemaError:
            raise
        except UnavailableError as error:
            is_over = isinstance(error, HangingError) and not if_it_hangs
            if is_over or clock() >= until:
                raise
        sleep(_PAUSE_S)
