"""Ids that cannot be made with certainty are asked for, or what they are about is looked for."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.errors import Failure, UnavailableError, WebexError
from bot.events.catch_up import SEEN
from bot.events.socket.activity import Activity
from bot.events.socket.asking import Asking
from bot.events.socket.follow_up import FollowUp
from bot.ids import uuid_of
from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from bot.webex.model.event import Event
from bot.webex.own import Own
from tests.by_hand import Bot, bearer_at
from tests.webex.test_devices import services

_EUROPE = "urn:TEAM:eu-central-1_k"


def _activity(webex: Sandbox, resource: str, key: str, room_id: str) -> Activity:
    """Return what a socket tells of something in Europe."""
    room = uuid_of(room_id) or ""
    port = webex.url.rsplit(":", 1)[1].partition("/")[0]
    url = f"http://localhost:{port}/conversation/api/v1/conversations/{room}"
    return Activity(resource, key, room, uuid_of(webex.world.person(name.JOHN_EMAIL).id) or "", url)


@pytest.fixture(name="asking")
def asking_webex(webex: Sandbox) -> Asking:
    webex.world.switches.region = _EUROPE
    webex.say(name.JOHN_EMAIL, None, "there is a space in Europe now")
    at = services(webex)
    catalog = at.catalog()
    return Asking(at, Own.of(bearer_at(webex)).rooms, lambda: catalog)


def test_the_conversation_service_tells_the_id_of_a_message(webex: Sandbox, asking: Asking) -> None:
    said = webex.say(name.JOHN_EMAIL, None, "help")
    key = uuid_of(said.id) or ""
    event = asking.event(_activity(webex, "messages", key, said.room_id))
    assert (event.id, event.room_id) == (said.id, said.room_id)


def test_it_tells_which_message_s_button_was_pressed(webex: Sandbox, asking: Asking) -> None:
    bot = Own.of(bearer_at(webex))
    said = webex.say(name.JOHN_EMAIL, None, "help")
    button = {"type": "AdaptiveCard", "version": "1.3", "body": []}
    action = {"type": "Action.Submit", "title": "Help", "data": {"say": "help"}}
    posted = bot.messages.post(said.room_id, None, "a card", {**button, "actions": [action]})
    pressed = webex.press(name.JOHN_EMAIL, posted or "", button="Help")
    key = uuid_of(pressed.id) or ""
    event = asking.event(_activity(webex, "attachmentActions", key, said.room_id))
    assert (event.id, event.pressed_id) == (pressed.id, posted)


def test_an_arrival_has_the_cluster_of_its_space(webex: Sandbox, asking: Asking) -> None:
    said = webex.say(name.JOHN_EMAIL, None, "help")
    room = uuid_of(said.room_id) or ""
    person = uuid_of(said.person_id) or ""
    arrival = _activity(webex, "memberships", f"{person}:{room}", said.room_id)
    assert asking.event(arrival).room_id == said.room_id


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/conversations/x", "", "http://localhost:1/conversations/x"]
)
def test_what_cannot_be_asked_is_an_error_of_webex_s(
    webex: Sandbox, asking: Asking, url: str
) -> None:
    said = webex.say(name.JOHN_EMAIL, None, "help")
    activity = _activity(webex, "messages", uuid_of(said.id) or "", said.room_id)
    with pytest.raises(WebexError):
        asking.event(replace(activity, url=url))


@dataclass
class Desk:
    """A follow-up whose calls fail as they are told to."""

    bot: Bot
    failure: int | None = None
    is_away: bool = False
    taken: list[Event] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        catch_up = replace(self.bot.catch_up, receive=self.receive)
        self.follow_up = FollowUp(
            catch_up, self.bot.upkeep, self.bot.clock, self.event_of, self.receive
        )

    def event_of(self, activity: Activity) -> Event:
        if self.failure:
            raise WebexError(Failure(self.failure, "GET /messages/{id}"))
        return activity.event("us")

    def receive(self, event: Event) -> None:
        if self.is_away:
            raise UnavailableError("away")
        self.taken.append(event)

    def ask(self) -> None:
        self.follow_up.ask(Activity("messages", "key", "room", "person", ""), self.finish)

    def finish(self) -> None:
        self.done.append("done")


@pytest.fixture
def desk(webex: Sandbox, tmp_path: Path) -> Iterator[Desk]:
    bot = Bot(webex, tmp_path)
    yield Desk(bot)
    bot.close()


def test_what_was_asked_is_taken_in_and_then_acknowledged(desk: Desk) -> None:
    desk.ask()
    assert not desk.follow_up.is_clear
    desk.follow_up.look()
    assert (len(desk.taken), desk.done, desk.follow_up.is_clear) == (1, ["done"], True)


@pytest.mark.parametrize(("failure", "is_away"), [(503, False), (None, True)])
def test_what_may_work_later_is_kept(desk: Desk, failure: int | None, is_away: bool) -> None:
    desk.ask()
    desk.failure, desk.is_away = failure, is_away
    with pytest.raises((WebexError, UnavailableError)):
        desk.follow_up.look()
    assert (desk.done, desk.follow_up.is_clear) == ([], False)
    desk.failure, desk.is_away = None, False
    desk.follow_up.look()
    assert (desk.done, desk.follow_up.is_clear) == (["done"], True)


def test_what_webex_refuses_to_tell_is_looked_for_in_its_space(desk: Desk) -> None:
    desk.bot.upkeep.mark(SEEN, desk.bot.clock() - 60)
    said = desk.bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    desk.ask()
    desk.failure = 404
    desk.follow_up.look()
    desk.follow_up.look()
    assert [event.id for event in desk.taken] == [said.id]
    assert (desk.done, desk.follow_up.is_clear) == ([], True)


def test_nobody_waits_for_ever_for_an_id(desk: Desk) -> None:
    desk.ask()
    desk.failure = 503
    for _ in range(100):
        with suppress(WebexError):
            desk.follow_up.look()
    desk.follow_up.look()
    assert (desk.done, desk.follow_up.is_clear) == ([], True)


def test_what_was_left_out_is_looked_for_from_when_on_it_may_be_missing(desk: Desk) -> None:
    said = desk.bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    desk.bot.upkeep.mark(SEEN, desk.bot.clock() + 3600)  # pings were answered for an hour
    desk.follow_up.missed(desk.bot.clock() - 1)
    desk.is_away = True
    with pytest.raises(UnavailableError):
        desk.follow_up.look()
    desk.is_away = False
    desk.follow_up.look()
    assert [event.id for event in desk.taken] == [said.id]


def test_before_the_first_connection_there_was_nothing_to_miss(desk: Desk) -> None:
    desk.bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    desk.follow_up.look_back()
    desk.follow_up.look()
    assert (desk.taken, desk.bot.upkeep.marked(SEEN)) == ([], desk.bot.clock())


def test_a_gap_stays_until_it_was_looked_into(desk: Desk) -> None:
    desk.bot.upkeep.mark(SEEN, desk.bot.clock() - 60)
    said = desk.bot.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help")
    desk.follow_up.missed()
    desk.is_away = True
    with pytest.raises(UnavailableError):
        desk.follow_up.look()
    assert not desk.follow_up.is_clear
    desk.is_away = False
    desk.follow_up.look()
    assert [event.id for event in desk.taken] == [said.id]
    assert desk.follow_up.is_clear
