"""The web application: gunicorn's `app:app`, and flask's `--app app`."""

import logging

from bot.environment import load
from bot.wiring import Roomdesk

_settings = load()

logging.basicConfig(
    level=_settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
)
# The SDK logs its user agent for every thread.
logging.getLogger("webexteamssdk").setLevel(logging.WARNING)
# An upgrade of the database says itself what it did.
logging.getLogger("alembic").setLevel(logging.WARNING)
# Who asked what about whom is logged whatever the level of everything else.
logging.getLogger("roomdesk.audit").setLevel(logging.INFO)

app = Roomdesk(_settings).app
