"""Where the settings come from: the environment, and before it the file .env."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
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
        _end([f"{file} cannot be read as UTF-8 text ({error})"])
    try:
        return settings.read(os.environ)
    except SettingsError as error:
        _end(error.problems)


def _end(problems: Sequence[str]) -> NoReturn:
    if _is_check():
        from bot.check.configuration import of_problems
        from bot.cli.findings import show

        show(of_problems(problems), json="--json" in sys.argv)
        sys.exit(1)
    listed = "\n".join(f"  - {problem}" for problem in problems)
    sys.exit(f"Roomdesk cannot start. Please mend these settings (see .env.example):\n{listed}")


def _is_check() -> bool:
    """Tell whether this process is `flask check`, whose table names the problems too.

    Flask has no commands of the application's before that is imported, which needs the settings.
    """
    return click.get_current_context(silent=True) is not None and "check" in sys.argv[1:]
