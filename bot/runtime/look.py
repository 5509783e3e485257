"""What the database knows of how things are, read when it is asked for."""

from dataclasses import dataclass

from bot.inbox.letters import Letters
from bot.runtime.readiness import Readiness
from bot.telemetry.metrics.state import State
from bot.tokens.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Look:
    """Looks at the database; makes no call to Webex."""

    letters: Letters
    organisation: Organisation
    readiness: Readiness

    def __call__(self) -> State:
        """Return how things are. Raises: UnavailableError."""
        self.readiness.check()  # which a full disk fails, though it can be read
        queue, token = self.letters.queue(), self.organisation.health()
        return State(
            queue,
            token.expires,
            None if token.word == "off" else token.word == "ok",
            self.readiness.delivers() if self.readiness.has_webhooks else None,
            self.readiness.bot_token(),
            self.readiness.signatures(),
        )
