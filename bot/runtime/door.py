"""The right of way of deliveries over the answers that are under way."""

import threading
from collections.abc import Callable

# Where deliveries come without a pause, those who answer have to get on too.
_LONGEST_S = 0.005


class Door:
    """Who delivers enters here, and who answers gives way.

    Python runs one thread at a time. A delivery waits for its disk and for its socket, and each
    time somebody's answer would go on first, for a millisecond or two.
    """

    def __init__(self, longest_s: float = _LONGEST_S) -> None:
        self._longest_s = longest_s
        self._within = 0
        self._changed = threading.Condition(threading.Lock())

    def enter(self) -> Callable[[], None]:
        """Come in; return what to call once the sender knows what became of it."""
        with self._changed:
            self._within += 1
        return self._leave

    def is_clear(self) -> bool:
        """Tell whether nobody is within."""
        return not self._within

    def give_way(self) -> None:
        """Wait until nobody is within, for a few milliseconds at most."""
        if self._within:  # seldom, and else it costs nothing
            with self._changed:
                self._changed.wait_for(self.is_clear, self._longest_s)

    def _leave(self) -> None:
        with self._changed:
            self._within -= 1
            if self.is_clear():
                self._changed.notify_all()
