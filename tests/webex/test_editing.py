"""A change reads, changes one thing, writes all of it back, and looks at what came of it."""

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import WebexError, WrongRoomError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.grant import (
    ADMIN_PREFERENCES,
    ADMIN_PREFERENCES_WRITE,
    PREFERENCES,
    PREFERENCES_WRITE,
    Token,
)
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.delegates import DELEGATES
from bot.webex.editing import Editor, NotAsMeantError, OrgEditor, OwnEditor
from bot.webex.guard import Guard
from bot.webex.model.room_options import RoomOptions
from bot.webex.room_resource import OWN_ROOM
from bot.webex.together import Together
from tests.by_hand import OrgToken
from tests.documented import PERSONAL_ROOM, faults_of_update
from tests.webex.recorded import Recorded, recorded

ROOM_PATH = "/meetingPreferences/personalMeetingRoom"
_tokens = itertools.count()


def _locked(room: RoomOptions) -> RoomOptions:
    return room.changed(enabledAutoLock=True, autoLockMinutes=15)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as executor:
        yield executor


@pytest.fixture
def org(webex: Sandbox, pool: ThreadPoolExecutor) -> Callable[..., Editor]:
    """Return what makes an editor for somebody over the access of somebody else."""

    def make(
        of: str = name.JOHN_EMAIL,
        owner: str = name.ADMIN_EMAIL,
        *scopes: str,
    ) -> Editor:
        value = f"editing {next(_tokens)}"
        granted = frozenset(scopes or {ADMIN_PREFERENCES, ADMIN_PREFERENCES_WRITE})
        webex.world.add_token(Token(value, webex.world.person(owner).id, granted))
        tokens = OrgToken(Secret(value))
        bearer = Bearer(Connections(webex.url, 4), tokens)
        return OrgEditor(Guard(bearer, tokens, Together(pool)), of)

    return make


def _own(url: str, token: str = name.JOHN_TOKEN) -> Editor:
    return OwnEditor(Bearer(Connections(url, 2), FixedToken(Secret(token))))


def _puts(webex: Sandbox) -> list[str]:
    return [one.query for one in webex.calls() if one.method in {"PUT", "POST"}]


@pytest.fixture
def server() -> Iterator[Recorded]:
    with recorded(PERSONAL_ROOM) as found:
        yield found


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_locked, id="lock"),
        pytest.param(lambda room: room.changed(topic="“Ana’s”"), id="topic"),
        pytest.param(lambda room: room.changed(coHosts=[]), id="cohosts"),
        pytest.param(lambda room: room.changed(allowAuthenticatedDevices=True), id="devices"),
    ],
)
def test_what_is_sent_is_what_was_read_with_one_thing_changed(
    server: Recorded, change: Callable[[RoomOptions], RoomOptions]
) -> None:
    found = _own(server.url).edit(OWN_ROOM, None, change)
    (body,) = server.bodies
    assert faults_of_update(body) == []
    meant = change(RoomOptions.read(PERSONAL_ROOM, None))
    told = {name: PERSONAL_ROOM[name] for name in body}
    assert {name for name in body if body[name] != told[name]} == {
        name for name in body if name != "hostPin" and meant.values[name] != told[name]
    }
    assert body["hostPin"] == "4325"
    assert found.values == meant.values


def test_what_decides_for_nothing_writes_nothing(server: Recorded) -> None:
    found = _own(server.url).edit(OWN_ROOM, None, lambda _room: None)
    assert found.values["topic"] == "John's PMR"
    assert server.bodies == []


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failure_that_may_have_been_none_is_looked_into(server: Recorded, status: int) -> None:
    server.status, server.answer = status, {}
    assert _own(server.url).edit(OWN_ROOM, None, _locked).values["autoLockMinutes"] == 15
    assert len(server.bodies) == 1


@pytest.mark.parametrize("status", [400, 403, 409, 423, 429, 500, 502])
def test_a_change_that_was_not_made_fails_as_webex_says(server: Recorded, status: int) -> None:
    server.status, server.takes = status, False
    with pytest.raises(WebexError) as error:
        _own(server.url).edit(OWN_ROOM, None, _locked)
    assert error.value.failure.what == status


def test_an_answer_that_tells_less_is_completed_by_another_look(server: Recorded) -> None:
    server.answer = {}
    assert _own(server.url).edit(OWN_ROOM, None, _locked).values["enabledAutoLock"] is True


def test_what_webex_takes_and_does_not_show_is_said(server: Recorded) -> None:
    server.takes = False
    with pytest.raises(NotAsMeantError):
        _own(server.url).edit(OWN_ROOM, None, _locked)


def test_an_answer_with_another_link_is_another_room(server: Recorded) -> None:
    other = "https://site4-example.webex.com/meet/somebody"
    server.answer = {**PERSONAL_ROOM, "personalMeetingRoomLink": other}
    with pytest.raises(WrongRoomError):
        _own(server.url).edit(OWN_ROOM, None, _locked)


