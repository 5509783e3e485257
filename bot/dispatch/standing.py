"""Looks up what `help` has to know of who asks."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.dispatch.access import Preferences
from bot.dispatch.ask import Ask
from bot.dispatch.context import Accounts
from bot.dispatch.help_offer import Standing
from bot.dispatch.permission import Permissions
from bot.dispatch.policy import Matter
from bot.errors import WebexError
from bot.webex.together import Together

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standings:
    """The look-ups are remembered, but for the members of a help desk's space.

    What Webex fails to tell counts as a no, even where it may tell later: a shorter help is still
    help, and most wanted while something is down. `is_sure` tells that nothing failed.
    """

    permissions: Permissions
    preferences: Preferences
    accounts: Accounts
    together: Together

    def shows_rooms(self) -> bool:
        """Tell whether personal rooms are shown in spaces to anybody. Raises: UnavailableError."""
        rules = self.permissions.rules
        are_shown = rules.is_answered(Matter.PERSONAL_ROOM, is_direct=False)
        return are_shown and (self.accounts.is_offered or self.preferences.are_set_up())

    def of(self, ask: Ask) -> Standing:
        """Return how an asker stands.

        Raises:
            UnavailableError: the database does not answer.
        """
        asker, can_connect = ask.asker, self.accounts.is_offered
        looked = self.together(
            _or_none(lambda: self.permissions.is_help_desk(asker)),
            _or_none(lambda: self.permissions.is_insider(asker)),
            _or_none(lambda: self.preferences.is_lent(ask)),
        )
        is_help_desk, is_insider, is_lent = map(bool, looked)
        is_direct = ask.origin.is_direct
        return Standing(
            is_direct,
            is_help_desk,
            is_insider,
            has_rooms=is_lent or can_connect,
            can_connect=can_connect,
            shows_rooms=self.permissions.rules.is_answered(Matter.PERSONAL_ROOM, is_direct=False),
            is_sure=None not in looked,
        )


def _or_none(look: Callable[[], bool]) -> Callable[[], bool | None]:
    def looked() -> bool | None:
        try:
            return look()
        except WebexError as error:
            log.warning("help shows less than there is: %s", error)
            return None

    return looked
