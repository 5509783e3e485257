from bot.sandbox import Sandbox
from bot.sandbox.seed import name

from ..web import Api
from .test_messages import CARD


def test_a_press_is_made_by_a_person_and_read_by_the_card_s_author(
    bot: Api, john: Api, ana: Api
) -> None:
    card = bot.post("messages", roomId=name.UNICORN_ID, text="x", attachments=[CARD]).json()
    inputs = {"say": "room"}
    made = john.post("attachment/actions", type="submit", messageId=card["id"], inputs=inputs)
    assert made.status_code == 200
    action = made.json()
    assert action == {
        "id": action["id"],
        "type": "submit",
        "messageId": card["id"],
        "personId": name.JOHN_ID,
        "roomId": name.UNICORN_ID,
        "inputs": {"say": "room"},
        "created": "2026-03-01T12:00:00.000Z",
    }
    assert bot.get(f"attachment/actions/{action['id']}").json() == action
    assert ana.get(f"attachment/actions/{action['id']}").status_code == 404
    assert bot.get("attachment/actions/nothing").status_code == 404


def test_only_a_card_can_be_pressed(john: Api, webex: Sandbox) -> None:
    plain = webex.say(name.JOHN_EMAIL, name.UNICORN, "x").id
    for body in (
        {"type": "submit", "messageId": plain, "inputs": {}},
        {"type": "submit", "messageId": plain},
        {"type": "other", "messageId": plain, "inputs": {}},
    ):
        assert john.post("attachment/actions", **body).status_code == 400
