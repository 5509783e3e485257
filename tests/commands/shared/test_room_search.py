"""Where somebody's room is looked for, until when, and what is said where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

import pytest

from bot.commands.shared.room_search import search
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.context import Context
from bot.dispatch.grammar.arguments import Args
from bot.errors import AskError, Failure, NotFoundError, RefusedError, Trouble, WebexError
from bot.secret import Secret
from bot.webex.global_numbers import CallIns
from bot.webex.model.named import Person
from bot.webex.model.personal_room import PersonalRoom
from bot.webex.model.profile import Profile
from bot.webex.model.site import Site

Answer = str | int | Trouble

ORIGIN = Origin(Person("john", "john@example.com"), "here", True, "t", datetime.now(UTC))
ANA = Person(email="ana@example.com")


class FakeView:
    """What each site answers of a person: a room's topic, or how it fails.

    `theirs`: Webex lists the sites as the person's; else it knows nobody there.
    """

    def __init__(self, default: Answer, others: Mapping[str, Answer], theirs: bool = True) -> None:
        self._answers: dict[str | None, Answer] = {None: default, "default": default}
        self._answers.update(others.items())
        self._theirs = theirs
        self.asked: list[str | None] = []

    def personal_room(self, site: str | None = None) -> PersonalRoom:
        self.asked.append(site)
        answer = self._answers.get(site, 404)
        if isinstance(answer, str):
            return PersonalRoom.read({"topic": answer})
        raise WebexError(Failure(answer, "GET /meetingPreferences/personalMeetingRoom"))

    def host_pin(self, site: str | None = None) -> Secret | None:
        return Secret(self.personal_room(site).topic or "")

    def call_ins(self, room: PersonalRoom) -> CallIns:
        return CallIns(room.call_ins)

    def sites(self) -> tuple[Site, ...]:
        self.asked.append("sites")
        if not self._theirs:
            raise WebexError(Failure(404, "GET /meetingPreferences/sites"))
        return tuple(Site(url, url == "default") for url in self._answers if url)

    def delegates(self) -> tuple[str, ...]:
        return ()

    def elsewhere(self) -> tuple[str, ...]:
        return tuple(url for url in self._answers if url not in {None, "default"} and url)


@dataclass(frozen=True)
class FakePeople:
    """The one organisation's people by address."""

    known: Mapping[str, Profile] = field(default_factory=dict)

    def find(self, person: Person) -> Profile | None:
        return self.known.get(person.email or "")

    def me(self) -> Profile:
        return Profile("bot", None, None, None, "org")


@dataclass(frozen=True)
class FakeContext:
    """As much of a context as a search needs."""

    people: FakePeople = field(default_factory=FakePeople)
    helps: bool = False

    def is_help_desk(self, _asker: Person) -> bool:
        return self.helps


def _found(
    view: FakeView,
    site: str | None = None,
    person: Person | None = None,
    context: FakeContext | None = None,
) -> tuple[str | None, str | None]:
    ask = Ask("pmr", ORIGIN, Args(person=person, site=site))
    known = cast("Context", context or FakeContext())
    room, where = search(known, ask, view, "pmr", view.personal_room)
    return room.topic, where


def _told(
    view: FakeView,
    site: str | None = None,
    person: Person | None = None,
    context: FakeContext | None = None,
) -> AskError:
    with pytest.raises(AskError) as error:
        _found(view, site, person, context)
    return error.value


# Where it is.


def test_where_the_default_site_knows_them_nothing_else_is_asked() -> None:
    view = FakeView("here", {"a": "there"})
    assert _found(view) == ("here", None)
    assert view.asked == [None]


def test_the_first_other_site_that_knows_them_wins() -> None:
    view = FakeView(404, {"a": 404, "b": "there", "c": "not asked"})
    assert _found(view) == ("there", "b")
    assert view.asked == [None, "sites", "a", "b"]


@pytest.mark.parametrize("refusal", [400, 403, 404, 410])
def test_a_site_that_refuses_does_not_end_the_search(refusal: int) -> None:
    assert _found(FakeView(404, {"a": refusal, "b": "there"})) == ("there", "b")


def test_what_is_looked_for_may_be_the_pin() -> None:
    view = FakeView(404, {"a": 404, "b": "4325"})
    context = cast("Context", FakeContext())
    assert search(context, Ask("pin", ORIGIN), view, "pin", view.host_pin) == (Secret("4325"), "b")


def test_no_more_than_five_other_sites_are_tried() -> None:
    view = FakeView(404, {f"s{number}": 404 for number in range(7)})
    _told(view)
    assert view.asked[2:] == ["s0", "s1", "s2", "s3", "s4"]