def test_the_organisations_access_changes_whom_it_is_asked_for(
    webex: Sandbox, org: Callable[..., Editor]
) -> None:
    before = dict(webex.world.pmrs)
    org().edit(OWN_ROOM, None, _locked)
    after = dict(webex.world.pmrs)
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {(name.JOHN_EMAIL, name.SITE)}
    assert _puts(webex) == ["userEmail=john.andersen%40example.com"]


@pytest.mark.parametrize("resource", [OWN_ROOM, DELEGATES], ids=["room", "delegates"])
def test_an_access_that_ignores_the_address_changes_nothing(
    webex: Sandbox, org: Callable[..., Editor], resource: object
) -> None:
    webex.world.switches.ignore_user_email = True
    webex.world.pmrs[name.ADMIN_EMAIL, name.SITE] = dict(
        webex.world.pmrs[name.ANA_EMAIL, name.SITE]
    )
    before = dict(webex.world.pmrs)
    with pytest.raises(WrongRoomError):
        org().edit(resource, None, _never)  # type: ignore[arg-type]  # either
    assert _puts(webex) == []
    assert webex.world.pmrs == before


def _never(_before: object) -> None:
    raise AssertionError("it was asked what to write")


def test_an_access_proves_itself_at_each_change_anew(
    webex: Sandbox, org: Callable[..., Editor]
) -> None:
    editor = org()
    editor.edit(OWN_ROOM, None, _locked)
    webex.world.switches.ignore_user_email = True
    webex.world.pmrs[name.ADMIN_EMAIL, name.SITE] = dict(
        webex.world.pmrs[name.ANA_EMAIL, name.SITE]
    )
    with pytest.raises(WrongRoomError):
        editor.edit(OWN_ROOM, None, lambda room: room.changed(topic="Mine"))
    assert len(_puts(webex)) == 1


def test_an_answer_about_another_room_than_the_proven_one_is_refused(
    webex: Sandbox, org: Callable[..., Editor]
) -> None:
    renamed = webex.world.pmrs[name.JOHN_EMAIL, name.SITE]

    def rename(_room: RoomOptions) -> RoomOptions:
        link = f"https://{name.SITE}/meet/another"
        webex.world.pmrs[name.JOHN_EMAIL, name.SITE] = renamed | {"personalMeetingRoomLink": link}
        return _locked(_room)

    with pytest.raises(WrongRoomError):
        org().edit(OWN_ROOM, None, rename)


def test_an_access_without_the_scope_is_refused(webex: Sandbox, org: Callable[..., Editor]) -> None:
    with pytest.raises(WebexError) as error:
        org(name.JOHN_EMAIL, name.ADMIN_EMAIL, ADMIN_PREFERENCES).edit(OWN_ROOM, None, _locked)
    assert (error.value.failure.what, error.value.failure.endpoint) == (403, f"PUT {ROOM_PATH}")


def test_one_s_own_access_needs_the_scope_too(webex: Sandbox) -> None:
    john = webex.world.person(name.JOHN_EMAIL).id
    webex.world.add_token(Token("reads", john, frozenset({PREFERENCES})))
    webex.world.add_token(Token("writes", john, frozenset({PREFERENCES, PREFERENCES_WRITE})))
    with pytest.raises(WebexError):
        _own(webex.url, "reads").edit(OWN_ROOM, None, _locked)
    _own(webex.url, "writes").edit(OWN_ROOM, None, _locked)
    assert _puts(webex) == ["", ""]


@pytest.mark.parametrize("whose", ["own", "org"])
@pytest.mark.parametrize(
    ("after", "calls"),
    [
        pytest.param((name.NOOR_EMAIL, name.ANA_EMAIL), ["insert"], id="one more"),
        pytest.param((), ["delete"], id="one less"),
        pytest.param((name.ANA_EMAIL,), ["insert", "delete"], id="another"),
    ],
)
def test_delegates_are_added_and_removed_one_a_call(
    webex: Sandbox,
    org: Callable[..., Editor],
    whose: str,
    after: tuple[str, ...],
    calls: list[str],
) -> None:
    editor = org() if whose == "org" else _own(webex.url)
    assert editor.edit(DELEGATES, None, lambda _before: after) == after
    assert webex.world.delegates[name.JOHN_EMAIL] == [*after]
    made = [one.path.rpartition("/")[2] for one in webex.calls() if one.method == "POST"]
    assert made == calls


def test_a_delegate_that_was_added_in_doubt_is_there(webex: Sandbox) -> None:
    webex.faults.add(Fault("POST", "/meetingPreferences/*", status=502, after=True, times=1))
    both = (name.NOOR_EMAIL, name.ANA_EMAIL)
    assert _own(webex.url).edit(DELEGATES, None, lambda _before: both) == both
    assert len(_puts(webex)) == 1
