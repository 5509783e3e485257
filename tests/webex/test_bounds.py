"""Where Webex's API ends, and that no token goes beyond."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug import Request, Response

from bot.errors import StrayLinkError, Trouble, WebexError
from bot.sandbox.http_server import served
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.bounds import inside
from bot.webex.pages import pages

BASE = "https://webexapis.com/v1/"
LIST = "meetings/0fc6/globalCallinNumbers"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        pytest.param(f"/v1/{LIST}", f"{BASE}{LIST}", id="as the page's example has it"),
        pytest.param(
            f"/api/v1/{LIST}", f"https://webexapis.com/api/v1/{LIST}", id="as its schema has it"
        ),
        pytest.param(LIST, f"{BASE}{LIST}", id="relative to the API"),
        pytest.param(f"{BASE}{LIST}?a=b#top", f"{BASE}{LIST}?a=b", id="absolute, with a query"),
        pytest.param(f"https://WEBEXAPIS.com:443/v1/{LIST}", None, id="the port spelt out"),
        pytest.param("/v1/meetings/a_I_1.2-3@x/n", f"{BASE}meetings/a_I_1.2-3@x/n", id="odd ids"),
    ],
)
def test_a_link_of_webex_s_is_followed(href: str, address: str | None) -> None:
    assert inside(BASE, href) == (address or href)


_STRAYS = {
    "another host": f"https://evil.example/v1/{LIST}",
    "another host without a scheme": f"//evil.example/v1/{LIST}",
    "a host that begins alike": f"https://webexapis.com.evil.example/v1/{LIST}",
    "a host behind a name": f"https://webexapis.com@evil.example/v1/{LIST}",
    "a name of one's own": f"https://a:b@webexapis.com/v1/{LIST}",
    "another port": f"https://webexapis.com:8443/v1/{LIST}",
    "no port": f"https://webexapis.com:x/v1/{LIST}",
    "unencrypted": f"http://webexapis.com/v1/{LIST}",
    "another scheme": "file:///etc/passwd",
    "outside the API": "/admin/v1/x",
    "the API itself": "/v1/",
    "another version": "/v2/x",
    "dots": "/v1/../admin",
    "dots that come back": "/v1/../v1/x",
    "relative dots": "../v1/x",
    "encoded dots": "/v1/%2e%2e/admin",
    "encoded slashes": "/v1/a%2F..%2Fb",
    "backslashes": "/v1/a\\..\\b",
    "a host of backslashes": "\\\\evil.example/v1/x",
    "a new line": f"/v1/{LIST}\n",
    "a space": f" /v1/{LIST}",
    "an empty part": "/v1//evil.example/x",
    "other letters": "/v1/é",
    "a broken host": "https://[::1/v1/x",
    "nothing": "",
    "too long": "/v1/" + "x" * 2000,
}


@pytest.mark.parametrize("href", _STRAYS.values(), ids=_STRAYS)
def test_a_link_that_leads_elsewhere_is_not(href: str) -> None:
    with pytest.raises(StrayLinkError):
        inside(BASE, href)


_PIECES = (
    *("/", "//", "\\", ".", "..", "%2e", "%2f", "v1", "api", "x", "@", ":", "?", "#", "https:"),
    *("webexapis.com", "evil.example", "443", "80", "\t"),
)


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=2), max_size=12).map("".join))
def test_whatever_is_followed_stays_in_the_api(href: str) -> None:
    try:
        found = urlsplit(inside(BASE, href))
    except StrayLinkError:
        return
    assert (found.scheme, found.hostname, found.port or 443) == ("https", "webexapis.com", 443)
    assert found.path.startswith(("/v1/", "/api/v1/"))
    assert not {".", "..", ""} & set(unquote(found.path).split("/")[1:])


class _Server:
    """Answers the first call with a redirection to `location`, or a list that goes on at `next`."""

    def __init__(self) -> None:
        self.location: str | None = None
        self.next: str | None = None
        self.asked: list[str] = []

    def __call__(self, environ: Any, start_response: Any) -> Any:
        self.asked.append(Request(environ).path)
        is_first = len(self.asked) == 1
        if self.location and is_first:
            start_response("302 Found", [("Location", self.location), ("trackingID", "T")])
            return [b""]
        link = {"Link": f'<{self.next}>; rel="next"'} if self.next and is_first else {}
        body = b'{"items": [{}]}'
        return Response(body, headers=link, mimetype="application/json")(environ, start_response)


@pytest.fixture
def servers() -> Iterator[tuple[_Server, _Server, str, Bearer]]:
    webex, stranger = _Server(), _Server()
    with served(webex) as port, served(stranger) as other:
        connections = Connections(f"http://127.0.0.1:{port}/v1/", 2)
        bearer = Bearer(connections, FixedToken(Secret("a token")))
        yield webex, stranger, f"http://127.0.0.1:{other}/v1/x", bearer


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param(lambda url: url, id="to another server"),
        pytest.param(lambda url: url.removeprefix("http:"), id="to another server, no scheme"),
        pytest.param(lambda _url: "http://[::1", id="to no address"),
        pytest.param(lambda _url: "/admin/x", id="out of the API"),
        pytest.param(lambda _url: "/v1/../admin/x", id="out of the API by dots"),
    ],
)
def test_a_call_that_is_sent_on_elsewhere_ends(
    servers: tuple[_Server, _Server, str, Bearer], elsewhere: Callable[[str], str]
) -> None:
    webex, stranger, url, bearer = servers
    webex.location = elsewhere(url)
    with pytest.raises(WebexError) as error:
        bearer.get("x")
    assert (error.value.failure.what, error.value.failure.tracking_id) == (Trouble.GARBLED, "T")
    assert (webex.asked, stranger.asked) == (["/v1/x"], [])


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        pytest.param("/v1/x?cursor=a%2Fb", ["/v1/x", "/v1/x"], id="in the API"),
        pytest.param("/api/v1/x", ["/v1/x", "/api/v1/x"], id="in the API, by its other name"),
        pytest.param("/admin/x", ["/v1/x"], id="out of it"),
        pytest.param("/v1/../admin/x", ["/v1/x"], id="out of it by dots"),
        pytest.param(None, ["/v1/x"], id="at another server"),
    ],
)
@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda bearer: list(bearer.items("x", {}, most=9)), id="by items"),
        pytest.param(lambda bearer: pages(bearer, "x", {}, most=9)[0], id="by pages"),
    ],
)
def test_a_list_goes_on_within_the_api_alone(
    servers: tuple[_Server, _Server, str, Bearer],
    path: str | None,
    asked: list[str],
    read: Callable[[Bearer], list[Any]],
) -> None:
    webex, stranger, elsewhere, bearer = servers
    webex.next = f"{bearer.path_of('x').removesuffix('/v1/x')}{path}" if path else elsewhere
    assert len(read(bearer)) == len(asked)
    assert (webex.asked, stranger.asked) == (asked, [])


def test_an_api_behind_a_proxy_has_its_links_too() -> None:
    base = "https://proxy.example/webex/v1/"
    assert inside(base, f"{base}rooms?cursor=x") == f"{base}rooms?cursor=x"
    with pytest.raises(StrayLinkError):
        inside(base, "https://proxy.example/webex/admin")
