"""The web application: gunicorn's `app:app`, and flask's `--app app`."""

import logging
import os
import sys
from pathlib import Path

from dotenv import load_dotenv

from bot import settings
from bot.errors import SettingsError
from bot.wiring import Roomdesk

load_dotenv(Path(__file__).with_name(".env"))

try:
    _settings = settings.read(os.environ)
except SettingsError as error:
    _problems = "\n".join(f"  - {problem}" for problem in error.problems)
    sys.exit(f"Roomdesk cannot start. Please mend these settings (see .env.example):\n{_problems}")

logging.basicConfig(
    level=_settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
)
# The SDK logs its user agent for every thread.
logging.getLogger("webexteamssdk").setLevel(logging.WARNING)

app = Roomdesk(_settings).app
