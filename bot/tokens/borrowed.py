"""A token for an operator's command that runs beside the bot."""

from dataclasses import dataclass

from bot.errors import RefusedError
from bot.secret import Secret
from bot.tokens.grants import Grants
from bot.tokens.keeper import GrantOwner, Keep, as_raised
from bot.webex.oauth import OAuth


@dataclass(frozen=True, slots=True)
class Borrowed:
    """The token that the bot has stored. It is used, and never renewed, dropped or changed.

    To renew it is the bot's task: Webex may replace the refresh token with each use, and this
    command's settings may differ from the bot's. `is_kept`: TOKEN_KEY is set, so that the bot
    stores its token in this database.
    """

    grants: Grants
    owner: GrantOwner
    is_kept: bool

    def get(self) -> Secret:
        """Return the token.

        Raises:
            RefusedError: there is none to be had without renewing it.
            AccessLostError, AskError: Webex refuses to renew it (see `GrantOwner.lost`).
            WebexError, ClientRefusedError: the bot could not renew it.
            UnavailableError: the database does not answer.
        """
        held = self.owner.found(self.grants)
        if held is not None and held.is_lost(self.owner.under) and held.failure:
            raise self.owner.lost(held.failure)
        if held is not None and held.is_fresh and held.access:
            return held.access
        if held is not None and held.failure and held.lost_at is None:
            raise as_raised(held.failure)
        if held is None or held.renewed_at is None:
            raise _untried() if self.is_kept else _no_key()
        raise _stale()

    def refused(self, token: Secret) -> bool:  # noqa: ARG002  # whichever it is
        """Say that there is no other. Raises: RefusedError."""
        raise _refused()

    def renew(self) -> None:
        """Do nothing: the running bot does."""


def borrowing(*, is_kept: bool) -> Keep:
    """Return a `Keep` that borrows every token."""

    def keep(grants: Grants, _oauth: OAuth, owner: GrantOwner) -> Borrowed:
        return Borrowed(grants, owner, is_kept)

    return keep


def _no_key() -> RefusedError:
    return RefusedError(
        "Only the running bot has the organisation’s access",
        "Without TOKEN_KEY it is in the bot’s memory alone. Set TOKEN_KEY and start the bot again: "
        "then it is kept where this command finds it.",
    )


def _untried() -> RefusedError:
    return RefusedError(
        "No bot has used these settings on this database",
        "Start the bot with them, or give this command those of the bot: DATABASE_URL, TOKEN_KEY, "
        "WEBEX_REFRESH_TOKEN.",
    )


def _stale() -> RefusedError:
    return RefusedError(
        "The access has to be renewed first",
        "The running bot does that by itself, within a minute; this command never does. Does the "
        "bot run? See: roomdesk check",
    )


def _refused() -> RefusedError:
    return RefusedError(
        "Webex refuses the token that is kept",
        "The running bot gets another as soon as it needs one; this command never does. Ask the "
        "bot in Webex, then try again.",
    )
