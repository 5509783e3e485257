"""What is compared with and checked by: npm packages in pinned versions, for the tests alone."""

import fcntl
import subprocess
from pathlib import Path

from tests.browser.starting import LackingError, started

HERE = Path(__file__).parent
_LOCK = HERE / "package-lock.json"
_INSTALLED = HERE / "node_modules" / ".package-lock.json"


def package(name: str) -> Path:
    """Return the folder of a package; installs them all where that was not done yet.

    Raises:
        LackingError: there is no npm, or it failed.
    """
    with _LOCK.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes may come at once
        if not _INSTALLED.exists() or _INSTALLED.stat().st_mtime < _LOCK.stat().st_mtime:
            _install()
    return HERE / "node_modules" / name


def _install() -> None:
    npm = started("npm", ["npm"], "npm")
    done = subprocess.run(  # noqa: S603  # npm, with nothing from outside
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise LackingError(f"npm ci failed: {done.stderr}")
