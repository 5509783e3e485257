"""All checks at once, at a pretend Webex."""

from collections.abc import Mapping
from pathlib import Path

from bot.cli.checks.everything import everything
from bot.cli.checks.finding import Finding
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import settings_for
from bot.settings import settings

PORT = 1  # nobody listens there


def environ(webex: Sandbox, folder: Path, **changes: str) -> Mapping[str, str]:
    """Return the settings of a bot that does not run."""
    return {**settings_for(webex.url, PORT, folder / "bot.db"), **changes}


def examined(environ: Mapping[str, str], person: str | None = None) -> Mapping[str, Finding]:
    """Return the findings by the names of their checks; of several the last."""
    return {found.name: found for found in everything(settings.read(environ), person)}


def grades(found: Mapping[str, Finding], *names: str) -> list[str]:
    """Return the grades of some findings."""
    return [found[name].grade.value for name in names]
