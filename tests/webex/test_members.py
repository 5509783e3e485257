"""Who is in a space: page after page, whatever Webex puts on them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug import Request, Response

from bot.errors import Trouble, WebexError
from bot.sandbox.http_server import served
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.members import MOST_PAGES, Members
from bot.webex.model.roster import Member, Roster


class _Webex:
    """A Webex with so many pages, each with one member; the last says what it is told to."""

    def __init__(self) -> None:
        self.pages = 1
        self.last: Any = None
        self.asked: list[dict[str, str]] = []

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        self.asked.append(request.args.to_dict())
        number = int(request.args.get("cursor", "1"))
        is_last = number == self.pages
        body = {"items": [{"personId": f"person {number}", "personEmail": f"p{number}@x.org"}]}
        body = self.last if is_last and self.last is not None else body
        address = f"{request.base_url}?roomId=R&cursor={number + 1}"
        link = {} if is_last else {"Link": f'<{address}>; rel="next"'}
        answer = Response(json.dumps(body), headers=link, mimetype="application/json")
        return answer(environ, start_response)


@pytest.fixture
def webex() -> Iterator[tuple[_Webex, Members]]:
    pretend = _Webex()
    with served(pretend) as port:
        connections = Connections(f"http://127.0.0.1:{port}/v1/", 2)
        yield pretend, Members(Bearer(connections, FixedToken(Secret("a token"))))


@pytest.mark.parametrize("pages", [1, 2, MOST_PAGES])
def test_pages_are_read_to_their_end_however_little_is_on_them(
    webex: tuple[_Webex, Members], pages: int
) -> None:
    pretend, members = webex
    pretend.pages = pages
    roster = members.roster("R")
    assert [one.id for one in roster.members] == [f"person {n + 1}" for n in range(pages)]
    assert roster.is_whole
    first = {"roomId": "R", "max": "1000"}
    assert pretend.asked == [
        first,
        *({"roomId": "R", "cursor": f"{n}"} for n in range(2, pages + 1)),
    ]


def test_of_more_pages_than_that_no_other_is_asked_for(webex: tuple[_Webex, Members]) -> None:
    pretend, members = webex
    pretend.pages = MOST_PAGES + 1
    roster = members.roster("R")
    assert (len(roster.members), roster.is_whole) == (MOST_PAGES, False)
    assert len(pretend.asked) == MOST_PAGES


@pytest.mark.parametrize(
    "odd", [{}, {"items": {}}, {"items": None}, [], "x", 3], ids=lambda odd: json.dumps(odd)
)
def test_what_is_no_list_is_no_answer(webex: tuple[_Webex, Members], odd: Any) -> None:
    pretend, members = webex
    pretend.pages, pretend.last = 2, odd
    with pytest.raises(WebexError) as error:
        members.roster("R")
    assert error.value.failure.what is Trouble.GARBLED
    assert members.headcount("R") is None


def test_a_count_is_known_once_members_were_read(webex: tuple[_Webex, Members]) -> None:
    pretend, members = webex
    assert members.headcount("R") is None
    pretend.pages = 2
    assert members.name_in("R", "person 1") is None  # it has none
    count = members.headcount("R")
    assert count
    assert (count.count, count.is_whole, len(pretend.asked)) == (1, False, 1)
    members.roster("R")
    count = members.headcount("R")
    assert count
    assert (count.count, count.is_whole) == (2, True)
    assert members.headcount("another") is None


_ORG = "96abc2aa-3dcc-11e5-a152-fe34819cdc9a"


@pytest.mark.parametrize(
    ("data", "member"),
    [
        pytest.param(
            {
                "personId": "p",
                "personEmail": "ana@x.org",
                "personDisplayName": "Ana",
                "personOrgId": _ORG,
                "isModerator": True,
                "isMonitor": False,
            },
            Member("p", "ana@x.org", "Ana", _ORG, is_moderator=True),
            id="all of it",
        ),
        pytest.param({}, Member(None, None, None), id="nothing"),
        pytest.param(
            {"personEmail": "Poll@WEBEX.bot", "isModerator": "yes"},
            Member(None, "Poll@WEBEX.bot", None, is_bot=True),
            id="a bot",
        ),
        pytest.param(
            {"personEmail": "old@sparkbot.io"},
            Member(None, "old@sparkbot.io", None, is_bot=True),
            id="an old bot",
        ),
        pytest.param(
            {"personEmail": "bot@webex.bot.x.org"},
            Member(None, "bot@webex.bot.x.org", None),
            id="somebody who looks like a bot",
        ),
        pytest.param({"isMonitor": True}, Member(None, None, None, is_bot=True), id="a monitor"),
    ],
)
def test_a_membership_tells_who_it_is(data: dict[str, Any], member: Member) -> None:
    assert Roster.read([data], is_whole=True) == Roster((member,))