@pytest.mark.parametrize("refusal", [400, 404])
def test_a_room_on_another_site_than_the_one_named_is_taken(refusal: int) -> None:
    view = FakeView("here", {"a": refusal})
    assert _found(view, "a") == ("here", "default")
    assert _found(FakeView("here", {}), "nowhere", ANA) == ("here", "default")


@pytest.mark.parametrize(
    ("view", "what"),
    [
        (FakeView(400, {"a": "there"}), 400),
        (FakeView(503, {"a": "there"}), 503),
        (FakeView(404, {"a": 500, "b": "there"}), 500),
        (FakeView(404, {"a": Trouble.TIMEOUT, "b": "there"}), Trouble.TIMEOUT),
    ],
    ids=["not valid", "at once", "later", "no answer"],
)
def test_what_tells_nothing_of_rooms_ends_the_search(view: FakeView, what: int | Trouble) -> None:
    with pytest.raises(WebexError) as error:
        _found(view)
    assert error.value.failure.what == what


# Why there is none.


def test_whom_webex_does_not_know_is_said_to_be_nobody() -> None:
    error = _told(FakeView(404, {}, theirs=False), person=ANA)
    assert isinstance(error, NotFoundError)
    assert (error.title, error.try_lines) == ("I find nobody called ana@example.com", ())


@pytest.mark.parametrize("site", [None, "a"])
@pytest.mark.parametrize(
    ("person", "title", "advice", "line"),
    [
        (None, "You have no personal room", "any of your Webex sites: default, a.", "sites"),
        (
            ANA,
            "ana@example.com has no personal room",
            "any of their Webex sites: default, a.",
            "sites ana@example.com",
        ),
    ],
    ids=["the asker", "somebody else"],
)
def test_who_has_no_room_anywhere_is_told_who_enables_one(
    person: Person | None, title: str, advice: str, line: str, site: str | None
) -> None:
    error = _told(FakeView(404, {"a": 404}), site, person)
    assert error.title == title
    assert error.advice == f"There is none on {advice} An administrator enables it in Control Hub."
    assert error.try_lines == (line,)


def test_who_is_known_and_on_no_site_has_no_room() -> None:
    people = FakePeople({"ana@example.com": Profile("ana", "ana@example.com", "Ana", None, "org")})
    error = _told(FakeView(404, {}, theirs=False), None, ANA, FakeContext(people))
    assert error.title == "ana@example.com has no personal room"


@pytest.mark.parametrize(
    ("helps", "advice"),
    [
        (False, "The room may be there. Whoever runs this bot can have that changed."),
        (
            True,
            (
                "The room may be there. "
                "It needs meeting:admin_preferences_read from an administrator of that site."
            ),
        ),
    ],
    ids=["anybody", "the help desk"],
)
def test_a_site_that_the_access_does_not_cover_is_named(helps: bool, advice: str) -> None:
    error = _told(FakeView(404, {"a": 403, "b": 404}), context=FakeContext(helps=helps))
    assert isinstance(error, RefusedError)
    assert (error.title, error.advice) == ("My access does not cover a", advice)


@pytest.mark.parametrize(
    ("theirs", "helps", "advice", "lines"),
    [
        (True, False, "Yours: default, a.", ("pmr default", "pmr a")),
        (
            True,
            True,
            "Yours: default, a. For somebody else type the whole address: pmr name@example.com",
            ("pmr default", "pmr a"),
        ),
        (False, False, "Webex tells none of yours.", ("pmr",)),
    ],
    ids=["anybody", "the help desk", "who has none"],
)
def test_a_site_that_is_none_of_theirs_shows_no_room(
    theirs: bool, helps: bool, advice: str, lines: tuple[str, ...]
) -> None:
    view = FakeView("here", {"a": "there"}, theirs)
    error = _told(view, "ana.ruiz", None, FakeContext(helps=helps))
    assert error.title == "“ana.ruiz” is none of your Webex sites"
    assert (error.advice, error.try_lines) == (advice, lines)


@pytest.mark.parametrize("organisation", [None, "other"])
def test_who_is_not_of_the_organisation_is_said_to_be_that(organisation: str | None) -> None:
    ana = Profile("ana", "ana@example.com", "Ana", None, organisation)
    people = FakePeople({"ana@example.com": ana} if organisation else {})
    error = _told(FakeView(403, {"a": "there"}), None, ANA, FakeContext(people))
    assert error.title == "I find nobody called ana@example.com in this organisation"


@pytest.mark.parametrize("organisation", ["org", None])
def test_the_access_that_does_not_cover_a_colleague_is_webex_s_to_explain(
    organisation: str | None,
) -> None:
    ana = Profile("ana", "ana@example.com", "Ana", None, organisation)
    people = FakePeople({"ana@example.com": ana})
    for person in (ANA, None):
        with pytest.raises(WebexError) as error:
            _found(FakeView(403, {"a": "there"}), None, person, FakeContext(people))
        assert error.value.failure.what == 403
