"""What people type, and the answer that they mean: see `asks.tsv`."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from tests.by_hand import Bot, Start
from tests.chat import asks
from tests.chat.asks import Row
from tests.chat.running import Chat, roomdesk, says

_ROWS = [*asks.rows((Path(__file__).parent / "asks.tsv").read_text(encoding="utf-8"))]


# How every host PIN begins; it occurs nowhere by chance.
_PIN = "77130459268"


@pytest.fixture(scope="module")
def world() -> Iterator[Sandbox]:
    world = demo_world()
    for number, room in enumerate(world.pmrs.values()):
        room["hostPin"] = f"{_PIN}{number}"
    with running(world) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def chat(world: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with roomdesk(world, tmp_path_factory.mktemp("bot"), asks.SETTINGS) as chat:
        asks.prepare(chat)
        yield chat


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row.where} {row.who} {row.line}")
def test_people_get_what_they_mean(chat: Chat, row: Row) -> None:
    answer = row.asked(chat)
    assert row.is_right(chat, answer), says(answer)


# Nobody is lost.


def _labels(message: Message) -> dict[str, str]:
    body = message.card["body"] if message.card else []
    sets = [one["actions"] for one in body if one["type"] == "ActionSet"]
    return {one["title"]: one.get("data", {}).get("say", "") for row in sets for one in row}


def test_of_two_people_each_has_a_button(chat: Chat) -> None:
    line = f"pmr of {name.ANA_EMAIL} and {name.JOHN_EMAIL}"
    answer = chat.ask(line, name.HANA_EMAIL, None)
    assert [*_labels(answer).values()] == [f"pmr {name.ANA_EMAIL}", f"pmr {name.JOHN_EMAIL}"]
    for who in (name.ANA_EMAIL, name.JOHN_EMAIL):
        assert f"- **Personal room: {who}:** `pmr {who}`" in says(answer)


@pytest.mark.parametrize(
    "line",
    [
        "pmr pin {ana}",
        "host pin of {ana} please",
        "{ana} says the blue printer on floor nine is broken",
        "{ana}",
        "dial-in for {ana}, he says elephants",
    ],
)
def test_whatever_is_offered_is_about_the_person_who_was_named(chat: Chat, line: str) -> None:
    asked = line.replace("{ana}", name.ANA_EMAIL)
    offered = _labels(chat.ask(asked, name.HANA_EMAIL, None))
    about = [say for say in offered.values() if say.startswith(("pmr", "sites", "whois"))]
    assert about
    assert all(name.ANA_EMAIL in say for say in about)


def test_whoever_is_named_in_another_row_of_the_message_is_not_lost(chat: Chat) -> None:
    said = chat.told(f"my pmr link for\n{name.ANA_EMAIL}\nthx", name.HANA_EMAIL, None)
    assert said.startswith(f"**Personal room of {name.ANA_EMAIL}**")


# People by name.


def test_a_name_is_looked_up_for_the_help_desk_in_one_call(chat: Chat) -> None:
    chat.ask(f"pmr {name.ANA_EMAIL}", name.HANA_EMAIL, None)
    since = time.monotonic()
    said = chat.told("pmr ana ruiz", name.HANA_EMAIL, None)
    assert said.startswith("**Personal room of Ana Ruiz**")
    paths = [f"{call.path}?{call.query}" for call in chat.webex.calls(since)]
    assert sum("/people?displayName=" in path for path in paths) == 1


@pytest.mark.parametrize("line", ["whois Ruiz, Ana", "whois @Ana Ruiz", "who is ana ruiz?"])
def test_a_name_may_be_written_in_any_way(chat: Chat, line: str) -> None:
    assert chat.told(line, name.HANA_EMAIL, None).startswith("**Ana Ruiz**")


def test_of_several_people_the_help_desk_chooses(chat: Chat) -> None:
    answer = chat.ask("pmr @A", name.HANA_EMAIL, None)
    assert says(answer).startswith("**Whom do you mean?**\n\nSeveral people have that name.")
    assert f"- **Ana Ruiz ({name.ANA_EMAIL}):** `pmr {name.ANA_EMAIL}`\n" in says(answer)
    assert f"pmr {name.ANA_EMAIL}" in _labels(answer).values()


def test_of_nobody_an_address_is_asked_for(chat: Chat) -> None:
    said = chat.told("pmr zacharias zick", name.HANA_EMAIL, None)
    assert said.startswith("**I find nobody called “zacharias zick”**")
    assert "Their email address is surest." in said


@pytest.mark.parametrize("line", ["pmr ana ruiz", "dial in for ana ruiz", "sites of Ana Ruiz"])
def test_nobody_else_s_names_are_looked_up(chat: Chat, line: str) -> None:
    since = time.monotonic()
    said = chat.told(line, room=None)
    assert said.startswith("**Only the help desk may look up other people’s")
    assert not any("displayName" in call.query for call in chat.webex.calls(since))


def test_words_behind_numbers_may_be_a_caller_s_name(chat: Chat) -> None:
    said = chat.told("pmr numbers ana ruiz", name.HANA_EMAIL, None)
    assert said.startswith("**Call-in numbers of Ana Ruiz**")


# A guess is not an answer.


@pytest.mark.parametrize(
    "line",
    ["please connect my account", "log out", "forget me", "delete my data"],
)
def test_what_changes_something_is_offered_only(chat: Chat, line: str) -> None:
    answer = chat.ask(line, room=None)
    assert says(answer).startswith("**Do you mean this?**")
    assert set(_labels(answer).values()) <= {"connect", "disconnect"}


def test_the_pin_is_offered_in_a_space_where_it_was_asked_for_in_other_words(chat: Chat) -> None:
    answer = chat.ask("what's the host key?")
    assert says(answer).startswith("**Do you mean this?**")
    assert _labels(answer) == {"Host PIN": "pmr pin"}


@pytest.mark.parametrize("room", [None, name.UNICORN], ids=["1:1", "in a space"])
def test_a_slip_of_the_finger_gets_no_pin(chat: Chat, room: str | None) -> None:
    answer = chat.ask("hsot key", room=room)
    assert says(answer).startswith("**Do you mean this?**")
    assert "pmr pin" in _labels(answer).values()
    assert _PIN not in repr(answer)


@pytest.mark.parametrize(
    "line", ["hsot key", "host pni", "what's the host key?", "forgot my host pin", "pin", "pmr pin"]
)
def test_no_pin_comes_to_a_space_however_it_is_asked_for(chat: Chat, line: str) -> None:
    chat.ask(line)
    with chat.webex.world.lock:
        said = [*chat.webex.world.messages.values()]
    # And none has come there by any line above.
    assert not [one for one in said if one.room_kind == "group" and _PIN in repr(one)]


@pytest.mark.parametrize("line", ["hide", "remove this message", "hidden things"])
def test_what_is_hidden_is_never_offered(chat: Chat, line: str) -> None:
    assert "hide" not in _labels(chat.ask(line, room=None)).values()


def test_only_what_somebody_may_use_is_offered(chat: Chat) -> None:
    offered = _labels(chat.ask("elephants in the fridge", name.OLGA_EMAIL, name.PARTNERS))
    assert set(offered.values()) == {"room", "meeting", "pmr", "help"}
    offered = _labels(chat.ask(f"{name.ANA_EMAIL} elephants", name.OLGA_EMAIL, name.PARTNERS))
    assert not any(name.ANA_EMAIL in say for say in offered.values())


# What it takes.


@pytest.mark.parametrize(
    ("line", "room", "most"),
    [
        pytest.param("who owns this space", name.UNICORN, 3, id="room"),
        pytest.param("my personal room please", None, 3, id="pmr"),
        pytest.param("Hilfe", None, 2, id="help"),
        pytest.param("thanks", None, 2, id="thanks"),
    ],
)
def test_understanding_takes_no_call(bot: Bot, line: str, room: str | None, most: int) -> None:
    bot.ask(line, room=room)
    bot.answer_all()
    since = time.monotonic()
    bot.ask(line, room=room)
    bot.answer_all()
    assert len(bot.webex.calls(since)) <= most


def test_a_name_is_asked_for_again_while_webex_fails(start: Start) -> None:
    bot = start(changes={"HELPDESK_PEOPLE": name.HANA_EMAIL})
    bot.people.me()
    bot.webex.faults.add(Fault(path="/people", status=503, times=1))
    asked = bot.ask("whois ana ruiz", name.HANA_EMAIL, None)
    bot.try_again(bot.step())
    (answer,) = bot.webex.replies(asked.id)
    assert says(answer).startswith("**Ana Ruiz**")


# The operator's own words.


def test_an_operator_can_add_words(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("jour fixe = meeting\nKabinett = pmr\n", encoding="utf-8")
    settings = {**asks.SETTINGS, "WORDS_FILE": str(file)}
    with running(demo_world()) as webex, roomdesk(webex, tmp_path, settings) as chat:
        assert asks.shape(chat.ask("Where is the jour fixe?")) == asks.shape(chat.ask("meeting"))
        assert asks.shape(chat.ask("mein Kabinett", room=None)) == asks.shape(
            chat.ask("pmr", room=None)
        )
