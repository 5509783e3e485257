"""Whose access serves a question about a Personal Meeting Room."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.dispatch.access import Preferences
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.errors import AskError, NotSetUpError, RefusedError, WebexError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections
from bot.webex.editing import OrgEditor, OwnEditor
from bot.webex.guard import Guard
from bot.webex.model.named import Person
from bot.webex.people import People
from bot.webex.preferences import OrgView, OwnView
from bot.webex.reading import remembered_in
from bot.webex.together import Together
from tests.by_hand import OrgToken, bearer_at

_CONNECT = AskError("Connect your account", "It takes one click.", ("connect",))
_REFUSED = RefusedError("This is for others", "Ask Hana.")


class Token(OrgToken):
    """The organisation's token, or none."""

    is_there = True
    writes: bool | None = None

    def may_write(self) -> bool | None:
        return self.writes

    def is_set_up(self) -> bool:
        return self.is_there


@dataclass
class Lent:
    """The organisation's access, and how often it was asked for; `refuses` lends it to nobody."""

    preferences: Preferences
    token: Token
    own: Bearer | AskError | None = None
    refuses: bool = False
    may_change: bool = False
    count: int = 0

    def lend(self, _ask: Ask) -> None:
        self.count += 1
        if self.refuses:
            raise _REFUSED


@pytest.fixture
def lent(webex: Sandbox) -> Iterator[Lent]:
    token = Token(Secret(name.SERVICE_APP_TOKEN))
    with ThreadPoolExecutor(2) as pool:
        guard = Guard(Bearer(Connections(webex.url, 2), token), token, Together(pool))
        people = People(bearer_at(webex))
        found: Lent = Lent(
            Preferences(
                guard,
                people,
                lambda ask: found.lend(ask),
                lambda _person: found.own,
                lambda _person: found.may_change,
            ),
            token,
        )
        yield found


def _ask(about: Person | None = None) -> Ask:
    asker = Person(id=name.JOHN_ID, email=name.JOHN_EMAIL)
    origin = Origin(asker, "here", True, "thread", datetime(2026, 3, 1, 12, tzinfo=UTC))
    return Ask("pmr", origin, Args(person=about))


def test_one_s_own_connection_goes_first(webex: Sandbox, lent: Lent) -> None:
    lent.own, lent.refuses = bearer_at(webex, name.JOHN_TOKEN), True
    view = lent.preferences.of(_ask())
    assert isinstance(view, OwnView)
    assert view.personal_room().topic == "John's PMR"
    assert view.host_pin() == Secret("4325")
    assert view.sites()[0].url == name.SITE
    assert lent.count == 0
    assert {call.query for call in webex.calls()} == {""}


def test_about_others_the_organisation_s_access_is_lent(webex: Sandbox, lent: Lent) -> None:
    lent.own = bearer_at(webex, name.JOHN_TOKEN)
    view = lent.preferences.of(_ask(Person(email=name.ANA_EMAIL)))
    assert isinstance(view, OrgView)
    assert view.personal_room().topic == "Ana's office"
    assert lent.count == 1


@pytest.mark.parametrize("own", [None, _CONNECT], ids=["nobody can connect", "not connected"])
def test_without_a_connection_the_organisation_s_access_serves(
    lent: Lent, own: AskError | None
) -> None:
    lent.own = own
    assert isinstance(lent.preferences.of(_ask()), OrgView)


def test_without_either_one_is_asked_to_connect(lent: Lent) -> None:
    lent.own, lent.token.is_there = _CONNECT, False
    with pytest.raises(AskError) as error:
        lent.preferences.of(_ask())
    assert error.value is _CONNECT


def test_to_whom_it_is_not_lent_connecting_is_offered(lent: Lent) -> None:
    lent.own, lent.refuses = _CONNECT, True
    with pytest.raises(RefusedError) as error:
        lent.preferences.of(_ask())
    assert (error.value.title, error.value.advice, error.value.try_lines) == (
        "This is for others",
        "Ask Hana. Or connect your own account.",
        ("connect",),
    )
    for own, about in ((None, None), (_CONNECT, Person(email=name.ANA_EMAIL))):
        lent.own = own
        with pytest.raises(RefusedError) as error:
            lent.preferences.of(_ask(about))
        assert error.value is _REFUSED


def test_what_one_account_has_read_is_not_another_s(webex: Sandbox) -> None:
    views = [OwnView(bearer_at(webex, one)) for one in (name.JOHN_TOKEN, name.ANA_TOKEN)]
    with remembered_in({}):
        topics = [view.personal_room().topic for view in views for _ in range(2)]
    assert topics == ["John's PMR"] * 2 + ["Ana's office"] * 2
    assert len(webex.calls()) == 2


