"""Calls Webex with the bot's own token, and spares it calls while Webex refuses that token."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from webexteamssdk import WebexTeamsAPI

from bot.errors import Failure, WebexError
from bot.secret import Secret
from bot.telemetry.context import traced_in
from bot.webex.bearer import Bearer, Connections, FixedToken

log = logging.getLogger(__name__)

_AGAIN_S = 60.0
# Callers are told to wait no longer: by then a restarted bot may have a new token.
_SOON_S = 20.0
_UNAUTHORIZED = 401


class BotBearer(Bearer):
    """Calls Webex with the bot's token. While Webex refuses it, one call a minute is made.

    All other calls fail at once in the same way, and say when to ask again.
    """

    def __init__(
        self, connections: Connections, token: Secret, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(connections, FixedToken(token))
        self._clock = clock
        self._lock = threading.Lock()
        self._next_try: float | None = None

    def is_accepted(self) -> bool:
        """Tell whether Webex takes the token, as far as is known."""
        return self._next_try is None

    def call(self, doing: str, ask: Callable[[WebexTeamsAPI], Any]) -> Any:
        """Return what `ask` returns. Raises: WebexError."""
        if self._begins_try():
            self._look()
            self._next_try = None
            log.warning("Webex takes the bot's token again")
        try:
            return super().call(doing, ask)
        except WebexError as error:
            # A single refused call may have other reasons: another one tells.
            if error.failure.what == _UNAUTHORIZED:
                with suppress(WebexError):
                    self._look()
            raise

    def _look(self) -> None:
        """Ask for what every token may ask, and take note of a refusal. Raises: WebexError."""
        try:
            with traced_in([]):  # nobody's question
                super().call("GET /people/me", lambda api: api._session.get("people/me"))
        except WebexError as error:
            if error.failure.what == _UNAUTHORIZED:
                self._refused()
            raise

    def _begins_try(self) -> bool:
        """Tell whether the token is to be tried again now.

        Raises:
            WebexError: it was refused, and it is not time to try it again.
        """
        with self._lock:
            if self._next_try is None:
                return False
            wait_s = self._next_try - self._clock()
            if wait_s > 0:
                wait_s = min(wait_s, _SOON_S)
                raise WebexError(Failure(_UNAUTHORIZED, "the bot's token", retry_after_s=wait_s))
            self._next_try += _AGAIN_S - wait_s
            return True

    def _refused(self) -> None:
        with self._lock:
            is_news, self._next_try = self._next_try is None, self._clock() + _AGAIN_S
        if is_news:
            log.error(
                "Webex refuses the bot's token (401): nobody is answered. Generate a new one at "
                "https://developer.webex.com/my-apps, set WEBEX_BOT_TOKEN and restart the bot. "
                "What is asked meanwhile is answered then"
            )
