"""OAuth at Webex, through Authlib: https://developer.webex.com/docs/integrations.

Follows RFC 6749 (authorisation code, refresh) and RFC 7636 (PKCE with S256).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from bot.errors import Failure, Trouble, WebexError
from bot.secret import Secret
from bot.settings.reader import Client
from bot.telemetry.metrics.port import SILENT, Metrics
from bot.webex import failure, trace
from bot.webex.bearer import SURPRISES, TIMEOUT_S
from bot.webex.counted import CountedAdapter
from bot.webex.model import fields

_ENDPOINT = "POST /access_token"
_LOST = frozenset({400, 401, 403})


@dataclass(frozen=True, slots=True)
class Grant:
    """An access token, how many seconds it lasts, and the refresh token for the next one.

    `scopes` is what they were granted for; None where Webex does not tell.
    """

    access_token: Secret
    expires_in_s: int
    refresh_token: Secret
    scopes: frozenset[str] | None = None


class BadClientError(WebexError):
    """Webex does not take the client's id and secret; it says nothing of the token beside them."""


class OAuth:
    """Webex's authorisation and token endpoints; `base_url` ends with a slash."""

    def __init__(self, base_url: str, metrics: Metrics = SILENT) -> None:
        self._base_url = base_url
        self._metrics = metrics

    def consent_url(
        self,
        client: Client,
        redirect_uri: str,
        scopes: Sequence[str],
        state: Secret,
        verifier: Secret,
    ) -> str:
        """Return the address where a person allows `client` to act for them."""
        with _session(client) as session:
            session.code_challenge_method = "S256"
            url, _ = session.create_authorization_url(
                f"{self._base_url}authorize",
                state=state.reveal(),
                code_verifier=verifier.reveal(),
                redirect_uri=redirect_uri,
                scope=" ".join(scopes),
            )
        return str(url)

    def exchange(self, client: Client, redirect_uri: str, code: Secret, verifier: Secret) -> Grant:
        """Exchange the code that came back from a consent. Raises: WebexError."""

        def ask(session: OAuth2Session) -> Any:
            return session.fetch_token(
                f"{self._base_url}access_token",
                grant_type="authorization_code",
                code=code.reveal(),
                redirect_uri=redirect_uri,
                code_verifier=verifier.reveal(),
                allow_redirects=False,
            )

        return self._granted(client, ask)

    def refresh(self, client: Client, refresh_token: Secret) -> Grant:
        """Exchange a refresh token. Where Webex returns no new one, the old one stays.

        Raises:
            BadClientError: Webex says that the client is wrong.
            WebexError: it does not answer, or refuses.
        """

        def ask(session: OAuth2Session) -> Any:
            return session.refresh_token(
                f"{self._base_url}access_token",
                refresh_token=refresh_token.reveal(),
                allow_redirects=False,
            )

        return self._granted(client, ask)

    def _granted(self, client: Client, ask: Callable[[OAuth2Session], Any]) -> Grant:
        try:
            with _session(client) as session:
                session.mount(self._base_url, CountedAdapter(self._metrics))
                data = ask(session)
        except (requests.RequestException, AuthlibBaseError, *SURPRISES) as error:
            raise WebexError(failure.of_exception(error, _ENDPOINT)) from error
        # An answer without both tokens is of no use.
        found = data if isinstance(data, Mapping) else {}
        token, renewal = fields.text(found, "access_token"), fields.text(found, "refresh_token")
        if not token or not renewal:
            raise WebexError(Failure(Trouble.GARBLED, _ENDPOINT))
        # RFC 6749, 3.3: names with spaces between them.
        scopes = frozenset((fields.text(found, "scope") or "").split()) or None
        lasts_s = fields.number(found, "expires_in") or 0
        return Grant(Secret(token), lasts_s, Secret(renewal), scopes)


def is_refused_for_good(failure: Failure) -> bool:
    """Tell whether Webex refused a refresh token as invalid, or the client.

    RFC 6749, 5.2 has 400 and 401; Webex was seen to answer 401 for one that has expired. It may
    say no more than that, so a token that was refused is not worth nothing for certain.
    """
    return failure.what in _LOST


def _session(client: Client) -> OAuth2Session:
    """Return a session for one call: requests' sessions are not for several threads."""
    session = OAuth2Session(
        client.id,
        client.secret.reveal(),
        token_endpoint_auth_method="client_secret_post",  # noqa: S106  # as Webex documents it
        default_timeout=TIMEOUT_S,
    )
    session.hooks["response"] += [trace.note, _refuse_client, failure.refuse, _refuse_detour]
    return session


def _refuse_client(response: requests.Response, *_args: object, **_kwargs: object) -> None:
    # RFC 6749, 5.2: with 401, or with 400 where the client named itself in the form.
    if response.status_code in _LOST and failure.error_of(response) == "invalid_client":
        raise BadClientError(failure.of_response(response))


def _refuse_detour(response: requests.Response, *_args: object, **_kwargs: object) -> None:
    # Authlib would read tokens from any answer that holds some.
    if response.status_code != requests.codes.ok:
        raise WebexError(failure.of_response(response, Trouble.GARBLED))