# On which sites else somebody may have a room.


def _calls(webex: Sandbox) -> list[str]:
    return [f"{call.path.rpartition('/')[2]}?{call.query}".rstrip("?") for call in webex.calls()]


def test_with_one_s_own_access_those_are_one_s_other_sites(webex: Sandbox, lent: Lent) -> None:
    lent.own = bearer_at(webex, name.JOHN_TOKEN)
    others = tuple(f"site{number}-example.webex.com" for number in (1, 2, 3))
    assert lent.preferences.of(_ask()).elsewhere() == others
    assert _calls(webex) == ["sites"]


def test_with_the_organisation_s_they_are_theirs_and_then_its_own(
    webex: Sandbox, lent: Lent
) -> None:
    webex.world.sites[name.SERVICE_APP_EMAIL] = [
        {"siteUrl": "theirs.webex.com", "default": False},
        {"siteUrl": name.SITE, "default": True},
        {"siteUrl": name.OTHER_SITE, "default": False},
    ]
    view = lent.preferences.of(_ask(Person(email=name.HANA_EMAIL)))
    assert view.elsewhere() == (name.OTHER_SITE, "theirs.webex.com")


def test_whoever_is_not_on_the_default_site_is_looked_for_on_the_access_s_other_ones(
    webex: Sandbox, lent: Lent
) -> None:
    webex.world.sites[name.SERVICE_APP_EMAIL].append({"siteUrl": name.OTHER_SITE, "default": False})
    webex.world.sites[name.HANA_EMAIL] = []  # Webex says 404
    view = lent.preferences.of(_ask(Person(email=name.HANA_EMAIL)))
    assert view.elsewhere() == (name.OTHER_SITE,)


def test_an_access_whose_sites_nobody_knows_leaves_theirs(webex: Sandbox, lent: Lent) -> None:
    del webex.world.sites[name.SERVICE_APP_EMAIL]
    webex.world.sites[name.ANA_EMAIL] = webex.world.sites[name.JOHN_EMAIL]
    assert lent.preferences.of(_ask(Person(email=name.ANA_EMAIL))).elsewhere() == ()


@pytest.mark.parametrize("is_own", [True, False])
def test_what_passes_is_no_end_of_the_search(webex: Sandbox, lent: Lent, is_own: bool) -> None:
    lent.own = bearer_at(webex, name.JOHN_TOKEN) if is_own else None
    view = lent.preferences.of(_ask())
    webex.faults.add(Fault(path="/meetingPreferences/sites", status=503))
    with pytest.raises(WebexError):
        view.elsewhere()


def test_a_change_goes_with_one_s_own_access_where_that_may(webex: Sandbox, lent: Lent) -> None:
    lent.own, lent.may_change = bearer_at(webex, name.JOHN_TOKEN), True
    assert isinstance(lent.preferences.editor(_ask()), OwnEditor)
    assert lent.preferences.can_change(_ask())
    assert lent.count == 0


def test_a_change_goes_with_the_organisation_s_access_otherwise(webex: Sandbox, lent: Lent) -> None:
    for own in (None, _CONNECT, bearer_at(webex, name.JOHN_TOKEN)):
        lent.own = own
        assert isinstance(lent.preferences.editor(_ask()), OrgEditor)
    assert lent.preferences.can_change(_ask())
    # Whoever is named is a part of the change: it is the asker's own.
    editor = lent.preferences.editor(_ask(Person(email=name.ANA_EMAIL)))
    assert editor.view.personal_room().topic == "John's PMR"


@pytest.mark.parametrize("why", ["not lent", "without the scope", "not there"])
@pytest.mark.parametrize(
    ("own", "title"),
    [
        pytest.param("reads", "Connect again first", id="connected before"),
        pytest.param("none", "Connect your account", id="not connected"),
        pytest.param("nobody can", None, id="nobody can connect"),
    ],
)
def test_without_any_access_that_may_one_hears_what_to_do(
    webex: Sandbox, lent: Lent, why: str, own: str, title: str | None
) -> None:
    lent.refuses, lent.token.is_there = why == "not lent", why != "not there"
    lent.token.writes = None if why == "not lent" else False
    lent.own = bearer_at(webex, name.JOHN_TOKEN) if own == "reads" else None
    lent.own = _CONNECT if own == "none" else lent.own
    expected = (NotSetUpError, RefusedError) if title is None else AskError
    with pytest.raises(expected) as error:
        lent.preferences.editor(_ask())
    assert title is None or str(error.value) == title
    assert not lent.preferences.can_change(_ask())
