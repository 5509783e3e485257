"""The Flask app: every resource under /v1, and the services behind the event socket."""

import functools

from flask import Flask

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


@functools.cache
def api() -> Flask:
    """Return the app: one for every world, since each request says in which it was made."""
    app = Flask("sandbox", static_folder=None)
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
    return app
