"""Looks up what `help` has to know of who asks."""

from dataclasses import dataclass

from bot.ask import Ask
from bot.desk import Accounts
from bot.doorkeeper import Doorkeeper
from bot.offer import Standing
from bot.policy import Matter
from bot.webex.preferences import Preferences
from bot.webex.together import Together


@dataclass(frozen=True, slots=True)
class Standings:
    """The look-ups are remembered, but for the members of a help desk's space."""

    doorkeeper: Doorkeeper
    preferences: Preferences
    accounts: Accounts
    together: Together

    def of(self, ask: Ask) -> Standing:
        """Return how an asker stands. Raises: WebexError, UnavailableError."""
        asker, can_connect = ask.asker, self.accounts.is_offered
        is_help_desk, is_insider, is_lent = self.together(
            lambda: self.doorkeeper.is_help_desk(asker),
            lambda: self.doorkeeper.is_insider(asker),
            lambda: self.preferences.is_lent(ask),
        )
        is_direct = ask.origin.is_direct
        return Standing(
            is_direct,
            is_help_desk,
            is_insider,
            has_rooms=is_lent or can_connect,
            can_connect=can_connect,
            shows_rooms=self.doorkeeper.rules.is_answered(Matter.PERSONAL_ROOM, is_direct),
        )
