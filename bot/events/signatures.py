"""Whether what looks like Webex's deliveries is signed with our secret."""

# What becomes of a delivery that is Webex's by its form, but not by its signature.
WRONGLY_SIGNED = "wrongly signed"
# Fewer may be a stranger's.
_MANY = 3


class Signatures:
    """Counts what was refused since the last delivery that was signed as it should be."""

    def __init__(self) -> None:
        self._refused = 0

    def note(self, outcome: str, *, is_signed: bool) -> None:
        """Take note of what became of a delivery."""
        if is_signed:
            self._refused = 0
        elif outcome == WRONGLY_SIGNED:
            self._refused += 1

    def fit(self) -> bool:
        """Tell whether Webex seems to have our secret."""
        return self._refused < _MANY
