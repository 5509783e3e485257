"""The Flask app: every resource under /v1, and the services behind the event socket."""

from flask import Flask

from ..faults import Faults
from ..gate import Gate
from ..journal import Journal
from ..world import World
from . import failure
from .access_token import access_token
from .actions import actions
from .consent import consent
from .contents import contents
from .conversations import conversations
from .devices import devices
from .directory import directory
from .memberships import memberships
from .message_list import message_list
from .messages import messages
from .people import people
from .preferences import preferences
from .rooms import rooms
from .scheduling import scheduling
from .webhooks import webhooks


def create_app(
    world: World,
    faults: Faults | None = None,
    journal: Journal | None = None,
    socket_port: int = 0,
) -> Flask:
    """An app that serves the world, with its gate around it; devices connect to `socket_port`."""
    app = Flask("sandbox", static_folder=None)
    app.extensions["sandbox"] = world
    app.config["SOCKET_PORT"] = socket_port
    # Webex's own SDK for JavaScript asks for "/people/", and is answered.
    app.url_map.strict_slashes = False
    for resource in (
        access_token,
        actions,
        consent,
        contents,
        directory,
        memberships,
        message_list,
        messages,
        people,
        preferences,
        rooms,
        scheduling,
        webhooks,
    ):
        app.register_blueprint(resource, url_prefix="/v1")
    for service in (conversations, devices):
        app.register_blueprint(service)
    # The documented schema shows a link below /api/v1, the documented example one below /v1.
    app.register_blueprint(preferences, url_prefix="/api/v1", name="preferences_by_schema")
    failure.install(app)
    gate = Gate(app.wsgi_app, world, faults or Faults(), journal or Journal())
    app.wsgi_app = gate  # type: ignore[method-assign]
    return app
