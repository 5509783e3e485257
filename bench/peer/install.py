"""The peers' packages, in folders of their own: pinned, made on demand, never among ours."""

import shutil
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

_CACHE = Path(__file__).parents[2] / ".bench"
_INSTALLED = ".installed"
_LONGEST_S = 600


class LeftOutError(Exception):
    """A peer cannot be measured here; the message says why."""


def webexteamsbot() -> Path:
    """Return the folder of programs of an environment that has it. Raises: LeftOutError."""
    folder = _CACHE / "webexteamsbot-0.1.4.2"
    if not (folder / _INSTALLED).exists():
        venv.create(folder, clear=True, with_pip=True)
        pip = (folder / "bin/python", "-m", "pip", "install", "--quiet", "--use-pep517")
        _run(*pip, "webexteamsbot==0.1.4.2", f"gunicorn=={version('gunicorn')}", cwd=folder)
        (folder / _INSTALLED).touch()
    return folder / "bin"


def node_framework() -> Path:
    """Return a folder where Node finds it. Raises: LeftOutError."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise LeftOutError("Node and npm are not installed here")
    folder = _CACHE / "webex-node-bot-framework-2.3.14"
    if not (folder / _INSTALLED).exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder)
        _run(*npm, "webex-node-bot-framework@2.3.14", cwd=folder)
        (folder / _INSTALLED).touch()
    return folder / "node_modules"


def _run(*command: str | Path, cwd: Path) -> None:
    parts = [str(part) for part in command]
    try:
        done = subprocess.run(  # noqa: S603  # our own command
            parts, cwd=cwd, capture_output=True, text=True, check=False, timeout=_LONGEST_S
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LeftOutError(f"it could not be installed: {error}") from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
        raise LeftOutError(f"it could not be installed: {said}")


def ours() -> Path:
    """Return the folder of programs of the environment that this runs in."""
    return Path(sys.executable).parent
