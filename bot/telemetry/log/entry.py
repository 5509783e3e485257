"""A line of the log that is made of fields."""

import json
import re
from collections.abc import Mapping

_PLAIN = re.compile(r"[\w.@:+/-]+", re.ASCII)


class Entry(dict[str, object]):
    """Fields, logged in the place of a message.

    In JSON they stand beside the line's own fields; for people they read `name=value name=value`,
    and what is empty or false is left out.
    """

    def __str__(self) -> str:
        found = {name: value for name, value in self.items() if value not in (None, False, "")}
        return " ".join(f"{name}={_shown(value)}" for name, value in found.items() if value != {})


class Told(Entry):
    """Fields for JSON, and for people a sentence that says the same."""

    def __init__(self, sentence: str, fields: Mapping[str, object]) -> None:
        super().__init__(fields)
        self._sentence = sentence

    def __str__(self) -> str:
        return self._sentence


def _shown(value: object) -> str:
    # JSON escapes what would break the line.
    is_plain = isinstance(value, str) and _PLAIN.fullmatch(value)
    return str(value) if is_plain else json.dumps(value)
