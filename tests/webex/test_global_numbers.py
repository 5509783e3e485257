"""The list of numbers worldwide: read with the access that read the room, at Webex alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from bot.errors import Trouble, WebexError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.http_server import served
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections
from bot.webex.global_numbers import CallIns, Lack
from bot.webex.guard import Guard
from bot.webex.model.call_in import CallIn
from bot.webex.preferences import OrgView, OwnView, View
from bot.webex.together import Together
from tests.by_hand import OrgToken, bearer_at

_LIST = "/meetings/*/globalCallinNumbers"
_OWN = (CallIn("US Toll", "123456789", "toll"),)
_ALL = (CallIn("UK Toll", "+44-20-7946-0018", "toll"), *_OWN)


@pytest.fixture(params=["their own access", "the organisation’s"])
def view(webex: Sandbox, request: pytest.FixtureRequest) -> Iterator[View]:
    """John's room, as one access and the other see it."""
    with ThreadPoolExecutor(2) as pool:
        tokens = OrgToken(Secret(name.SERVICE_APP_TOKEN))
        guard = Guard(Bearer(Connections(webex.url, 2), tokens), tokens, Together(pool))
        is_own = request.param == "their own access"
        own = OwnView(bearer_at(webex, name.JOHN_TOKEN))
        yield own if is_own else OrgView(guard, name.JOHN_EMAIL)


def _link(webex: Sandbox, **changes: str) -> None:
    """Change the link of John's room."""
    links = webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["telephony"]["links"]
    links[0] |= changes


def _read(view: View) -> CallIns:
    return view.call_ins(view.personal_room())


@pytest.mark.parametrize("href", ["/v1/{}", "/api/v1/{}", "{}", "{base}{}"])
@pytest.mark.parametrize("is_array", [True, False])
def test_the_link_is_followed_in_each_form(
    webex: Sandbox, view: View, href: str, is_array: bool
) -> None:
    path = f"meetings/{name.JOHN_MEETING}/globalCallinNumbers"
    _link(webex, href=href.format(path, base=webex.url), rel="GlobalCallInNumbers", method="get")
    if not is_array:
        telephony = webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["telephony"]
        telephony["links"] = telephony["links"][0]
    assert _read(view) == CallIns(_ALL)


def test_a_room_without_a_link_has_its_own_numbers(webex: Sandbox, view: View) -> None:
    _link(webex, rel="self")
    assert _read(view) == CallIns(_OWN, Lack.NO_LINK)


def test_a_list_of_nothing_that_can_be_read_leaves_the_room_s_own(
    webex: Sandbox, view: View
) -> None:
    webex.world.switches.numbers_as = "telephones"
    assert _read(view) == CallIns(_OWN, Lack.UNREADABLE)


@pytest.mark.parametrize(
    ("how", "what", "lack", "tries"),
    [
        *(pytest.param({"status": n}, n, Lack.REFUSED, 1, id=f"{n}") for n in (400, 403, 404, 410)),
        *(pytest.param({"status": n}, n, Lack.REFUSED, 1, id=f"{n}") for n in (500, 507)),
        *(pytest.param({"status": n}, n, Lack.LATE, 1, id=f"{n}") for n in (423, 429, 504)),
        *(pytest.param({"status": n}, n, Lack.LATE, 2, id=f"{n}") for n in (502, 503)),
        pytest.param(
            {"status": 503, "headers": {"Retry-After": "9"}}, 503, Lack.LATE, 1, id="503, 9 s"
        ),
        pytest.param({"cut": True}, Trouble.UNREACHABLE, Lack.LATE, 2, id="cut"),
        *(
            pytest.param({"status": 200, "body": body}, Trouble.GARBLED, Lack.REFUSED, 1, id=body)
            for body in ("html", "not-json", "list", "string", "empty")
        ),
    ],
)
def test_while_the_list_fails_there_are_the_room_s_own_numbers(
    webex: Sandbox, view: View, how: dict[str, Any], what: int | Trouble, lack: Lack, tries: int
) -> None:
    fault = webex.faults.add(Fault(path=_LIST, **how))
    found = _read(view)
    assert (found.numbers, found.lack) == (_OWN, lack)
    assert found.failure
    assert found.failure.what == what
    assert (found.failure.tracking_id or "").startswith("ROUTER_") is ("cut" not in how)
    assert webex.faults.hits(fault) == tries


@pytest.mark.parametrize("fault", [Fault(status=503), Fault(status=502), Fault(cut=True)])
def test_a_list_that_comes_at_the_second_try_is_read(
    webex: Sandbox, view: View, fault: Fault
) -> None:
    webex.faults.add(replace(fault, path=_LIST, times=1))
    assert _read(view) == CallIns(_ALL)


def test_an_access_that_is_not_accepted_is_raised(webex: Sandbox, view: View) -> None:
    webex.faults.add(Fault(path=_LIST, status=401))
    with pytest.raises(WebexError) as error:
        _read(view)
    assert error.value.failure.what == 401


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_room_without_numbers_of_its_own_has_to_wait_for_the_list(
    webex: Sandbox, view: View, status: int
) -> None:
    webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["telephony"]["callInNumbers"] = []
    webex.faults.add(Fault(path=_LIST, status=status))
    with pytest.raises(WebexError) as error:
        _read(view)
    assert error.value.failure.what == status


class _Stranger:
    """A server that notes whatever comes."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        self.seen.append(environ)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [b'{"numbers": [{"callInNumber": "666"}]}']


@pytest.mark.parametrize("href", ["http://127.0.0.1:{}/v1/x", "//127.0.0.1:{}/v1/x"])
def test_a_list_elsewhere_is_not_asked_for_and_no_token_goes_there(
    webex: Sandbox, view: View, href: str, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = _Stranger()
    with served(stranger) as port:
        _link(webex, href=href.format(port))
        assert _read(view) == CallIns(_OWN, Lack.STRAY)
    assert stranger.seen == []
    assert "the list of call-in numbers is not read: a link that leads out of" in caplog.text


@pytest.mark.parametrize("method", ["POST", "DELETE", "PUT"])
def test_a_link_that_is_not_for_reading_is_not_followed(
    webex: Sandbox, view: View, method: str
) -> None:
    _link(webex, method=method)
    assert _read(view) == CallIns(_OWN, Lack.STRAY)
    assert not [call for call in webex.calls() if "globalCallinNumbers" in call.path]
