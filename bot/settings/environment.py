"""Where the settings come from: the environment, and before it the file .env."""

import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NoReturn

import click
from dotenv import load_dotenv

from bot.errors import SettingsError
from bot.settings import settings
from bot.settings.settings import Settings
from bot.telemetry import log

# prometheus-client reads it as it is imported: the processes of one gunicorn count together.
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
# From sysexits.h: another start would not help. deploy/roomdesk.service does not try one.
EX_CONFIG = 78


def share_figures(folder: Path) -> None:
    """Let this process and its forks count together in a folder."""
    os.environ[_SHARED] = str(folder)


def shared_figures() -> Path | None:
    """Return the folder where this process and others count together; None: it counts alone."""
    folder = os.environ.get(_SHARED)
    return Path(folder) if folder else None


@cache
def load() -> Settings:
    """Read the settings, once.

    gunicorn's workers are forks of the process that has read them. What comes into .env later
    waits for a restart: neither a worker that is replaced nor a reload may fail over it, or mix
    old and new.

    Raises:
        SettingsError: something is wrong with them, or with the file.
    """
    file = Path(__file__).parents[2] / ".env"
    try:
        load_dotenv(file)
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError([f"{file} cannot be read as UTF-8 text ({error})"]) from error
    return settings.read(os.environ)


def refuse(problems: Sequence[str]) -> NoReturn:
    """End the process with all that is wrong with the settings."""
    listed = "\n".join(f"  - {problem}" for problem in problems)
    told = f"Roomdesk cannot start. Please mend these settings (see .env.example):\n{listed}"
    form = os.environ.get("LOG_FORMAT", "").strip().lower()
    click.echo(log.final(told, form), err=True)
    sys.exit(EX_CONFIG)
