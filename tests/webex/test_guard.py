"""The wrong-room guard: an access that shows its owner's room for anybody's is found out."""

import itertools
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import WebexError, WrongRoomError
from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.grant import ADMIN_PREFERENCES, PREFERENCES, Token
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections
from bot.webex.guard import ROOM, Guard
from bot.webex.preferences import OrgView
from bot.webex.together import Together

from ..by_hand import OrgToken

_PEOPLE = "spark:people_read"
_tokens = itertools.count()


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        yield sandbox


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as executor:
        yield executor


@pytest.fixture
def guard_of(webex: Sandbox, pool: ThreadPoolExecutor) -> "GuardOf":
    return GuardOf(webex, pool)


class GuardOf:
    """Makes guards over the access of somebody, with some scopes."""

    def __init__(self, webex: Sandbox, pool: ThreadPoolExecutor) -> None:
        self._webex = webex
        self._together = Together(pool)

    def __call__(self, email: str, *scopes: str) -> Guard:
        value = f"token {next(_tokens)}"
        person = self._webex.world.person(email)
        self._webex.world.add_token(Token(value, person.id, frozenset(scopes)))
        tokens = OrgToken(Secret(value))
        return Guard(Bearer(Connections(self._webex.url, 4), tokens), tokens, self._together)


def _refusals(guard: Guard, email: str) -> list[bool]:
    """Tell of each look-up for an address whether it is refused."""
    view, refused = OrgView(guard, email), []
    for call in (view.personal_room, view.host_pin, view.sites):
        try:
            call()
            refused.append(False)
        except WrongRoomError:
            refused.append(True)
    return refused


@pytest.mark.parametrize("owner", [name.ANA_EMAIL, name.ADMIN_EMAIL, name.SERVICE_APP_EMAIL])
@pytest.mark.parametrize("more", [(), (_PEOPLE,)])
def test_an_access_with_the_scope_shows_everybodys(
    guard_of: GuardOf, owner: str, more: tuple[str, ...]
) -> None:
    guard = guard_of(owner, ADMIN_PREFERENCES, *more)
    assert OrgView(guard, name.JOHN_EMAIL).personal_room().topic == "John's PMR"
    assert OrgView(guard, name.JOHN_EMAIL).host_pin() == Secret("4325")
    assert OrgView(guard, name.JOHN_EMAIL).sites()[0].url == name.SITE
    nobodys = OrgView(guard, name.NOOR_EMAIL)
    assert [site.url for site in nobodys.sites()] == [name.SITE]
    for call in (nobodys.personal_room, nobodys.host_pin):
        with pytest.raises(WebexError) as error:
            call()
        assert error.value.failure.what == 404


def test_an_access_without_the_scope_is_found_out(
    guard_of: GuardOf, caplog: pytest.LogCaptureFixture
) -> None:
    guard = guard_of(name.JOHN_EMAIL, PREFERENCES, _PEOPLE)
    assert _refusals(guard, name.ANA_EMAIL) == [True, True, True]
    assert {record.levelno for record in caplog.records} == {logging.ERROR}
    assert "lacks the scope meeting:admin_preferences_read" in caplog.text
    assert "john" not in caplog.text


def test_its_owner_gets_their_own_room(guard_of: GuardOf) -> None:
    guard = guard_of(name.JOHN_EMAIL, PREFERENCES, _PEOPLE)
    assert _refusals(guard, name.JOHN_EMAIL.upper()) == [False, False, False]


def test_where_webex_does_not_tell_the_owner_their_own_room_is_refused_too(
    guard_of: GuardOf,
) -> None:
    guard = guard_of(name.JOHN_EMAIL, PREFERENCES)
    assert _refusals(guard, name.JOHN_EMAIL) == [True, True, True]


def test_the_owner_s_room_is_asked_for_once_a_site(webex: Sandbox, guard_of: GuardOf) -> None:
    guard = guard_of(name.ANA_EMAIL, ADMIN_PREFERENCES)
    for site in (None, name.SITE):
        for _ in range(3):
            OrgView(guard, name.JOHN_EMAIL).personal_room(site)
    asked = [call.query for call in webex.calls() if call.path == f"/v1/{ROOM}"]
    assert [query for query in asked if "userEmail" not in query] == ["", f"siteUrl={name.SITE}"]
    assert len(asked) == 8


def test_where_the_owner_s_room_is_not_told_no_two_people_may_have_one(
    webex: Sandbox, guard_of: GuardOf
) -> None:
    guard = guard_of(name.JOHN_EMAIL, PREFERENCES, _PEOPLE)
    rooms, key = webex.world.pmrs, (name.JOHN_EMAIL, name.SITE)
    johns = rooms.pop(key)
    with pytest.raises(WebexError):
        OrgView(guard, name.ANA_EMAIL).personal_room()
    assert OrgView(guard, name.ANA_EMAIL).sites()  # nothing tells, where nobody has a room
    rooms[key] = johns
    assert _refusals(guard, name.JOHN_EMAIL) == [False, False, False]
    assert _refusals(guard, name.ANA_EMAIL) == [True, True, True]


def test_the_same_room_for_two_people_is_refused_where_nothing_else_tells(
    webex: Sandbox, guard_of: GuardOf
) -> None:
    guard = guard_of(name.SERVICE_APP_EMAIL, ADMIN_PREFERENCES)
    johns = webex.world.pmrs[name.JOHN_EMAIL, name.SITE]
    assert OrgView(guard, name.JOHN_EMAIL).personal_room().topic == "John's PMR"
    webex.world.pmrs[name.ANA_EMAIL, name.SITE] = johns
    assert _refusals(guard, name.ANA_EMAIL) == [True, True, True]
    assert _refusals(guard, name.JOHN_EMAIL) == [False, False, False]


def test_a_room_that_nothing_tells_from_others_is_refused(
    webex: Sandbox, guard_of: GuardOf
) -> None:
    for owner in (name.ANA_EMAIL, name.SERVICE_APP_EMAIL):
        webex.world.pmrs[name.JOHN_EMAIL, name.SITE] = {"topic": "?", "hostPin": "4325"}
        assert _refusals(guard_of(owner, ADMIN_PREFERENCES), name.JOHN_EMAIL)[:2] == [True, True]


@pytest.mark.parametrize(
    "fault", [Fault(path=f"/{ROOM}", status=503), Fault(path=f"/{ROOM}", status=500)]
)
def test_while_webex_is_away_nothing_is_shown(
    webex: Sandbox, guard_of: GuardOf, fault: Fault
) -> None:
    guard = guard_of(name.ANA_EMAIL, ADMIN_PREFERENCES)
    webex.faults.add(fault)
    for call in (OrgView(guard, name.JOHN_EMAIL).host_pin, OrgView(guard, name.JOHN_EMAIL).sites):
        with pytest.raises(WebexError):
            call()
