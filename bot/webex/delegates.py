"""Who may schedule meetings for somebody: see `bot.webex.editing`.

https://developer.webex.com/docs/api/v1/meeting-preferences/insert-delegate-emails
"""

from collections.abc import Iterable

from bot.ids import folded
from bot.webex.editing import Calls
from bot.webex.model.delegates import delegates_in
from bot.webex.preferences import SCHEDULING

Addresses = tuple[str, ...]


class DelegatesResource:
    """One address is added or removed a call."""

    def read(self, calls: Calls) -> Addresses:
        """Return their addresses. Raises: WebexError."""
        return delegates_in(calls.read(SCHEDULING)[0])

    def write(self, calls: Calls, before: Addresses, after: Addresses) -> Addresses:
        """Add and remove what differs. Raises: WebexError."""
        for verb, emails in (
            ("insert", _without(after, before)),
            ("delete", _without(before, after)),
        ):
            for email in emails:
                calls.write("POST", f"{SCHEDULING}/delegateEmails/{verb}", {"emails": [email]})
        return self.read(calls)

    def is_as_meant(self, found: Addresses, meant: Addresses) -> bool:
        """Tell whether they are those that were meant."""
        return {*map(folded, found)} == {*map(folded, meant)}

    def lacking(self, meant: Addresses) -> tuple[str, ...]:  # noqa: ARG002  # it wants one address
        """Return nothing."""
        return ()


def _without(some: Iterable[str], others: Iterable[str]) -> list[str]:
    known = {*map(folded, others)}
    return [one for one in some if folded(one) not in known]


DELEGATES = DelegatesResource()
