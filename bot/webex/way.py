"""The way to an address for what is no HTTP: the same proxy and certificates as for calls."""

import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.utils import DEFAULT_CA_BUNDLE_PATH, select_proxy

_AS_HTTP = {"ws": "http", "wss": "https"}


@dataclass(frozen=True, slots=True)
class Way:
    """`proxy` is a URL, None where there is none; `trust` is None where nothing is encrypted.

    `trust_proxy` is for a proxy that is itself spoken to by TLS.
    """

    proxy: str | None
    trust: ssl.SSLContext | None
    trust_proxy: ssl.SSLContext | None


def way_to(url: str) -> Way:
    """Return the way to `url` that HTTPS_PROXY, NO_PROXY and REQUESTS_CA_BUNDLE name."""
    target = urlsplit(url)
    as_http = target._replace(scheme=_AS_HTTP.get(target.scheme, target.scheme)).geturl()
    with requests.Session() as session:
        settled = session.merge_environment_settings(as_http, {}, None, None, None)
    found = select_proxy(as_http, settled["proxies"])
    proxy = found if found is None or "://" in found else f"http://{found}"
    trust = _trust(settled["verify"])
    return Way(
        proxy,
        trust if target.scheme == "wss" else None,
        trust if proxy and proxy.startswith("https:") else None,
    )


def _trust(verify: bool | str | None) -> ssl.SSLContext:
    path = Path(verify if isinstance(verify, str) else DEFAULT_CA_BUNDLE_PATH)
    return ssl.create_default_context(
        cafile=None if path.is_dir() else str(path), capath=str(path) if path.is_dir() else None
    )
