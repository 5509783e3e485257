"""What nobody caught, and what Python warns of, as lines of the log like all others."""

import logging
import sys
import threading
from types import TracebackType

log = logging.getLogger(__name__)


def log_uncaught() -> None:
    """Let warnings, and errors that end a thread or the process, go through the log."""
    logging.captureWarnings(True)
    sys.excepthook = _of_process
    threading.excepthook = _of_thread


def _of_process(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):  # whoever pressed Ctrl+C knows
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("an error ends this process", exc_info=(kind, error, trace))


def _of_thread(found: threading.ExceptHookArgs) -> None:
    if found.exc_value is None or issubclass(found.exc_type, SystemExit):
        return
    name = found.thread.name if found.thread else "?"
    error = (found.exc_type, found.exc_value, found.exc_traceback)
    log.error("an error ends the thread “%s”", name, exc_info=error)
