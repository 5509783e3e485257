"""The wrong-room guard: an access that shows its owner's room for anybody's is found out."""

import contextlib
import itertools
import logging
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest

from bot.errors import Failure, WebexError, WrongRoomError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.grant import ADMIN_PREFERENCES, PREFERENCES, Token
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections
from bot.webex.guard import ROOM, Guard, OrgTokens
from bot.webex.preferences import OrgView
from bot.webex.reading import remembered_in
from bot.webex.together import Together
from tests.by_hand import OrgToken

_PEOPLE = "spark:people_read"
_tokens = itertools.count()


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
        return self.over(OrgToken(self.token(email, *scopes)))

    def over(self, tokens: OrgTokens) -> Guard:
        return Guard(Bearer(Connections(self._webex.url, 4), tokens), tokens, self._together)

    def token(self, email: str, *scopes: str) -> Secret:
        value = f"token {next(_tokens)}"
        person = self._webex.world.person(email)
        self._webex.world.add_token(Token(value, person.id, frozenset(scopes)))
        return Secret(value)


class Changing(OrgToken):
    """A token in whose place another comes after it was taken so often."""

    def __init__(self, token: Secret, other: Secret, after: int) -> None:
        super().__init__(token)
        self._left = [token] * after
        self._other = other
        self._taking = threading.Lock()

    def get(self) -> Secret:
        with self._taking:
            return self._left.pop() if self._left else self._other


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


def test_who_only_seems_to_have_the_owner_s_address_does_not_get_the_owner_s_room(
    webex: Sandbox, guard_of: GuardOf
) -> None:
    world = webex.world
    world.person(name.JOHN_EMAIL).email = "strasse@example.com"
    for (email, site), room in [*world.pmrs.items()]:
        if email == name.JOHN_EMAIL:
            world.pmrs["strasse@example.com", site] = room
    world.sites["strasse@example.com"] = world.sites[name.JOHN_EMAIL]
    guard = guard_of("strasse@example.com", PREFERENCES, _PEOPLE)
    assert _refusals(guard, "STRASSE@example.com") == [False, False, False]
    assert _refusals(guard, "straße@example.com") == [True, True, True]


def test_where_webex_does_not_tell_the_owner_their_own_room_is_refused_too(
    guard_of: GuardOf,
) -> None:
    guard = guard_of(name.JOHN_EMAIL, PREFERENCES)
    assert _refusals(guard, name.JOHN_EMAIL) == [True, True, True]


def _asked(webex: Sandbox) -> list[str]:
    """Return whose room each call so far was about: the owner's, nobody's or somebody's."""
    calls = [call.query for call in webex.calls() if call.path == f"/v1/{ROOM}"]
    names = {"userEmail=nobody-": "nobody's", "userEmail=": "somebody's"}
    return sorted(
        next((whose for start, whose in names.items() if query.startswith(start)), "the owner's")
        for query in calls
    )


_PROOF = ["nobody's", "somebody's", "the owner's"]


@pytest.mark.parametrize("owner", [name.ANA_EMAIL, name.SERVICE_APP_EMAIL])
def test_a_proof_serves_for_a_while_on_its_site(
    webex: Sandbox, guard_of: GuardOf, owner: str
) -> None:
    guard = guard_of(owner, ADMIN_PREFERENCES)
    for site in (None, name.SITE):
        for _ in range(3):
            assert OrgView(guard, name.JOHN_EMAIL).personal_room(site).topic == "John's PMR"
    assert _asked(webex) == sorted(2 * _PROOF + 4 * ["somebody's"])
    assert OrgView(guard, name.ANA_EMAIL).sites()
    assert len(_asked(webex)) == 10


def test_a_pin_is_never_shown_on_an_older_proof(webex: Sandbox, guard_of: GuardOf) -> None:
    guard = guard_of(name.ANA_EMAIL, ADMIN_PREFERENCES)
    for _ in range(3):
        assert OrgView(guard, name.JOHN_EMAIL).host_pin() == Secret("4325")
    assert _asked(webex) == sorted(3 * _PROOF)


@pytest.mark.parametrize("after", range(9))
@pytest.mark.parametrize("look", ["personal_room", "host_pin", "sites"])
def test_what_two_tokens_show_is_not_compared(guard_of: GuardOf, look: str, after: int) -> None:
    honest = guard_of.token(name.ANA_EMAIL, ADMIN_PREFERENCES)
    tokens = Changing(honest, guard_of.token(name.JOHN_EMAIL, PREFERENCES, _PEOPLE), after)
    guard = guard_of.over(tokens)
    with remembered_in({}):
        for _ in range(3):
            view = OrgView(guard, name.ANA_EMAIL)
            with contextlib.suppress(WrongRoomError):
                shown = getattr(view, look)()
                assert shown != Secret("4325")
                assert getattr(shown, "topic", "Ana's office") == "Ana's office"
    assert _refusals(guard, name.ANA_EMAIL) == [True, True, True]


