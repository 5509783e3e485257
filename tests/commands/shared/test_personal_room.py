"""Where somebody's room is looked for, and until when."""

from collections.abc import Mapping

import pytest

from bot.commands.shared.personal_room import on_some_site
from bot.errors import Failure, Trouble, WebexError
from bot.secret import Secret
from bot.webex.global_numbers import CallIns
from bot.webex.model.personal_room import PersonalRoom
from bot.webex.model.site import Site

Answer = str | int | Trouble


class FakeView:
    """A person's sites, and what each answers: a room's topic, or how it fails."""

    def __init__(self, default: Answer, others: Mapping[str, Answer]) -> None:
        self._answers: dict[str | None, Answer] = {None: default}
        self._answers.update(others.items())
        self.asked: list[str | None] = []

    def personal_room(self, site: str | None = None) -> PersonalRoom:
        self.asked.append(site)
        answer = self._answers[site]
        if isinstance(answer, str):
            return PersonalRoom.read({"topic": answer})
        raise WebexError(Failure(answer, "GET /meetingPreferences/personalMeetingRoom", str(site)))

    def host_pin(self, site: str | None = None) -> Secret | None:
        return Secret(self.personal_room(site).topic or "")

    def call_ins(self, room: PersonalRoom) -> CallIns:
        return CallIns(room.call_ins)

    def sites(self) -> tuple[Site, ...]:
        return tuple(Site(url, False) for url in self.elsewhere())

    def elsewhere(self) -> tuple[str, ...]:
        self.asked.append("their sites")
        return tuple(site for site in self._answers if site)


def _found(view: FakeView, site: str | None = None) -> tuple[str | None, str | None]:
    room, where = on_some_site(view, site, view.personal_room)
    return room.topic, where


def test_where_the_default_site_knows_them_nothing_else_is_asked() -> None:
    view = FakeView("here", {"a": "there"})
    assert _found(view) == ("here", None)
    assert view.asked == [None]


def test_the_first_other_site_that_knows_them_wins() -> None:
    view = FakeView(404, {"a": 404, "b": "there", "c": "not asked"})
    assert _found(view) == ("there", "b")
    assert view.asked == [None, "their sites", "a", "b"]


@pytest.mark.parametrize("refusal", [400, 403, 404, 410])
def test_a_site_that_refuses_does_not_end_the_search(refusal: int) -> None:
    assert _found(FakeView(404, {"a": refusal, "b": "there"})) == ("there", "b")


def test_the_pin_is_looked_for_in_the_same_way() -> None:
    view = FakeView(404, {"a": 404, "b": "4325"})
    assert on_some_site(view, None, view.host_pin) == (Secret("4325"), "b")


def test_five_sites_are_tried_and_the_answer_of_the_default_one_counts() -> None:
    view = FakeView(404, {f"s{number}": 404 for number in range(7)})
    with pytest.raises(WebexError) as error:
        _found(view)
    assert error.value.failure.tracking_id == "None"  # of the call that named no site
    assert view.asked[2:] == ["s0", "s1", "s2", "s3", "s4"]


@pytest.mark.parametrize("what", [403, 400, 500, 503, Trouble.TIMEOUT])
def test_only_a_404_sets_off_the_search(what: int | Trouble) -> None:
    view = FakeView(what, {"a": "there"})
    with pytest.raises(WebexError):
        _found(view)
    assert view.asked == [None]


@pytest.mark.parametrize("what", [429, 503, 500, Trouble.TIMEOUT])
def test_what_is_no_answer_ends_it(what: int | Trouble) -> None:
    with pytest.raises(WebexError) as error:
        _found(FakeView(404, {"a": what, "b": "there"}))
    assert error.value.failure.what == what


def test_a_site_that_was_named_is_the_only_one() -> None:
    view = FakeView("here", {"a": 404, "b": "there"})
    with pytest.raises(WebexError):
        _found(view, "a")
    assert view.asked == ["a"]
