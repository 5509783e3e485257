"""Where the settings come from: the environment, and before it the file .env."""

import os
import sys
from pathlib import Path

from dotenv import load_dotenv

from bot import settings
from bot.errors import SettingsError
from bot.settings import Settings

# prometheus-client reads it as it is imported: the processes of one gunicorn count together.
_SHARED = "PROMETHEUS_MULTIPROC_DIR"


def share_figures(folder: Path) -> None:
    """Let this process and its forks count together in a folder."""
    os.environ[_SHARED] = str(folder)


def shared_figures() -> Path | None:
    """Return the folder where this process and others count together; None: it counts alone."""
    folder = os.environ.get(_SHARED)
    return Path(folder) if folder else None


def load() -> Settings:
    """Read the settings, or end the process with all that is wrong with them."""
    file = Path(__file__).parents[1] / ".env"
    try:
        load_dotenv(file)
    except (UnicodeDecodeError, OSError) as error:
        sys.exit(f"Roomdesk cannot start: {file} cannot be read as UTF-8 text ({error}).")
    try:
        return settings.read(os.environ)
    except SettingsError as error:
        problems = "\n".join(f"  - {problem}" for problem in error.problems)
        sys.exit(
            f"Roomdesk cannot start. Please mend these settings (see .env.example):\n{problems}"
        )
