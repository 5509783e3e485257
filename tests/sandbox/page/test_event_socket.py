"""What the page shows and breaks of the event socket."""

import json
from collections.abc import Iterator

import pytest

from bot.sandbox import Message, Sandbox
from bot.sandbox.ids import key_of
from bot.sandbox.seed import name
from tests.sandbox.event_socket.ears import Ears, hearing
from tests.sandbox.web import Api

from .conftest import Client, FakeBot

JOHN = name.JOHN_EMAIL
KEYS = {
    "socket-cut": "cut",
    "socket-replaced": "replaced",
    "device-forgotten": "forgotten",
    "event-skipped": "skipped",
}


@pytest.fixture
def ears(bot: Api) -> Iterator[Ears]:
    with hearing(bot) as one:
        yield one


def _ask(webex: Sandbox) -> Message:
    return webex.say(JOHN, name.UNICORN, "@Roomdesk room")


def _mishaps(page: Client) -> dict[str, bool]:
    return {one["key"]: one["on"] for one in page.state(JOHN)["mishaps"]}


def _waiting(page: Client, asked: Message) -> str | None:
    found: dict[str, str] = page.state(JOHN, name.UNICORN_ID)["waiting"]
    return found.get(asked.id)


def test_a_bot_with_webhooks_has_no_socket_to_break(page: Client) -> None:
    assert not {*KEYS} & {*_mishaps(page)}
    assert page.post("mishap", key="socket-cut", on=True).status_code == 404


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.usefixtures("ears")
def test_a_trouble_is_in_force_until_it_has_come(page: Client, webex: Sandbox, key: str) -> None:
    assert not _mishaps(page)[key]
    page.post("mishap", key=key, on=True)
    assert webex.socket.troubles == {KEYS[key]}
    assert [one for one, on in _mishaps(page).items() if on] == [key]
    _ask(webex)
    assert not _mishaps(page)[key]


def test_a_trouble_can_be_taken_back(page: Client, webex: Sandbox, ears: Ears) -> None:
    page.post("mishap", key="socket-cut", on=True)
    page.post("mishap", key="event-skipped", on=True)
    page.post("mishap", key="socket-cut", on=False)
    assert webex.socket.troubles == {"skipped"}
    page.post("mishap", key="event-skipped", on=False)
    asked = _ask(webex)
    assert ears.activity()["id"] == key_of(asked.id)


@pytest.mark.usefixtures("ears")
def test_everything_comes_twice_by_socket_too(page: Client, webex: Sandbox) -> None:
    page.post("mishap", key="twice", on=True)
    assert webex.socket.copies == 2
    page.post("mishap", key="twice", on=False)
    assert webex.socket.copies == 1


def test_an_event_is_the_first_step_of_an_answer(
    page: Client, webex: Sandbox, bot: Api, ears: Ears
) -> None:
    asked = _ask(webex)
    ears.activity()
    bot.get(f"messages/{asked.id}")
    answer = bot.post("messages", roomId=name.UNICORN_ID, parentId=asked.id, text="x").json()
    ears.activity()
    assert webex.wait_until_delivered()
    found = page.get("trace", message=answer["id"]).json()
    assert [(one["kind"], one["label"], one["status"]) for one in found["steps"]] == [
        ("event", "Webex tells the bot", "acknowledged"),
        ("call", "Read the message", 200),
        ("call", "Post the answer", 200),
        ("event", "Webex tells the bot of its own answer", "acknowledged"),
    ]
    event = found["steps"][0]
    envelope = ears.heard[1]
    assert (event["isWell"], event["verb"], event["times"]) == (True, "post", 1)
    assert (event["id"], json.loads(event["body"])["data"]) == (envelope["id"], envelope["data"])
    assert found == page.get("trace", message=asked.id).json()


def test_an_event_that_nobody_acknowledged_is_not_well(
    page: Client, webex: Sandbox, ears: Ears
) -> None:
    asked = _ask(webex)
    (event,) = page.get("trace", message=asked.id).json()["steps"]
    assert (event["status"], event["isWell"], event["ms"]) == ("not yet", False, 0)
    assert _waiting(page, asked) is None


def test_a_lost_event_is_called_lost_and_the_question_says_why(
    page: Client, webex: Sandbox, ears: Ears
) -> None:
    webex.socket.skip()
    asked = _ask(webex)
    (event,) = page.get("trace", message=asked.id).json()["steps"]
    assert (event["status"], event["isWell"], event["times"]) == ("lost", False, 0)
    says = "This got lost on the way. The bot finds it when the next event shows the gap."
    assert _waiting(page, asked) == says


def test_a_question_says_that_the_bot_is_not_connected(
    page: Client, process: FakeBot, webex: Sandbox, ears: Ears
) -> None:
    webex.socket.cut()
    ears.end()
    assert webex.wait_for(lambda: webex.socket.connections() == 0)
    asked = _ask(webex)
    says = "The bot is not connected to the event socket. It connects again by itself …"
    assert _waiting(page, asked) == says
    process.kill()
    assert _waiting(page, asked) == "The bot is down. It answers once it runs again."


def test_the_page_hears_of_each_acknowledgement(page: Client, webex: Sandbox, ears: Ears) -> None:
    _ask(webex)
    envelope = ears.next()
    number = page.state(JOHN)["number"]
    ears.send(type="ack", messageId=envelope["id"])
    assert webex.wait_until_delivered()
    assert page.state(JOHN, after=number)["number"] > number
