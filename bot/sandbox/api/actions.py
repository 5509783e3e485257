"""/attachment/actions: presses of buttons on cards."""

from flask import Blueprint

from ..message import Action
from ..message_shape import action_json
from ..posting import press
from ..refusal import Refusal
from ..sight import message_for
from ..world import Json
from .caller import Caller
from .route import body, needed_field, route

actions = Blueprint("actions", __name__)


@route(actions, "GET", "/attachment/actions/<action_id>", scope="spark:messages_read")
def details(caller: Caller, action_id: str) -> Json:
    """A press, for whoever posted the card or pressed the button."""
    return action_json(action_for(caller, action_id))


def action_for(caller: Caller, action_id: str) -> Action:
    """A press that the caller may see.

    Raises:
        Refusal: 404, alike for "does not exist" and "not for you".
    """
    action = caller.world.actions.get(action_id)
    card = caller.world.messages.get(action.message_id) if action else None
    if action is None or caller.person.id not in (action.person_id, card and card.person_id):
        raise Refusal(404, "Unable to find the attachment action.")
    return action


@route(actions, "POST", "/attachment/actions", scope="spark:messages_write")
def create(caller: Caller) -> Json:
    """Press a button.

    The schema says 202, Webex's own SDKs take nothing but 200, and others either.
    """
    sent = body()
    inputs = sent.get("inputs")
    if needed_field(sent, "type") != "submit" or not isinstance(inputs, dict):
        raise Refusal(400, "type must be submit, and inputs an object.")
    message = message_for(caller.world, caller.person, needed_field(sent, "messageId"))
    return action_json(press(caller.world, caller.person, message, inputs))
