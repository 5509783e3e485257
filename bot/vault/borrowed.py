"""The organisation's token for a command of the operator's, beside the bot that runs."""

from dataclasses import dataclass

from bot.errors import RefusedError
from bot.secret import Secret
from bot.vault.organisation import Organisation
from bot.vault.token_health import State


@dataclass(frozen=True, slots=True)
class Borrowed:
    """The token as far as a bot has got one on this database.

    Webex may replace the refresh token with each use. What a bot works with is kept in the vault,
    and renewed there; what no bot has tried yet would be used up, and the bot would have nothing.
    """

    tokens: Organisation

    def is_set_up(self) -> bool:
        """Tell whether there is anything to get a token with. Raises: UnavailableError."""
        return self.tokens.is_set_up()

    def get(self) -> Secret:
        """Return the token.

        Raises:
            RefusedError: no bot has tried it, or each process has one of its own (no TOKEN_KEY).
            NotSetUpError, AccessLostError, WebexError, UnavailableError: see `Organisation.get`.
        """
        if self.tokens.health().state is State.UNTRIED:
            raise RefusedError(
                "Only the running bot has the organisation’s access",
                "Set TOKEN_KEY and start the bot on this database: then it is kept where this "
                "command finds it.",
            )
        return self.tokens.get()

    def refused(self, token: Secret) -> bool:
        """Drop a token that Webex refuses."""
        return self.tokens.refused(token)
