"""Checks side by side, in bounded time: one that fails or hangs hides no other."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from typing import Any

from bot.cli.checks.finding import Finding, fail, skipped
from bot.errors import UnavailableError

log = logging.getLogger(__name__)

# Longer than it takes to renew a token and to insist that it is kept (see `bot.tokens.keeper`).
LONGEST_S = 60.0

Check = Callable[[], Iterable[Finding]]


class Daemons(Executor):
    """A thread for each call; none of them keeps the process from ending."""

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Begin a call."""
        future: Future[Any] = Future()

        def run() -> None:
            try:
                future.set_result(call(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001  # whoever waits for it gets it
                future.set_exception(error)

        threading.Thread(target=run, daemon=True).start()
        return future


def side_by_side(checks: Mapping[str, Check], within_s: float = LONGEST_S) -> list[Finding]:
    """Run the checks and return what they found, in the order of the checks."""
    threads, until = Daemons(), time.monotonic() + within_s
    running = {name: threads.submit(_found, name, check) for name, check in checks.items()}
    wait(running.values(), max(0.0, until - time.monotonic()))
    return [
        finding
        for name, future in running.items()
        for finding in (future.result() if future.done() else [_too_long(name, within_s)])
    ]


def _found(name: str, check: Check) -> Sequence[Finding]:
    found: list[Finding] = []
    try:
        found.extend(check())
    except UnavailableError:  # the database's own check says why
        found.append(skipped(name, "needs the database"))
    except Exception as error:  # the one place where a check ends
        log.exception("the check “%s” failed", name)
        seen = f"the check itself failed: {type(error).__name__}"
        found.append(fail(name, seen, "This is a fault of Roomdesk: report it with the log above."))
    return found


def _too_long(name: str, within_s: float) -> Finding:
    seen = f"no result within {within_s:.0f} seconds"
    return fail(name, seen, "Something on the way is very slow: check the network, then again.")
