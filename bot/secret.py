"""A text that must not be seen: tokens, webhook secrets, keys."""

from typing import final


@final
class Secret:
    """A string that shows itself only when asked by name.

    `repr`, `str` and f-strings give `***`, so that a secret in a log line, a traceback or a
    dataclass stays one.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text itself, for the one place that sends it on."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)
