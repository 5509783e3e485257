"""Access tokens from refresh tokens: https://developer.webex.com/docs/integrations."""

from collections.abc import Mapping
from dataclasses import dataclass

import requests
from webexteamssdk.api.access_tokens import AccessTokensAPI
from webexteamssdk.exceptions import ApiError

from bot.errors import Failure, Trouble, WebexError
from bot.model import fields
from bot.secret import Secret
from bot.webex import failure
from bot.webex.bearer import SURPRISES, TIMEOUT_S

_ENDPOINT = "POST /access_token"


@dataclass(frozen=True, slots=True)
class Grant:
    """An access token, how many seconds it lasts, and the refresh token for the next one."""

    access_token: Secret
    expires_in_s: int
    refresh_token: Secret


class OAuth:
    """Webex's token endpoint."""

    def __init__(self, base_url: str) -> None:
        self._tokens = AccessTokensAPI(
            base_url, lambda _kind, data: data, single_request_timeout=TIMEOUT_S
        )

    def refresh(self, client_id: str, client_secret: Secret, refresh_token: Secret) -> Grant:
        """Exchange a refresh token. Where Webex returns no new one, the old one stays.

        Raises: WebexError.
        """
        try:
            data = self._tokens.refresh(client_id, client_secret.reveal(), refresh_token.reveal())
        except ApiError as error:
            raise WebexError(failure.of_response(error.response)) from error
        except (requests.RequestException, *SURPRISES) as error:
            raise WebexError(failure.of_exception(error, _ENDPOINT)) from error
        token = fields.text(data, "access_token") if isinstance(data, Mapping) else None
        if not token:
            raise WebexError(Failure(Trouble.GARBLED, _ENDPOINT))
        renewed = fields.text(data, "refresh_token")
        return Grant(
            Secret(token),
            fields.number(data, "expires_in") or 0,
            Secret(renewed) if renewed else refresh_token,
        )
