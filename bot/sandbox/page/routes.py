"""What the page asks and does, as JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

from flask import Blueprint, Response, current_app, request

from ..api.route import body, needed_field, text_field
from ..record import Person
from ..refusal import Refusal
from ..sandbox import Sandbox
from ..world import Json
from . import mishap
from .cast import cast as all_people
from .changes import Changes
from .keeper import State
from .trace import trace
from .view import room_for, view

LONGEST_WAIT_S = 20.0
"""A page asks again then. So long at most a thread outlives the tab that it served."""

routes = Blueprint("routes", __name__)


class Bot(Protocol):
    """The bot's process, as the page holds it; calls `on_change` when its state has changed."""

    on_change: Callable[[], None]

    @property
    def state(self) -> State:
        """Whether it runs."""

    def start(self) -> None:
        """Start it and wait until it is ready."""

    def kill(self) -> None:
        """End it at once."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What the page plays on."""

    webex: Sandbox
    bot: Bot
    changes: Changes


def _stage() -> Stage:
    return cast(Stage, current_app.extensions["stage"])


@routes.get("/")
def index() -> Response:
    """The page."""
    return current_app.send_static_file("index.html")


@routes.get("/state")
def state() -> Json:
    """What a person sees, as soon as it is another than the one numbered `after`."""
    stage, args = _stage(), request.args
    number = stage.changes.wait(args.get("after", -1, int), LONGEST_WAIT_S)
    world = stage.webex.world
    with world.lock:
        return {
            "number": number,
            "people": all_people(world),
            "process": stage.bot.state,
            "mishaps": mishap.listed(stage.webex),
            **view(
                stage.webex,
                stage.bot.state,
                _viewer(stage, args.get("who")),
                args.get("space", ""),
            ),
        }


@routes.get("/trace")
def under_the_hood() -> Json:
    """What happened for a message."""
    return trace(_stage().webex, request.args.get("message", ""))


@routes.post("/say")
def say() -> Json:
    """Post a message as somebody."""
    stage, sent = _stage(), body()
    person = _person(stage, sent.get("who"))
    room = room_for(stage.webex.world, person, needed_field(sent, "space"))
    parent = text_field(sent, "parent")
    text = needed_field(sent, "text")
    return {"id": stage.webex.say(person.email, room, text, parent_id=parent).id}


@routes.post("/press")
def press() -> Json:
    """Press a button of a card as somebody."""
    stage, sent = _stage(), body()
    inputs = sent.get("inputs")
    if not isinstance(inputs, dict):
        raise Refusal(400, "inputs must be an object.")
    person = _person(stage, sent.get("who"))
    return {"id": stage.webex.press(person.email, needed_field(sent, "message"), inputs).id}


@routes.post("/mishap")
def switch_mishap() -> Json:
    """Let something go wrong, or no more."""
    stage, sent = _stage(), body()
    mishap.switch(stage.webex, needed_field(sent, "key"), on=sent.get("on") is True)
    stage.changes.note()
    return {}


@routes.post("/bot")
def handle_bot() -> Json:
    """Kill the bot, or start it again."""
    stage, sent = _stage(), body()
    match sent.get("do"):
        case "kill":
            stage.bot.kill()
        case "start":
            try:
                stage.bot.start()
            except (RuntimeError, TimeoutError) as error:
                raise Refusal(500, f"The bot did not start: {error}") from error
        case _:
            raise Refusal(400, "do must be kill or start.")
    return {}


def _viewer(stage: Stage, email: str | None) -> Person:
    """Who looks: a tab may remember somebody of another demonstration."""
    known = {one["email"] for one in all_people(stage.webex.world)}
    return _person(stage, email if email in known else min(known))


def _person(stage: Stage, email: object) -> Person:
    people = stage.webex.world.people.values()
    found = [one for one in people if one.kind == "person" and one.email == email]
    if not found:
        raise Refusal(404, "Nobody is called so.")
    return found[0]
