"""What the log looks like, and what is in it: one line an event."""

import logging

from bot.telemetry.log.uncaught import log_uncaught


def formatter(form: str) -> logging.Formatter:
    """Return what writes the lines in that form: `human` or `json`."""
    if form == "json":
        from bot.telemetry.log.machine import Machine  # a library that only this form needs

        return Machine()
    from bot.telemetry.log.human import Human

    return Human()


def configure(level: str, form: str) -> None:
    """Let everything be logged to standard error: our own from `level` on.

    Libraries say what they warn of, at most: more than that holds addresses of calls with what
    was asked in them, and the SDK's whole requests.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form))
    numbers = logging.getLevelNamesMapping()
    logging.basicConfig(level=max(numbers[level], logging.WARNING), handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
    # Who asked what about whom is logged whatever the level of everything else.
    logging.getLogger("roomdesk.audit").setLevel(logging.INFO)
    log_uncaught()


def final(text: str, form: str) -> str:
    """Return the last words of a process that cannot start, as a line of the log if it is JSON."""
    if form != "json":
        return text
    fields = {"name": "bot", "levelname": "CRITICAL", "levelno": logging.CRITICAL, "msg": text}
    return formatter(form).format(logging.makeLogRecord(fields))
