"""The web application: gunicorn's `app:app`, and flask's `--app app`."""

from bot import log
from bot.environment import load, shared_figures
from bot.wiring import Roomdesk

_settings = load()

log.configure(_settings.log_level, _settings.log_format)

app = Roomdesk(_settings, shared_figures=shared_figures).app
