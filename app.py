"""The web application: gunicorn's `app:app`, and flask's `--app app`."""

import click

from bot.application import Roomdesk
from bot.cli.refusal import refused
from bot.errors import SettingsError
from bot.runtime.builder import check_words
from bot.settings.environment import load, refuse, shared_figures
from bot.telemetry import log

try:
    _settings = load()
    check_words(_settings)
except SettingsError as error:
    context = click.get_current_context(silent=True)
    # The outermost context is that of flask as it looks for a command; `flask run` has its own.
    if context is None or context.parent:
        refuse(error.problems)
    app = refused(error.problems, refuse)
else:
    log.configure(_settings.log_level, _settings.log_format)
    app = Roomdesk(_settings, shared_figures=shared_figures).app