def test_what_another_token_has_read_is_read_again(guard_of: GuardOf) -> None:
    honest = guard_of.token(name.ADMIN_EMAIL, ADMIN_PREFERENCES)
    tokens = Changing(guard_of.token(name.JOHN_EMAIL, PREFERENCES, _PEOPLE), honest, after=4)
    guard = guard_of.over(tokens)
    with remembered_in({}):
        with contextlib.suppress(WrongRoomError):
            OrgView(guard, name.ANA_EMAIL).personal_room()
        assert OrgView(guard, name.ANA_EMAIL).personal_room().topic == "Ana's office"


class Scripted(Bearer):
    """Answers about a room as told: with its name, with a status, or with what names none ("")."""

    def __init__(self, own: str | int, nobodys: str | int, theirs: str | int) -> None:
        self._rooms = {None: own, name.ANA_EMAIL: theirs}
        self._nobodys = nobodys

    def with_secret(
        self, path: str, params: Mapping[str, str | int | None], _name: str
    ) -> tuple[Mapping[str, Any], Secret | None]:
        shown: str | int = 403
        if path == ROOM:
            shown = self._rooms.get(cast("str | None", params.get("userEmail")), self._nobodys)
        elif path.endswith("sites"):
            shown = ""
        if isinstance(shown, int):
            raise WebexError(Failure(shown, f"GET /{path}"))
        return {"topic": "?"} | ({"sipAddress": shown} if shown else {}), Secret("4325")


@pytest.mark.parametrize(
    ("own", "nobodys", "theirs", "shows"),
    [
        pytest.param("own", 404, "ana", "room sites", id="as it should be"),
        pytest.param("own", 403, "ana", "room sites", id="nobody's address is forbidden"),
        pytest.param("own", 400, "ana", "room sites", id="nobody's address is no address"),
        pytest.param(404, 404, "ana", "room sites", id="the owner has no room"),
        pytest.param(403, 404, "ana", "room sites", id="the owner may not see their own"),
        pytest.param("", 404, "ana", "room sites", id="the owner's names nothing"),
        pytest.param(404, "other", "ana", "room sites", id="nobody has another room"),
        pytest.param("own", "own", "own", "", id="all are one"),
        pytest.param(404, "own", "own", "", id="the owner's is hidden, and all are one"),
        pytest.param("own", 404, "own", "", id="it is the owner's"),
        pytest.param("old", "new", "new", "", id="renamed in between"),
        pytest.param("new", "old", "new", "", id="renamed in between, nobody's first"),
        pytest.param("old", "old", "new", "", id="renamed in between, theirs last"),
        pytest.param(404, "", "ana", "", id="neither the owner's nor nobody's tells"),
        pytest.param("own", 404, "", "", id="it names nothing"),
        pytest.param("own", 404, 404, "sites", id="they have no room"),
        pytest.param("own", "own", 404, "", id="they have none, and nobody has the owner's"),
        pytest.param(404, 404, 404, "sites", id="nobody has a room"),
        pytest.param(404, "own", 404, "", id="only nobody has a room"),
        pytest.param("own", 403, 403, "", id="all but the owner's are forbidden"),
        pytest.param(403, 403, 403, "sites", id="all are forbidden"),
    ],
)
def test_what_is_let_through(
    pool: ThreadPoolExecutor, own: str | int, nobodys: str | int, theirs: str | int, shows: str
) -> None:
    def shown(look: str) -> bool:
        tokens = OrgToken(Secret("token"))
        guard = Guard(Scripted(own, nobodys, theirs), tokens, Together(pool))
        try:
            getattr(OrgView(guard, name.ANA_EMAIL), look)()
        except (WrongRoomError, WebexError):
            return False
        return True

    assert shown("personal_room") is ("room" in shows)
    assert shown("host_pin") is ("room" in shows)
    assert shown("sites") is ("sites" in shows)


@pytest.mark.parametrize("status", [401, 429, 500, 503])
@pytest.mark.parametrize("which", [0, 1])
def test_what_is_no_refusal_proves_nothing(
    pool: ThreadPoolExecutor, status: int, which: int
) -> None:
    shown: list[str | int] = ["own", 404, "ana"]
    shown[which] = status
    guard = Guard(Scripted(*shown), OrgToken(Secret("token")), Together(pool))
    with pytest.raises(WebexError) as error:
        OrgView(guard, name.ANA_EMAIL).host_pin()
    assert error.value.failure.what == status


