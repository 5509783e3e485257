"""Notices when Webex signs its deliveries with another secret than the bot's."""

# The outcome of a delivery that has the form of Webex's, but not our signature.
WRONGLY_SIGNED = "wrongly signed"
# Fewer may come from a stranger.
_MANY = 3


class Signatures:
    """Counts the deliveries refused since the last one with a valid signature."""

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
