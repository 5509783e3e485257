"""What the tests need beside Python is looked for by starting it: a file alone says little."""

import shutil
import subprocess
from collections.abc import Iterable


class LackingError(Exception):
    """A program is not there, or does not start; the text says what to install."""


def started(name: str, programs: Iterable[str], packages: str) -> str:
    """Return the first of these programs, which starts; `packages` are what Debian has it in.

    Raises:
        LackingError: it does not start, or there is none.
    """
    found = next(filter(None, map(shutil.which, programs)), None)
    if found is None:
        raise LackingError(f"no {name} found: apt-get install {packages}")
    done = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)  # noqa: S603  # it was looked for
    if done.returncode:
        said = " ".join(f"{done.stderr}{done.stdout}".split())
        raise LackingError(f"{name} does not start: apt-get install {packages} ({said})")
    return found
