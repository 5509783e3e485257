"""What each change makes of a room, and how it says so; nothing is asked of Webex."""

import pytest

from bot.commands.co_hosts_change import _added, _cleared, _notes, _removed, _shown
from bot.commands.delegates import delegates
from bot.commands.devices import _DEVICES
from bot.commands.hosting import _HOSTING
from bot.commands.lock import _LOCK
from bot.commands.notify import _NOTIFY
from bot.commands.topic import _TOPIC, _wanted
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.errors import UsageError
from bot.reply.blocks import Bullets, Button, Copy, Reply, Text
from bot.secret import Secret
from bot.webex.model.named import Person
from bot.webex.model.room_options import RoomOptions
from tests.commands.asking import NOW, asked
from tests.documented import PERSONAL_ROOM

_ROOM = RoomOptions.read(PERSONAL_ROOM, Secret("4325"))
_JOHN = "John Andersen (john.andersen@example.com)"
_ANA = {"email": "ana@example.com", "name": "Ana Ruiz"}


@pytest.mark.parametrize(
    ("to", "shown", "values"),
    [
        ("off", "off", {"enabledAutoLock": False, "autoLockMinutes": 10}),
        ("0", "as soon as the meeting starts", {"enabledAutoLock": True, "autoLockMinutes": 0}),
        (
            "5",
            "5 minutes after the meeting starts",
            {"enabledAutoLock": True, "autoLockMinutes": 5},
        ),
        (
            "20",
            "20 minutes after the meeting starts",
            {"enabledAutoLock": True, "autoLockMinutes": 20},
        ),
    ],
)
def test_the_lock_is_off_or_so_many_minutes(to: str, shown: str, values: dict[str, object]) -> None:
    room = _LOCK.apply(_ROOM, {"to": to})
    assert _LOCK.shown(room) == shown
    assert room == _ROOM.changed(**values)


def test_a_lock_whose_minutes_are_not_told_is_on() -> None:
    assert _LOCK.shown(RoomOptions({"enabledAutoLock": True}, None)) == "on"


@pytest.mark.parametrize("to", ["on", "off"])
def test_a_switch_is_on_or_off(to: str) -> None:
    for change, prop in (
        (_NOTIFY, "enabledNotifyHost"),
        (_DEVICES, "allowAuthenticatedDevices"),
    ):
        room = change.apply(_ROOM, {"to": to})
        assert change.shown(room) == to
        assert room == _ROOM.changed(**{prop: to == "on"})


def test_a_switch_that_is_not_told_is_not_made_up() -> None:
    assert _DEVICES.shown(RoomOptions({}, None)) == "not told"


@pytest.mark.parametrize(
    ("to", "shown", "flags"),
    [
        ("owner", "the owner alone", (False, False, False)),
        ("list", "the cohosts on the list", (True, False, False)),
        ("first", "the first person with a host account", (True, False, True)),
        ("anyone", "anyone with a host account", (True, True, False)),
    ],
)
def test_hosting_is_one_of_four(to: str, shown: str, flags: tuple[bool, bool, bool]) -> None:
    room = _HOSTING.apply(_ROOM, {"to": to})
    assert _HOSTING.shown(room) == shown
    names = ("supportCoHost", "supportAnyoneAsCoHost", "allowFirstUserToBeCoHost")
    assert tuple(room.values[name] for name in names) == flags
    idle = ["Your list of cohosts stays, and does not count meanwhile."]
    assert _HOSTING.notes(room) == ([] if to == "list" else idle)


def _topic(text: str, *words: str) -> Ask:
    origin = Origin(Person("ana"), "here", True, "thread", NOW, text=text)
    return Ask("pmr topic", origin, Args(words=words))


@pytest.mark.parametrize(
    ("ask", "topic"),
    [
        pytest.param(_topic("pmr topic  Ana’s  office: hi! "), "Ana’s  office: hi!", id="as typed"),
        pytest.param(_topic("PMR TOPIC “The” office"), "“The” office", id="quotes inside"),
        pytest.param(_topic('pmr topic "Ana’s office"'), "Ana’s office", id="in quotes"),
        pytest.param(_topic("pmr topic A\nBest regards"), "A", id="one row"),
        pytest.param(_topic("pmr name topic of the day"), "topic of the day", id="an alias"),
        pytest.param(_topic("", "My", "office"), "My office", id="pressed"),
        pytest.param(_topic("pmr topic " + "x" * 128), "x" * 128, id="the longest"),
    ],
)
def test_a_topic_is_as_it_was_typed(ask: Ask, topic: str) -> None:
    wanted = _wanted(None, ask)  # type: ignore[arg-type]  # it asks nothing
    assert wanted == {"to": topic}
    room = _TOPIC.apply(_ROOM, wanted)
    assert (room.values["topic"], _TOPIC.shown(room)) == (topic, f"“{topic}”")


def test_a_topic_is_neither_empty_nor_longer_than_webex_takes() -> None:
    assert _wanted(None, _topic("pmr topic ")) is None  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="too long"):
        _wanted(None, _topic("pmr topic " + "x" * 129))  # type: ignore[arg-type]


def test_a_cohost_is_added_once_with_address_and_name() -> None:
    room = _added(_ROOM, _ANA)
    assert _shown(room) == f"{_JOHN}, Ana Ruiz (ana@example.com)"
    assert room.values["coHosts"][1] == {"email": "ana@example.com", "displayName": "Ana Ruiz"}
    assert _added(room, {"email": "ANA@example.com", "name": "A"}) == room


def test_a_cohost_is_removed_by_address() -> None:
    assert _shown(_removed(_ROOM, {"email": "John.Andersen@example.com"})) == "nobody"
    assert _removed(_ROOM, {"email": "bo@x.org"}) == _ROOM
    assert _shown(_cleared(_added(_ROOM, _ANA), {})) == "nobody"


def test_a_list_that_is_not_known_is_not_added_to() -> None:
    unknown = RoomOptions({"topic": "x"}, None)
    assert _added(unknown, _ANA) == _removed(unknown, _ANA) == unknown
    assert _cleared(unknown, {}).values["coHosts"] == []


@pytest.mark.parametrize(
    ("hosting", "why"),
    [
        ("list", None),
        ("anyone", "anyone may cohost"),
        ("first", "the first to join cohosts"),
        ("owner", "nobody may cohost"),
    ],
)
def test_a_list_that_does_not_count_is_said_to_be_idle(hosting: str, why: str | None) -> None:
    notes = _notes(_HOSTING.apply(_ROOM, {"to": hosting}))
    needs = "Everybody on the list needs a host account on the site of your room."
    idle = f"The list does not count: {why}. “pmr hosting list” makes it count."
    assert notes == ([idle, needs] if why else [needs])


def test_delegates_are_listed_each_with_a_way_to_remove_them() -> None:
    assert delegates.answer(asked("delegates"), ("bo@example.com",)) == Reply(
        "Who may schedule for you",
        [
            Bullets((Copy("bo@example.com"),)),
            Button("Remove bo@example.com", "delegates remove bo@example.com"),
        ],
    )
    assert delegates.answer(asked("delegates"), ()) == Reply(
        "Nobody may schedule for you",
        [Text("To let somebody, type: delegates add name@example.com")],
    )
