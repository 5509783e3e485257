"""The sandbox's event socket is one for the clients of others, too."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from bot.sandbox import Message, Sandbox
from bot.sandbox.ids import key_of
from bot.sandbox.message import Draft
from bot.sandbox.posting import post
from bot.sandbox.seed import name
from tests.sandbox.api.test_messages import CARD

START_S = 60


@contextmanager
def listening(client: str, interpreter: Path, webex: Sandbox, log: Path) -> Iterator[IO[bytes]]:
    """A client that hears events until the end of the block; what it writes."""
    script = Path(__file__).with_name(f"with_{client}.py")
    command = (interpreter, script, webex.url, webex.catalog_url, name.BOT_TOKEN)
    with (
        log.open("wb") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors) as process,  # noqa: S603
    ):
        try:
            connected = webex.wait_for(lambda: webex.socket.connections() == 1, START_S)
            assert connected, log.read_text()
            assert process.stdout is not None
            yield process.stdout
        finally:
            process.kill()


def card_for(webex: Sandbox, asked: Message) -> Message:
    """The reply that has a button to press."""

    def found() -> list[Message]:
        return [one for one in webex.replies(asked.id) if one.card and one.card.get("actions")]

    assert webex.wait_for(lambda: bool(found()), START_S)
    return found()[0]


def test_a_bot_of_webex_bot_answers_in_every_kind_of_space(
    interpreter: Path, webex: Sandbox, tmp_path: Path
) -> None:
    with listening("webex_bot", interpreter, webex, tmp_path / "log"):
        for room in (name.UNICORN_NEXT, name.BERLIN, None):
            mention = "@Roomdesk " if room else ""
            asked = webex.say(name.ANA_EMAIL, room, f"{mention}echo")
            card = card_for(webex, asked)
            words = f"heard in {room}"[:30]
            webex.press(name.ANA_EMAIL, card.id, {"message_typed": words}, button="Submit")

            def is_echoed(words: str = words, where: str = asked.room_id) -> bool:
                return any(words in (one.text or "") for one in webex.messages(where))

            assert webex.wait_for(is_echoed, START_S), (tmp_path / "log").read_text()


def test_webex_bot_which_acknowledges_other_ids_hears_everything_again(
    interpreter: Path, webex: Sandbox, tmp_path: Path
) -> None:
    with listening("webex_bot", interpreter, webex, tmp_path / "log"):
        asked = webex.say(name.ANA_EMAIL, name.UNICORN, "@Roomdesk echo")
        card_for(webex, asked)
        webex.socket.cut()

        def cards() -> int:
            replies = webex.replies(asked.id)
            return sum(bool(one.card and one.card.get("actions")) for one in replies)

        assert webex.wait_for(lambda: cards() == 2, START_S), (tmp_path / "log").read_text()


def test_webex_message_handler_hears_a_message_and_a_press(
    interpreter: Path, webex: Sandbox, tmp_path: Path
) -> None:
    with listening("webex_message_handler", interpreter, webex, tmp_path / "log") as heard:
        assert json.loads(heard.readline()) == {"connected": True}
        webex.say(name.ANA_EMAIL, name.UNICORN, "not for the bot")
        webex.say(name.ANA_EMAIL, name.UNICORN, "@Roomdesk hello")
        said = json.loads(heard.readline())
        assert said == {"by": name.ANA_EMAIL, "where": "group", "said": "Roomdesk hello"}
        webex.say(name.ANA_EMAIL, None, "psst")
        psst = json.loads(heard.readline())
        assert psst == {"by": name.ANA_EMAIL, "where": "direct", "said": "psst"}

        world = webex.world
        asked = Draft(text="Yes?", attachments=(CARD,))
        card = post(world, world.bot(), world.room(name.UNICORN), asked)
        own = json.loads(heard.readline())
        assert own == {"by": name.BOT_EMAIL, "where": "group", "said": "Yes?"}
        webex.press(name.ANA_EMAIL, card.id, {"say": "yes"})
        pressed = {"by": name.ANA_EMAIL, "on": key_of(card.id), "pressed": {"say": "yes"}}
        assert json.loads(heard.readline()) == pressed
        assert webex.wait_until_delivered(START_S)


@pytest.mark.parametrize("code", [1006, 1011, 1001])
def test_webex_message_handler_comes_back_and_gets_nothing_twice(
    code: int, interpreter: Path, webex: Sandbox, tmp_path: Path
) -> None:
    with listening("webex_message_handler", interpreter, webex, tmp_path / "log") as heard:
        assert json.loads(heard.readline()) == {"connected": True}
        webex.say(name.ANA_EMAIL, name.UNICORN, "@Roomdesk one")
        assert json.loads(heard.readline())["said"] == "Roomdesk one"
        assert webex.wait_until_delivered(START_S)
        webex.socket.cut(code)
        assert json.loads(heard.readline()) == {"connected": True}
        webex.say(name.ANA_EMAIL, name.UNICORN, "@Roomdesk two")
        assert json.loads(heard.readline())["said"] == "Roomdesk two"
        assert [one.times for one in webex.socket.sent] == [1, 1]
