"""Notices that something was lost on the way: envelopes are numbered."""


class Sequence:
    """The numbers of one connection's envelopes."""

    def __init__(self) -> None:
        self._latest: int | None = None

    def is_jump(self, number: int | None) -> bool:
        """Take note of a number; tell whether some between it and the one before are missing."""
        if number is None:
            return False
        latest, self._latest = self._latest, number
        return latest is not None and number > latest + 1
