"""Where the settings come from: the environment, and before it the file .env."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NoReturn

import click
from dotenv import load_dotenv

from bot.errors import SettingsError
from bot.settings import settings
from bot.settings.settings import Settings
from bot.telemetry import log

# Beside the code, whatever folder a command is typed in.
ENV_FILE = Path(__file__).parents[2] / ".env"
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
    try:
        load_dotenv(ENV_FILE)
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError([f"{ENV_FILE} cannot be read as UTF-8 text ({error})"]) from error
    # requests knows a name of its own alone for what OpenSSL and the rest of Python go by.
    if "SSL_CERT_FILE" in os.environ:
        os.environ.setdefault("REQUESTS_CA_BUNDLE", os.environ["SSL_CERT_FILE"])
    found = settings.read(os.environ)
    return replace(found, database_url=in_folder(found.database_url, ENV_FILE.parent))


def given() -> Mapping[str, str]:
    """Return the environment as it is; what .env says is among it once the settings were read."""
    return dict(os.environ)


def in_folder(url: str, folder: Path) -> str:
    """Return a `DATABASE_URL` whose SQLite file lies in `folder`, unless it has a whole path.

    So the bot and its commands mean the same file, wherever they are started.
    """
    path = url.removeprefix("sqlite:///")
    if path == url or path.startswith("/"):
        return url
    return f"sqlite:///{folder.absolute() / path}"


def refuse(problems: Sequence[str]) -> NoReturn:
    """End the process with all that is wrong with the settings."""
    listed = "\n".join(f"  - {problem}" for problem in problems)
    told = (
        "Roomdesk cannot start. Correct these settings: roomdesk init asks for them, .env.example "
        f"explains them.\n{listed}"
    )
    form = os.environ.get("LOG_FORMAT", "").strip().lower()
    click.echo(log.final(told, form), err=True)
    sys.exit(EX_CONFIG)
