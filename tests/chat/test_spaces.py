"""Other spaces than the one at hand: for those who are in them, as Webex says at that moment."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ids import decode
from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.ids import make_id
from bot.sandbox.message import Message
from bot.sandbox.record import Room
from bot.sandbox.seed import name
from bot.sandbox.space import enter, open_room
from tests.by_hand import Bot, Start
from tests.chat.running import Chat, says

_NOT_YOURS = (
    "**I can’t find that space for you**\n"
    "\n"
    "It may not exist, or one of us is not in it. Check its name, id or link, or add both of us "
    "to it and ask again."
)
_BOARD_ID = name.stable_id("ROOM", name.BOARD)  # the bot is in it, John is not
_PRIVATE_ID = name.stable_id("ROOM", name.PRIVATE)  # John is in it, the bot is not
_NOWHERE_ID = make_id("ROOM", "00000000-0000-4000-8000-000000000000")
_BERLIN_ID = name.stable_id("ROOM", name.BERLIN, name.EU_CLUSTER)


def _uuid(room_id: str) -> str:
    found = decode(room_id)
    assert found is not None
    return found.key


def _buttons(message: Message) -> list[str]:
    body = message.card["body"] if message.card else []
    sets = [element for element in body if element["type"] == "ActionSet"]
    return [action["title"] for one in sets for action in one["actions"]]


# Which space is meant.


@pytest.mark.parametrize(
    ("who", "space", "title"),
    [
        pytest.param(name.JOHN_EMAIL, name.UNICORN_ID, name.UNICORN, id="API id"),
        pytest.param(
            name.JOHN_EMAIL,
            f"webexteams://im?space={_uuid(name.UNICORN_ID)}",
            name.UNICORN,
            id="link of the app",
        ),
        pytest.param(name.ANA_EMAIL, _uuid(_BERLIN_ID), name.BERLIN, id="UUID of another cluster"),
        pytest.param(name.ANA_EMAIL, "berlin", name.BERLIN, id="a word"),
        pytest.param(name.JOHN_EMAIL, "UNICORN 0", name.UNICORN, id="words"),
        pytest.param(name.JOHN_EMAIL, "retro cor", name.RETRO, id="beginnings of words"),
        pytest.param(name.JOHN_EMAIL, f"“{name.PARTNERS}”", name.PARTNERS, id="a title in quotes"),
    ],
)
def test_a_space_has_many_names(chat: Chat, who: str, space: str, title: str) -> None:
    assert chat.told(f"room {space}", who, room=None).startswith(f"**{title}**")


def test_the_exact_title_is_meant_even_if_longer_ones_fit_too(chat: Chat) -> None:
    assert chat.told("room corner", name.ANA_EMAIL, room=None).startswith(f"**{name.SPARSE}**")


def test_which_of_several_is_asked_1_to_1_with_buttons(chat: Chat) -> None:
    answer = chat.ask("room project unicorn", room=None)
    assert says(answer) == (
        "**Which space do you mean?**\n"
        "\n"
        "Several of your spaces fit. Choose one.\n"
        "\n"
        "You can say:\n"
        f"- **{name.UNICORN}:** `room {_uuid(name.UNICORN_ID)}`\n"
        f"- **{name.UNICORN_NEXT}:** `room {_uuid(name.stable_id('ROOM', name.UNICORN_NEXT))}`"
    )
    assert _buttons(answer) == [name.UNICORN, name.UNICORN_NEXT]
    assert says(chat.press(answer, name.UNICORN_NEXT)).startswith(f"**{name.UNICORN_NEXT}**")


def test_which_of_several_is_asked_in_a_space_without_a_title(chat: Chat) -> None:
    answer = chat.ask("meeting project unicorn", room=name.PARTNERS)
    assert says(answer) == (
        "**Which space do you mean?**\n"
        "\n"
        "_Several of your spaces fit. Type more of the title or an id, or ask me 1:1._"
    )
    assert name.UNICORN not in str(answer.sent)
    assert _buttons(answer) == []


# Whose it is.


@pytest.mark.parametrize("command", ["room", "meeting"])
@pytest.mark.parametrize("room", [name.UNICORN, None], ids=["in a space", "1:1"])
@pytest.mark.parametrize(
    "space",
    [
        pytest.param(name.BOARD, id="by title, I am not in it"),
        pytest.param(name.PRIVATE, id="by title, the bot is not in it"),
        pytest.param("Atlantis", id="by title, it does not exist"),
        pytest.param(_BOARD_ID, id="by id, I am not in it"),
        pytest.param(_PRIVATE_ID, id="by id, the bot is not in it"),
        pytest.param(_NOWHERE_ID, id="by id, it does not exist"),
        pytest.param(_uuid(_BOARD_ID), id="by UUID, I am not in it"),
        pytest.param(_uuid(_PRIVATE_ID), id="by UUID, the bot is not in it"),
        pytest.param(_uuid(_NOWHERE_ID), id="by UUID, it does not exist"),
        pytest.param(f"webexteams://im?space={_uuid(_BOARD_ID)}", id="by link, I am not in it"),
    ],
)
def test_what_is_not_there_and_what_is_not_one_s_own_read_the_same(
    chat: Chat, command: str, room: str | None, space: str
) -> None:
    answer = chat.ask(f"{command} {space}", room=room)
    assert says(answer) == _NOT_YOURS
    assert (answer.text or "").count("tracking") == 0
    assert _buttons(answer) == []


def test_the_cards_of_what_is_not_there_and_not_one_s_own_differ_in_ids_alone(chat: Chat) -> None:
    cards = []
    for space in (_BOARD_ID, _PRIVATE_ID, _NOWHERE_ID, "Atlantis", name.BOARD):
        asked = chat.say(f"room {space}")
        answer = chat.webex.wait_for_reply(asked.id)
        cards.append(str(answer.sent).replace(asked.id, "(question)"))
    assert len(set(cards)) == 1


def test_a_1_to_1_space_of_others_is_not_one_s_own(chat: Chat) -> None:
    theirs = chat.ask("help", who=name.ANA_EMAIL, room=None).room_id
    assert chat.told(f"room {theirs}") == _NOT_YOURS


def test_a_press_is_judged_as_the_person_who_presses(chat: Chat) -> None:
    answer = chat.ask(f"room {name.UNICORN}", room=name.PARTNERS)
    assert says(chat.press(answer, "How do I join?")).startswith("**Join the meeting of Project")
    assert says(chat.press(answer, "How do I join?", who=name.OLGA_EMAIL)) == _NOT_YOURS


# At that moment.


def _answer(bot: Bot, asked: Message) -> str:
    (answer,) = bot.webex.replies(asked.id)
    return says(answer)


def test_whoever_has_left_a_moment_ago_is_refused(bot: Bot) -> None:
    first = bot.ask(f"room {name.PARTNERS}")
    bot.answer_all()
    bot.webex.remove(name.JOHN_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
    second = bot.ask(f"room {name.PARTNERS}")
    bot.answer_all()
    assert _answer(bot, first).startswith(f"**{name.PARTNERS}**")
    assert _answer(bot, second) == _NOT_YOURS


def test_whoever_has_left_between_two_tries_at_a_question_is_refused(bot: Bot) -> None:
    room = bot.webex.world.room(name.PARTNERS)
    bot.webex.faults.add(Fault(path=f"/rooms/{room.id}", status=503, times=1))
    asked = bot.ask(f"room {room.id}")
    wait = bot.step()
    bot.webex.remove(name.JOHN_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
    bot.try_again(wait)
    assert _answer(bot, asked) == _NOT_YOURS


def test_that_webex_does_not_tell_who_is_in_a_space_is_worth_another_try(bot: Bot) -> None:
    bot.webex.faults.add(Fault(path="/memberships", status=503, times=1))
    asked = bot.ask(f"room {name.PARTNERS}")
    bot.try_again(bot.step())
    assert _answer(bot, asked).startswith(f"**{name.PARTNERS}**")


def test_why_a_space_is_not_told_is_for_the_log(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot.webex.members")
    asked = bot.ask(f"room {_PRIVATE_ID}")
    bot.answer_all()
    assert _answer(bot, asked) == _NOT_YOURS
    (line,) = [one for one in caplog.messages if one.startswith("nobody is seen in that space")]
    assert re.search(r"GET /memberships: 404 \[tracking id: ROUTER_", line)


@pytest.mark.parametrize("words", ["board", "zzzqq", "unicorn page 2"])
def test_spaces_of_others_fail_as_those_that_do_not_exist(bot: Bot, words: str) -> None:
    bot.webex.faults.add(Fault(path="/memberships", status=503, times=1))
    asked = bot.ask(f"rooms {words}", room=None)
    bot.try_again(bot.step())
    assert "both you and I are in" in _answer(bot, asked)


# The list of one's own.


def _listed(said: str) -> list[str]:
    table = said.partition("\n\nYou can say")[0]
    return re.findall(r"^- \*\*(.+?):\*\* ", table, re.MULTILINE)


def test_rooms_lists_what_both_are_in_the_latest_first(bot: Bot) -> None:
    bot.webex.say(name.JOHN_EMAIL, name.RETRO, "a sign of life")
    bot.webex.say(name.JOHN_EMAIL, name.PARTNERS, "and another one")
    asked = bot.ask("rooms", room=None)
    bot.answer_all()
    titles = _listed(_answer(bot, asked))
    assert titles[:2] == [name.PARTNERS, name.RETRO]
    assert sorted(titles[2:]) == sorted(
        [name.UNICORN, name.UNICORN_NEXT, name.ALL_HANDS, name.ARCHIVE]
    )


def test_a_listed_space_can_be_pressed(chat: Chat) -> None:
    answer = chat.ask("rooms", room=None)
    assert _buttons(answer) == _listed(says(answer))
    assert says(chat.press(answer, name.PARTNERS)).startswith(f"**{name.PARTNERS}**")


def test_rooms_with_words_lists_what_fits_the_best_first(chat: Chat) -> None:
    said = chat.told("rooms corner", name.ANA_EMAIL, room=None)
    assert said.startswith("**Your spaces with “corner”**")
    assert _listed(said) == [name.SPARSE, name.RETRO]


def test_rooms_that_one_is_not_in_are_not_listed(chat: Chat) -> None:
    assert chat.told("rooms board", room=None) == (
        "**Your spaces with “board”**\n\nI found no such space that both you and I are in.\n\n"
        "_I look through 60 spaces at most, those that fit your words best. Another word of the "
        "title finds others._"
    )


def test_when_there_are_no_more_the_start_is_a_press_away(chat: Chat) -> None:
    end = chat.ask("rooms unicorn page 2", room=None)
    assert "\n\nI found no more spaces that both you and I are in.\n\n" in says(end)
    assert name.UNICORN in _listed(says(chat.press(end, "From the start")))


def test_in_a_space_the_list_is_not_said_and_nothing_is_asked_for_it(chat: Chat) -> None:
    chat.ask("help")
    since = time.monotonic()
    assert chat.told("rooms") == (
        "**Your spaces**\n\n_The list of your spaces is for you alone: ask me 1:1._"
    )
    paths = {call.path for call in chat.webex.calls(since)}
    assert not {"/v1/rooms", "/v1/memberships"} & paths


def test_a_hostile_title_is_listed_and_not_obeyed(chat: Chat) -> None:
    answer = chat.ask("rooms bold", name.ANA_EMAIL, room=None)
    assert "<@all> [x](http://evil.example) *bold*" in (answer.text or "")
    assert "<@" not in str(answer.sent)


# In a large world.


@pytest.fixture(scope="module")
def large() -> Iterator[Sandbox]:
    """A world where the bot is in 3,000 spaces more, each livelier than the one before.

    John is in every other one of them.
    """
    world = demo_world()
    began = datetime(2020, 1, 1, tzinfo=UTC)
    john, bot = world.person(name.JOHN_EMAIL), world.bot()
    with world.lock:
        for number in range(3000):
            title = f"Ward {number} Station"
            active = began + timedelta(hours=number)
            room = Room(name.stable_id("ROOM", title), title, last_activity=active)
            open_room(world, room)
            for person in (bot, john) if number % 2 == 0 else (bot,):
                enter(world, room, person)
    with running(world) as sandbox:
        yield sandbox


@pytest.fixture
def desk(large: Sandbox, tmp_path: Path) -> Iterator[Bot]:
    found = Bot(large, tmp_path)
    yield found
    found.close()


def _counted(desk: Bot, line: str) -> tuple[str, int, int]:
    """Return what is said, and how often Webex was asked for lists of spaces and for members."""
    since = time.monotonic()
    asked = desk.ask(line, room=None)
    desk.answer_all()
    paths = [call.path for call in desk.webex.calls(since)]
    return _answer(desk, asked), paths.count("/v1/rooms"), paths.count("/v1/memberships")


def test_spaces_are_looked_at_until_a_page_is_full(desk: Bot) -> None:
    said, lists, looks = _counted(desk, "rooms")
    assert (lists, looks) == (4, 40)  # 3,010 spaces, a thousand a page
    assert _listed(said) == [f"Ward {number} Station" for number in range(2998, 2959, -2)]
    assert "_I look through 60 spaces at most, those with the latest activity." in said
    assert said.endswith("You can say:\n- **Show more:** `rooms page 2`")


def test_at_most_sixty_spaces_are_looked_at(desk: Bot) -> None:
    said, _, looks = _counted(desk, "rooms ward page 2")
    assert looks == 60
    assert _listed(said) == [f"Ward {number} Station" for number in range(2958, 2939, -2)]
    assert "page 3" not in said
    said, _, looks = _counted(desk, "rooms ward page 999")
    assert (looks, _listed(said)) == (60, [])


def test_the_best_fits_are_looked_at_however_old_they_are(desk: Bot) -> None:
    said, _, looks = _counted(desk, "rooms station 12 ward")
    assert looks == 40
    assert said.split("\n\n")[1].startswith("- **Ward 12 Station:** ")
    assert _counted(desk, "room ward 12 station")[0].startswith("**Ward 12 Station**")


def test_the_list_is_asked_for_once_for_several_questions(desk: Bot) -> None:
    assert _counted(desk, "rooms unicorn")[1:] == (4, 2)
    # Once for the asker, and once for the name of the creator.
    assert _counted(desk, "room partner pilot")[1:] == (0, 2)
    assert _counted(desk, f"room {name.UNICORN_ID}")[1:] == (0, 2)


def test_of_a_space_that_many_fit_nothing_is_said_about_those_that_one_is_not_in(
    desk: Bot,
) -> None:
    said, _, looks = _counted(desk, "room ward 13 station")
    assert looks == 60
    assert said.startswith("**Which space do you mean?**")
    assert "Ward 13 Station" not in said


def _open_tigers(webex: Sandbox) -> None:
    """Open 70 spaces that the bot is in, John in the 50th of them only."""
    world = webex.world
    with world.lock:
        for number in range(70):
            title = f"Tiger {number}"
            room = Room(name.stable_id("ROOM", title), title)
            open_room(world, room)
            enter(world, room, world.bot())
        enter(world, world.room("Tiger 50"), world.person(name.JOHN_EMAIL))


@pytest.mark.parametrize("page", [1, 2, 4, 5])
def test_that_others_have_spaces_which_fit_does_not_show(bot: Bot, page: int) -> None:
    _open_tigers(bot.webex)
    said = []
    for word in ("tiger", "zebra"):
        asked = bot.ask(f"rooms {word} page {page}", name.ANA_EMAIL, None)
        bot.answer_all()
        said.append(_answer(bot, asked).replace(word, "(word)"))
    assert said[0] == said[1]


@pytest.mark.parametrize("line", ["rooms tiger", "room tiger"])
def test_what_is_behind_the_spaces_of_others_is_found(bot: Bot, line: str) -> None:
    _open_tigers(bot.webex)
    asked = bot.ask(line, room=None)
    bot.answer_all()
    assert "**Tiger 50" in _answer(bot, asked)


def _open(webex: Sandbox, title: str, *emails: str) -> None:
    """Open a space that the bot and some people are in, as long ago as all others so opened."""
    world = webex.world
    with world.lock:
        active = datetime(2020, 1, 1, tzinfo=UTC)
        room = Room(name.stable_id("ROOM", title), title, last_activity=active)
        open_room(world, room)
        for one in (world.bot(), *map(world.person, emails)):
            enter(world, room, one)


@pytest.mark.parametrize("own", [1, 19, 20, 21, 40, 41])
@pytest.mark.parametrize("line", ["rooms lion", "rooms lion page 2", "rooms", "room lion"])
def test_what_is_shown_depends_on_the_asker_s_spaces_alone(
    webex_by_hand: Sandbox, tmp_path: Path, own: int, line: str
) -> None:
    for number in range(own):
        _open(webex_by_hand, f"Lion {number}", name.OLGA_EMAIL)
    said = []
    for others in (0, 1, 18):
        for number in range(others):
            _open(webex_by_hand, f"Lion {others} {number}", name.ANA_EMAIL)
        with closing(Bot(webex_by_hand, tmp_path)) as bot:  # anew, it remembers no list of spaces
            asked = bot.ask(line, name.OLGA_EMAIL, None)
            bot.answer_all()
            said.append(_answer(bot, asked))
    assert len(set(said)) == 1
    least = {"rooms lion": 20, "rooms": 19}.get(line, 999)  # Olga is in another one already
    assert ("page 2" in said[0]) is (own >= least)


def test_an_answer_that_was_found_is_looked_for_anew_once_another_process_has_tried(
    start: Start,
) -> None:
    bot, other = start("one"), start("two")
    webex = bot.webex
    webex.faults.add(Fault(method="POST", path="/messages", status=429, times=2))
    asked = bot.ask(f'room "{name.BOARD}"', name.ADMIN_EMAIL, None)
    wait = other.try_again(bot.step())
    webex.world.members[webex.world.room(name.BOARD).id].pop(
        webex.world.person(name.ADMIN_EMAIL).id
    )
    bot.try_again(wait)
    assert _answer(bot, asked).startswith("**I can’t find that space for you**")
