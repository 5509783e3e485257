"""The environment that the SDKs run in: pinned, made on demand, never among ours."""

import fcntl
import hashlib
import subprocess
import sys
import venv
from pathlib import Path

_REQUIREMENTS = Path(__file__).with_name("requirements.txt")
_CACHE = Path(__file__).parents[3] / ".sdks"
_LONGEST_S = 600


class NoEnvironmentError(Exception):
    """It cannot be made here; the message says why."""


def python() -> Path:
    """Return the interpreter of an environment that has the SDKs.

    Raises:
        NoEnvironmentError: they cannot be installed.
    """
    pins = hashlib.sha256(_REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = _CACHE / f"{sys.version_info.major}.{sys.version_info.minor}-{pins}"
    _CACHE.mkdir(exist_ok=True)
    with (_CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes may come at once
        if not folder.exists():
            _make(folder)
    return folder / "bin/python"


def _make(folder: Path) -> None:
    unfinished = folder.with_suffix(".unfinished")
    venv.create(unfinished, clear=True, with_pip=False)
    pip = (sys.executable, "-m", "pip", "--python", str(unfinished / "bin/python"), "install")
    options = ("--quiet", "--no-deps", "--require-hashes", "--requirement", str(_REQUIREMENTS))
    try:
        done = subprocess.run(  # noqa: S603  # our own command
            [*pip, *options], capture_output=True, text=True, check=False, timeout=_LONGEST_S
        )
    except subprocess.TimeoutExpired as error:
        raise NoEnvironmentError(f"the SDKs could not be installed: {error}") from error
    if done.returncode:
        said = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise NoEnvironmentError(f"the SDKs could not be installed: {said}")
    unfinished.rename(folder)  # an environment under its name is whole
