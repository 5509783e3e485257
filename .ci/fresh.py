"""Install as a machine of another year would: only what is listed may come.

Each Python that is here installs beside a folder that offers release 9999 of every package: this
one with the oldest pip, the others with the newest. On the others the quick tests run as well.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LISTS = ("requirements.txt", *(f"requirements/{one}.txt" for one in ("build", "test", "check")))
# Debian 12's pip is the oldest that a supported Python brings. On Python 3.12 it does not start:
# there the one that came with Python is the oldest.
OLDEST = "pip==23.0.1" if sys.version_info < (3, 12) else None
# Folders of tests that are left to this Python, where all of them run anyway: they drive the same
# parts from outside, and would take longer than everything else in CI.
SLOW = (
    *("bench", "browser", "chaos", "chat", "cli", "conversation", "database", "events", "fuzz"),
    *("inbox", "live", "repository", "runtime", "sandbox", "telemetry", "tokens", "webex"),
)
# Examples of each property: this Python tries many.
_FEW = "--hypothesis-profile=few"
_STATE = """
import importlib.metadata, json
from packaging.markers import default_environment
installed = {one.name: one.version for one in importlib.metadata.distributions()}
print(json.dumps([installed, default_environment()]))
"""


def main() -> None:
    """Install with each Python in turn; the first difference ends it."""
    with tempfile.TemporaryDirectory(prefix="roomdesk-fresh-") as name:
        folder = Path(name)
        pins = _pins()
        newer = folder / "newer"
        newer.mkdir()
        for package in {pin.name for pin in pins}:
            write_wheel(newer, package, "9999")
        _check(sys.executable, folder / "oldest", OLDEST, ".check", newer, pins)
        others = list(_others())
        for python in others or [sys.executable]:
            venv = folder / f"newest-{len(list(folder.iterdir()))}"
            _check(python, venv, "pip", ".test", newer, pins)
            if others:
                _run_quick_tests(venv)


def write_wheel(folder: Path, package: str, version: str) -> None:
    """Write the smallest wheel that pip installs: no code, only its name and version."""
    stem = f"{package.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
        about = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
        wheel.writestr(f"{info}/METADATA", about)
        tags = "Wheel-Version: 1.0\nGenerator: roomdesk\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{info}/WHEEL", tags)
        wheel.writestr(f"{info}/RECORD", f"{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")


def _pins() -> list[Requirement]:
    text = "".join((ROOT / file).read_text(encoding="utf-8") for file in LISTS)
    return [Requirement(pin) for pin in re.findall(r"^([a-z0-9].*?) *\\$", text, re.MULTILINE)]


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


def _check(  # each run differs in all of these
    base: str, venv: Path, pip: str | None, stamp: str, newer: Path, pins: list[Requirement]
) -> None:
    _run(base, "-m", "venv", venv)
    python = venv / "bin" / "python"
    if pip:
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-U", pip)
    environ = os.environ | {"PIP_FIND_LINKS": str(newer), "ASK": "room"}
    _run("make", f"VENV={venv}", "demo", environ=environ)
    _run("make", f"VENV={venv}", venv / stamp, environ=environ)
    _run(python, "-m", "pip", "check")
    state = subprocess.run([python, "-c", _STATE], check=True, capture_output=True, text=True)
    installed, environment = json.loads(state.stdout)
    found = {canonicalize_name(name): version for name, version in installed.items()}
    pip_version = found.pop(canonicalize_name("pip"))
    wanted = {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate(environment)
    }
    if wrong := found.items() - wanted.items():
        raise SystemExit(f"not what the lists say: {sorted(wrong)}")
    version = environment["python_full_version"]
    print(f"Python {version}, pip {pip_version}: {len(found)} packages, each as listed")


def _run_quick_tests(venv: Path) -> None:
    options = ("-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider", _FEW)
    ignored = (f"--ignore=tests/{folder}" for folder in SLOW)
    _run(venv / "bin" / "python", "-m", "pytest", *options, *ignored)


def _run(*command: str | Path, environ: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environ, check=False)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")


if __name__ == "__main__":
    main()
