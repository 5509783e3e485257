"""The log as people read it."""

import logging

from bot.telemetry.log.form import belongings, scrubbed


class Human(logging.Formatter):
    """Time, level and place, whose line it is, and the message; a traceback follows below."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        """Return the first line."""
        about = ", ".join(
            f"question {value}" if name == "question" else str(value)
            for name, value in belongings(record).items()
        )
        place = f"{record.name} [{about}]" if about else record.name
        return _on_one_line(f"{record.asctime} {record.levelname} {place}: {record.message}")

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of a record."""
        return scrubbed(super().format(record))


def _on_one_line(text: str) -> str:
    # Whoever gets a line break into a message could write a line of their own.
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
