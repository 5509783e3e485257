"""Install on each other Python that is here as in another year: only what is listed may come.

There the newest pip installs beside newer releases of everything, and the quick tests run.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Folders of tests that are left to this Python, where all of them run anyway: they drive the same
# parts from outside, and would take longer than everything else in CI.
SLOW = (
    *("bench", "browser", "chaos", "chat", "cli", "conversation", "database", "events", "fuzz"),
    *("inbox", "live", "repository", "runtime", "sandbox", "telemetry", "tokens", "webex"),
)
# Examples of each property: this Python tries many.
_FEW = "--hypothesis-profile=few"


def main() -> None:
    """Install with each Python in turn, and with this one where there is no other."""
    with tempfile.TemporaryDirectory(prefix="roomdesk-fresh-") as name:
        folder = Path(name)
        newer = folder / "newer"
        newer.mkdir()
        _run(sys.executable, ROOT / ".ci" / "newer.py", newer)
        environ = os.environ | {"PIP_FIND_LINKS": str(newer), "ASK": "room"}
        others = list(_others())
        for number, base in enumerate(others or [sys.executable]):
            _install(base, folder / str(number), environ)
            if others:
                _run_quick_tests(folder / str(number))


def _others() -> Iterator[str]:
    """Yield one Python of each other supported version, where it is on this machine."""
    for minor in {11, 12, 13} - {sys.version_info.minor}:
        installed = sorted(Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/python"))
        for candidate in (f"python3.{minor}", *map(str, installed)):
            # A name on the path may be a shim that has nothing behind it.
            if _starts(candidate, "-c", "import ensurepip, venv"):
                yield candidate
                break
        else:
            print(f"Python 3.{minor} is not here: nothing is tested with it")


def _starts(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def _install(base: str, venv: Path, environ: dict[str, str]) -> None:
    python = venv / "bin" / "python"
    _run(base, "-m", "venv", venv)
    _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-U", "pip")
    _run("make", f"VENV={venv}", "demo", environ=environ)
    _run("make", f"VENV={venv}", venv / ".test", environ=environ)
    _run(python, ROOT / ".ci" / "listed.py")


def _run_quick_tests(venv: Path) -> None:
    # In one process: each other would compile and collect them all again.
    options = ("-q", "-p", "no:xdist", "-p", "no:cacheprovider", _FEW)
    ignored = (f"--ignore=tests/{folder}" for folder in SLOW)
    _run(venv / "bin" / "python", "-m", "pytest", *options, *ignored)


def _run(*command: str | Path, environ: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environ, check=False)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")


if __name__ == "__main__":
    main()