def test_an_owner_who_renames_their_room_is_not_taken_for_another(
    webex: Sandbox, guard_of: GuardOf
) -> None:
    guard = guard_of(name.JOHN_EMAIL, PREFERENCES, _PEOPLE)
    view = OrgView(guard, name.JOHN_EMAIL)
    assert view.host_pin() == Secret("4325")
    webex.world.pmrs[name.JOHN_EMAIL, name.SITE] |= {
        "personalMeetingRoomLink": f"https://{name.SITE}/meet/renamed",
        "sipAddress": f"renamed@{name.SITE}",
    }
    assert _refusals(guard, name.ANA_EMAIL) == [True, True, True]
    assert view.host_pin() == Secret("4325")


@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("look", ["personal_room", "host_pin", "sites"])
def test_a_refusal_that_passes_lets_nobody_in(
    webex: Sandbox, guard_of: GuardOf, status: int, look: str
) -> None:
    for _ in range(5):  # whichever of the calls it hits
        guard = guard_of(name.JOHN_EMAIL, PREFERENCES, _PEOPLE)
        once = webex.faults.add(Fault(path=f"/{ROOM}", status=status, times=1))
        with pytest.raises((WrongRoomError, WebexError)):
            getattr(OrgView(guard, name.ANA_EMAIL), look)()
        webex.faults.remove(once)
        assert _refusals(guard, name.ANA_EMAIL) == [True, True, True]


def test_who_is_found_out_is_not_asked_again(webex: Sandbox, guard_of: GuardOf) -> None:
    guard = guard_of(name.JOHN_EMAIL, PREFERENCES, _PEOPLE)
    assert _refusals(guard, name.ANA_EMAIL) == [True, True, True]
    assert _asked(webex) == _PROOF
    assert _refusals(guard, name.NOOR_EMAIL) == [True, True, True]
    assert _asked(webex) == _PROOF
    assert _refusals(guard, name.JOHN_EMAIL) == [False, False, False]
    assert len(_asked(webex)) == 5


def test_a_room_that_is_enabled_later_is_no_way_in(webex: Sandbox, guard_of: GuardOf) -> None:
    guard = guard_of(name.JOHN_EMAIL, PREFERENCES, _PEOPLE)
    rooms, key = webex.world.pmrs, (name.JOHN_EMAIL, name.SITE)
    johns = rooms.pop(key)
    with pytest.raises(WebexError):
        OrgView(guard, name.ANA_EMAIL).personal_room()
    assert OrgView(guard, name.ANA_EMAIL).sites()  # nothing tells, where nobody has a room
    rooms[key] = johns
    assert _refusals(guard, name.ANA_EMAIL) == [True, True, True]
    assert _refusals(guard, name.JOHN_EMAIL) == [False, False, False]


def test_another_address_of_the_owner_s_is_refused_and_finds_nobody_out(
    webex: Sandbox, guard_of: GuardOf
) -> None:
    guard = guard_of(name.ANA_EMAIL, ADMIN_PREFERENCES, _PEOPLE)
    rooms = webex.world.pmrs
    johns, rooms[name.JOHN_EMAIL, name.SITE] = (
        rooms[name.JOHN_EMAIL, name.SITE],
        rooms[name.ANA_EMAIL, name.SITE],
    )
    assert _refusals(guard, name.JOHN_EMAIL) == [True, True, True]
    rooms[name.JOHN_EMAIL, name.SITE] = johns
    assert _refusals(guard, name.JOHN_EMAIL) == [False, False, False]


def test_where_webex_forbids_foreign_addresses_sites_are_nobody_s_either(
    webex: Sandbox, guard_of: GuardOf
) -> None:
    guard = guard_of(name.ANA_EMAIL, ADMIN_PREFERENCES, _PEOPLE)
    webex.faults.add(Fault(path=f"/{ROOM}", status=403))
    assert OrgView(guard, name.JOHN_EMAIL).sites()  # nothing tells, where no room is to be seen
    webex.faults.clear()
    webex.world.switches.refuse_foreign_email = True
    with pytest.raises(WebexError) as error:
        OrgView(guard_of(name.JOHN_EMAIL, PREFERENCES), name.ANA_EMAIL).sites()
    assert error.value.failure.what == 403


def test_a_room_that_nothing_tells_from_others_is_refused(
    webex: Sandbox, guard_of: GuardOf
) -> None:
    for owner in (name.ANA_EMAIL, name.SERVICE_APP_EMAIL):
        webex.world.pmrs[name.JOHN_EMAIL, name.SITE] = {"topic": "?", "hostPin": "4325"}
        assert _refusals(guard_of(owner, ADMIN_PREFERENCES), name.JOHN_EMAIL)[:2] == [True, True]


def test_while_webex_is_away_no_sites_are_shown(webex: Sandbox, guard_of: GuardOf) -> None:
    guard = guard_of(name.ANA_EMAIL, ADMIN_PREFERENCES)
    webex.faults.add(Fault(path=f"/{ROOM}", status=503))
    with pytest.raises(WebexError):
        OrgView(guard, name.JOHN_EMAIL).sites()
