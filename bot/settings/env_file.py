"""The file .env as `roomdesk init` writes it: what is in it stays, and nobody else reads it."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from dotenv import dotenv_values, set_key

_OWNER_ALONE = 0o600
_OTHERS = 0o007


def read(file: Path) -> dict[str, str]:
    """Return what a file of `NAME=value` lines holds; empty if it is not there.

    Raises: OSError, UnicodeDecodeError.
    """
    if not file.exists():
        return {}
    return {name: value for name, value in dotenv_values(file).items() if value}


def write(file: Path, values: Mapping[str, str], template: Path) -> None:
    """Set values in a file, all or none; a new one begins as a copy of `template`.

    A file that is there keeps its owner, so that the bot can still read it where somebody else
    writes it, and its mode unless everybody could read it.

    Raises:
        OSError: it cannot be written.
        ValueError: a value cannot be written such that it is read again as it is.
    """
    before = file.stat() if file.exists() else None
    source = file if before else template
    with TemporaryDirectory(dir=file.parent, prefix=".env-") as folder:
        new = Path(folder) / "env"
        new.touch(_OWNER_ALONE)
        new.write_bytes(source.read_bytes() if source.exists() else b"")
        for name, value in values.items():
            _set(new, name, value)
        if before:
            os.chown(new, before.st_uid, before.st_gid)
            mode = stat.S_IMODE(before.st_mode)
            new.chmod(_OWNER_ALONE if mode & _OTHERS else mode)
        new.replace(file)


def _set(file: Path, name: str, value: str) -> None:
    before = file.read_bytes()
    # Bare where that will do: docker takes quotes in such a file for a part of the value.
    for how in ("never", "always"):
        file.write_bytes(before)  # half a quote, written bare, would swallow the lines behind it
        set_key(file, name, value, quote_mode=how)
        if dotenv_values(file).get(name) == value:
            return
    raise ValueError(f"{name} cannot be written to a file: it holds ${{ or a line break")
