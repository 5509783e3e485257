"""An event is acknowledged once it is on disk, and not before."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.errors import UnavailableError
from bot.events.socket.activity import Activity
from bot.events.socket.frames import Envelope
from bot.events.socket.taking_in import TakingIn
from bot.webex.model.event import Event
from tests.events.socket.activities import CARD, said


@dataclass
class Desk:
    """Notes in which order things were done."""

    cluster: str | None = "us"
    is_away: bool = False
    done: list[str] = field(default_factory=list)

    def receive(self, _event: Event) -> str:
        if self.is_away:
            raise UnavailableError("away")
        self.done.append("written")
        return "accepted"

    def ask(self, _activity: Activity, _done: object) -> None:
        self.done.append("asked")

    def take(self, activity: dict[str, Any], envelope_id: str | None = "envelope") -> list[str]:
        TakingIn(
            self.receive,
            lambda _url: self.cluster,
            self.ask,
            lambda: self.done.append("missed"),
            lambda outcome, _took_s: self.done.append(f"counted {outcome}"),
        ).take(Envelope(envelope_id, 1, activity=activity), self.done.append)
        return self.done


def test_it_is_written_down_then_acknowledged() -> None:
    assert Desk().take(said()) == ["written", "envelope", "counted accepted"]


def test_a_database_that_is_away_holds_the_acknowledgement_back() -> None:
    assert Desk(is_away=True).take(said()) == ["missed", "counted refused"]


@pytest.mark.parametrize(
    "activity", [pytest.param({}, id="no activity"), pytest.param(said(verb="leave"), id="a verb")]
)
def test_what_is_of_no_use_is_acknowledged(activity: dict[str, Any]) -> None:
    assert Desk().take(activity)[0] == "envelope"


def test_what_cannot_be_read_is_looked_for_and_does_not_come_again() -> None:
    assert Desk().take(said(id=None)) == ["missed", "envelope", "counted malformed"]


@pytest.mark.parametrize(
    ("cluster", "activity"),
    [
        pytest.param(None, said(), id="a cluster that is not known"),
        pytest.param("us", said(verb="cardAction"), id="a press of no message"),
    ],
)
def test_an_id_that_is_not_certain_is_asked_for_elsewhere(
    cluster: str | None, activity: dict[str, Any]
) -> None:
    assert Desk(cluster).take(activity) == ["asked"]


def test_a_press_with_its_message_is_written_down_at_once() -> None:
    press = said(verb="cardAction", parent={"id": CARD})
    assert Desk().take(press)[0] == "written"


def test_an_envelope_without_an_id_cannot_be_acknowledged() -> None:
    assert Desk().take(said(), None) == ["written", "counted accepted"]
