"""The log as machines read it: one JSON object a line."""

import logging
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from bot.telemetry.log.form import belongings, scrubbed


class Machine(JsonFormatter):
    """`time`, `level`, `logger` and `message` or an entry's fields; `traceback` if there is one."""

    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger", "exc_info": "traceback"}
        super().__init__(["levelname", "name", "message"], rename_fields=names)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Put the fields of a record into `log_data`."""
        log_data["time"] = datetime.fromtimestamp(record.created, UTC)
        super().add_fields(log_data, record, message_dict)
        if message_dict and not log_data["message"]:
            del log_data["message"]
        log_data |= belongings(record)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return scrubbed(super().format(record))
