"""Webex as one token sees it: our words in, plain JSON or one kind of error out."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug import Request, Response

from bot.errors import Failure, Trouble, WebexError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.faults import FaultBody
from bot.sandbox.http_server import served
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.memory import Memory
from bot.webex.messages import Messages
from bot.webex.names import Names
from bot.webex.people import People
from bot.webex.reading import remembered_in
from bot.webex.rooms import Rooms
from tests.by_hand import bearer_at

_PMR = "meetingPreferences/personalMeetingRoom"


@pytest.fixture
def bearer(webex: Sandbox) -> Bearer:
    return bearer_at(webex)


class _Webex:
    """A Webex that answers with whatever it is told to."""

    def __init__(self) -> None:
        self.says: Any = {}
        self.link = ""
        self.asked: list[str] = []

    def __call__(self, environ: Any, start_response: Any) -> Any:
        self.asked.append(Request(environ).full_path.rstrip("?"))
        body = self.says if isinstance(self.says, bytes) else json.dumps(self.says).encode()
        headers = {"Link": self.link} if self.link else {}
        return Response(body, 200, headers, mimetype="application/json")(environ, start_response)


@pytest.fixture
def odd() -> Iterator[tuple[_Webex, Bearer]]:
    webex = _Webex()
    with served(webex) as port:
        connections = Connections(f"http://127.0.0.1:{port}/v1/", 2)
        yield webex, Bearer(connections, FixedToken(Secret("a token")))


# The PIN.


@pytest.mark.parametrize("who", [name.JOHN_EMAIL, name.ANA_EMAIL])
def test_the_host_pin_never_comes_out(webex: Sandbox, who: str) -> None:
    webex.world.pmrs[who, name.SITE]["hostPin"] = "the PIN"
    found = bearer_at(webex, name.SERVICE_APP_TOKEN).get(_PMR, {"userEmail": who})
    assert found["personalMeetingRoomLink"]
    assert "hostPin" not in found
    assert "the PIN" not in repr(found)


def test_the_host_pin_is_not_even_remembered_for_a_second_try(webex: Sandbox) -> None:
    read: dict[object, Any] = {}
    with remembered_in(read):
        bearer_at(webex, name.SERVICE_APP_TOKEN).get(_PMR, {"userEmail": name.JOHN_EMAIL})
    assert len(read) == 1
    assert "4325" not in repr(read)


# What is sent.


def test_parameters_that_are_not_given_are_not_sent(odd: tuple[_Webex, Bearer]) -> None:
    webex, bearer = odd
    bearer.get("one", {"userEmail": "ana+x@example.com", "siteUrl": None})
    assert webex.asked == ["/v1/one?userEmail=ana%2Bx%40example.com"]


_STRAYS = ["../people/me", "a/b", "a?b=c", "a#b", "a%2Fb", "..", ".", "", "a b", "é", "a\n"]


@pytest.mark.parametrize("stray", [*_STRAYS, "x" * 513], ids=repr)
def test_an_id_cannot_leave_its_place_in_the_path(odd: tuple[_Webex, Bearer], stray: str) -> None:
    webex, bearer = odd
    calls: list[Callable[[], object]] = [
        lambda: Rooms(bearer).get(stray),
        lambda: Rooms(bearer).meeting_info(stray),
        lambda: Messages(bearer).get(stray),
        lambda: Messages(bearer).press(stray),
        lambda: Messages(bearer).delete(stray),
    ]
    for call in calls:
        with pytest.raises(ValueError, match="not a Webex id"):
            call()
    names = Names(bearer)
    assert [names.team(stray)(), names.person(stray)()] == [None, None]
    assert People(bearer).get(stray) is None
    assert webex.asked == []


def test_every_thread_has_a_session_of_its_own(webex: Sandbox) -> None:
    bearer = bearer_at(webex)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: bearer.get("people/me")["id"], range(20)))
    assert set(found) == {webex.world.bot().id}


# What comes back.


@pytest.mark.parametrize(
    "says",
    [
        pytest.param([], id="an array"),
        pytest.param([{"id": "x"}], id="an array of objects"),
        pytest.param("text", id="a text"),
        pytest.param(7, id="a number"),
        pytest.param(None, id="null"),
        pytest.param(True, id="true"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html>", id="HTML"),
        pytest.param(b'{"items": [', id="half of it"),
        pytest.param(b"\xff\xfe", id="bytes"),
        pytest.param(b"[" * 100_000, id="nested without end"),
    ],
)
def test_what_is_no_json_object_is_garbled(odd: tuple[_Webex, Bearer], says: Any) -> None:
    webex, bearer = odd
    webex.says = says
    with pytest.raises(WebexError) as error:
        bearer.get("rooms/room")
    assert error.value.failure.what is Trouble.GARBLED
    assert not error.value.failure.passes


@pytest.mark.parametrize(
    ("says", "items"),
    [
        pytest.param({"items": []}, 0, id="none"),
        pytest.param({"items": [{"id": "a"}, None, 7, "text", {"id": "b"}]}, 2, id="odd ones"),
    ],
)
def test_items_that_are_no_objects_are_left_out(
    odd: tuple[_Webex, Bearer], says: Any, items: int
) -> None:
    webex, bearer = odd
    webex.says = says
    assert len([*bearer.items("rooms", {"max": 2}, 100)]) == items


@pytest.mark.parametrize(
    "says",
    [
        pytest.param({}, id="no items"),
        pytest.param({"items": None}, id="items that are null"),
        pytest.param([], id="an array"),
        pytest.param(b"<html>", id="HTML"),
    ],
)
def test_what_is_no_list_is_garbled(odd: tuple[_Webex, Bearer], says: Any) -> None:
    webex, bearer = odd
    webex.says = says
    with pytest.raises(WebexError) as error:
        list(bearer.items("rooms", {"max": 2}, 100))
    assert error.value.failure.what is Trouble.GARBLED


def test_a_list_goes_on_over_its_pages_up_to_a_bound(webex: Sandbox, bearer: Bearer) -> None:
    everything = [item["id"] for item in bearer.items("rooms", {"max": 3}, 1000)]
    assert len(set(everything)) == len(everything) == 12
    assert [item["id"] for item in bearer.items("rooms", {"max": 3}, 5)] == everything[:5]


@pytest.mark.parametrize("form", ["error", "object", "list", "string", "html", "not-json", "empty"])
@pytest.mark.parametrize("code", [400, 404, 429, 500, 503])
def test_every_refusal_is_one_kind_of_error(
    webex: Sandbox, bearer: Bearer, code: int, form: FaultBody
) -> None:
    webex.faults.add(Fault(status=code, body=form, headers={"Retry-After": "rand(30)"}))
    with pytest.raises(WebexError) as error:
        bearer.get(f"rooms/{name.UNICORN_ID}")
    failure = error.value.failure
    assert (failure.what, failure.endpoint) == (code, "GET /rooms/{id}")
    assert (failure.tracking_id or "").startswith("ROUTER_")
    assert failure.retry_after_s is None


# What a question remembers.


def test_what_a_question_has_read_it_does_not_read_again(odd: tuple[_Webex, Bearer]) -> None:
    webex, bearer = odd
    webex.says = {"id": "first"}
    read: dict[object, Any] = {}
    for _ in range(2):  # two tries
        with remembered_in(read):
            assert bearer.get("one", {"a": 1})["id"] == "first"
            webex.says = {"id": "later"}
    with remembered_in({}):  # another question
        assert bearer.get("one", {"a": 1})["id"] == "later"
    assert bearer.get("one", {"a": 1})["id"] == "later"
    assert len(webex.asked) == 3


def test_other_parameters_are_another_thing_to_read(odd: tuple[_Webex, Bearer]) -> None:
    webex, bearer = odd
    with remembered_in({}):
        bearer.get("one", {"a": 1})
        bearer.get("one", {"a": 2})
        bearer.get("one")
    assert len(webex.asked) == 3


def test_a_failure_is_not_remembered(webex: Sandbox, bearer: Bearer) -> None:
    webex.faults.add(Fault(status=503, times=1))
    with remembered_in({}):
        with pytest.raises(WebexError):
            bearer.get("people/me")
        assert bearer.get("people/me")["id"] == webex.world.bot().id


# What everybody remembers.


def _refusing(code: int | Trouble) -> WebexError:
    return WebexError(Failure(code, "GET /teams/{id}"))


class _Counted:
    """Something to fetch that counts how often it was."""

    def __init__(self, found: str | Exception) -> None:
        self.found = found
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param("a name", "a name", id="an answer"),
        pytest.param(_refusing(404), None, id="a no"),
        pytest.param(ValueError("not a Webex id"), None, id="no id"),
    ],
)
def test_answers_are_remembered_and_a_no_is_one_too(
    found: str | Exception, told: str | None
) -> None:
    memory, fetch = Memory[str](), _Counted(found)
    assert [memory.get("key", fetch) for _ in range(3)] == [told] * 3
    assert fetch.count == 1


@pytest.mark.parametrize("what", [503, 429, 500, Trouble.TIMEOUT, Trouble.GARBLED], ids=str)
def test_a_failure_is_raised_and_asked_for_again(what: int | Trouble) -> None:
    memory, fetch = Memory[str](), _Counted(_refusing(what))
    for _ in range(2):
        with pytest.raises(WebexError):
            memory.get("key", fetch)
    fetch.found = "a name"
    assert (memory.get("key", fetch), fetch.count) == ("a name", 3)


def test_what_was_learnt_by_the_way_is_not_fetched() -> None:
    memory, fetch = Memory[str](), _Counted("fetched")
    memory.put("key", "learnt")
    assert (memory.get("key", fetch), fetch.count) == ("learnt", 0)
