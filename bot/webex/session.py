"""Sets up a session of `requests` for calls to Webex."""

from collections.abc import Callable
from http.cookiejar import DefaultCookiePolicy

import requests
from requests.adapters import BaseAdapter

from bot.webex import bounds, failure, trace


def set_up(
    session: requests.Session, base_url: str, adapter: BaseAdapter, note: Callable[..., None]
) -> None:
    """Let a session call the API at `base_url` by way of `adapter`; `note` sees each response."""
    # The environment's proxies and certificates are read once. ~/.netrc is not used: its passwords
    # would replace the token.
    settled = session.merge_environment_settings(base_url, {}, None, None, None)
    session.proxies, session.verify = settled["proxies"], settled["verify"]
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # none is sent back
    session.hooks["response"] += [trace.note, note, failure.refuse, bounds.keep_inside(base_url)]
    for scheme in ("https://", "http://"):
        # Whatever the path and however the port is spelt: some links lead below /api/v1.
        session.mount(scheme, adapter)
