"""How the bot is: what `status` tells."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot import __version__
from bot.dispatch.status import Operations, Status
from bot.errors import WebexError
from bot.inbox.letters import Letters
from bot.telemetry.metrics.state import Hearing
from bot.webex.people import People
from bot.webex.webhooks import Webhooks

ON_SQLITE = (
    "Questions are kept in a SQLite file. Where a restart loses the disk, as on most platforms "
    "that run a Procfile, it loses them too: set DATABASE_URL to a PostgreSQL there."
)
_SQLITE = "SQLite: where a restart loses the disk, use PostgreSQL (DATABASE_URL)"


@dataclass(frozen=True, slots=True)
class Health:
    """Looks at the parts. `webhooks` is None where the bot does not know its own address.

    `organisation` tells in a few words how the organisation's access is, and whether that is a
    failure. `hearing` is None where events come by webhooks.
    """

    people: People
    letters: Letters
    webhooks: Webhooks | None
    organisation: Callable[[], tuple[str, bool]]
    is_sqlite: bool
    hearing: Callable[[], Hearing] | None = None
    up_since: datetime = field(default_factory=lambda: datetime.now(UTC))

    def status(self) -> Status:
        """Return what everybody may know. Raises: WebexError."""
        return Status(__version__, self.up_since, self.people.latency_s())

    def operations(self) -> Operations:
        """Return what the help desk may know. Raises: UnavailableError."""
        load = self.letters.load()
        hearing = self.hearing() if self.hearing else None
        webhooks, webhooks_fail = ("", False) if hearing else self._webhooks()
        organisation, organisation_fails = self.organisation()
        warnings = []
        if webhooks_fail:
            warnings.append("Webex does not deliver all events: roomdesk webhooks sync")
        if hearing and not hearing.is_alive:
            warnings.append("Webex’s event socket is not listened to: roomdesk check")
        if organisation_fails:
            warnings.append("Personal rooms cannot be read: roomdesk org show")
        if load.dead:
            warnings.append("Some questions got no answer: roomdesk inbox list")
        return Operations(
            webhooks=webhooks,
            last_delivery=load.last,
            waiting=load.waiting,
            oldest=load.oldest,
            dead_letters=load.dead,
            organisation=organisation,
            database=_SQLITE if self.is_sqlite else "PostgreSQL",
            warnings=tuple(warnings),
            hearing=hearing,
        )

    def _webhooks(self) -> tuple[str, bool]:
        if self.webhooks is None:
            return "unknown: PUBLIC_URL is not set", False
        try:
            missing = self.webhooks.missing()
        except WebexError as error:
            return f"Webex does not tell ({error.failure.name})", False
        return (f"not active: {', '.join(missing)}" if missing else "active"), bool(missing)
