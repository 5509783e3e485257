"""The conversation service: from the bare key of an activity to the API's id."""

import pytest
import requests

from bot.sandbox import Sandbox
from bot.sandbox.ids import key_of
from bot.sandbox.seed import name
from tests.sandbox.api.test_messages import CARD
from tests.sandbox.event_socket.ears import auth, services
from tests.sandbox.web import Api


def _get(api: Api, path: str, host: str = "127.0.0.1") -> requests.Response:
    base = services(api).replace("127.0.0.1", host)
    return api.session.get(f"{base}/conversation/api/v1/{path}", headers=auth(api), timeout=10)


@pytest.mark.parametrize(
    ("room", "host", "other"),
    [(name.UNICORN_NEXT, "127.0.0.1", "localhost"), (name.BERLIN, "localhost", "127.0.0.1")],
    ids=["first region", "another"],
)
def test_each_region_knows_its_own_messages_and_presses(
    webex: Sandbox, bot: Api, room: str, host: str, other: str
) -> None:
    said = webex.say(name.ANA_EMAIL, room, "@Roomdesk hello")
    place = webex.world.room(room).id
    card = bot.post("messages", roomId=place, text="?", attachments=[CARD]).json()
    pressed = webex.press(name.ANA_EMAIL, card["id"], {"say": "yes"})
    for path, key in (("messages", said.id), ("attachment/actions", pressed.id)):
        found = _get(bot, f"{path}/{key_of(key)}", host)
        assert (found.status_code, found.json()["id"]) == (200, key)
        assert _get(bot, f"{path}/{key_of(key)}", other).status_code == 404


def test_what_is_not_for_the_caller_is_not_found(webex: Sandbox, bot: Api, olga: Api) -> None:
    said = webex.say(name.ANA_EMAIL, name.UNICORN, "not for bots")
    for caller in (bot, olga):
        assert _get(caller, f"messages/{key_of(said.id)}").status_code == 404
