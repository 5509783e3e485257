"""A SQLite file: can there be one at that path, and may this user write to it?"""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url

# https://www.sqlite.org/fileformat.html#magic_header_string
_MAGIC = b"SQLite format 3\0"
_AS_THE_BOT = (
    "Run this command as the user that the bot runs as. If it is that user, give it the file and "
    "its folder: chown"
)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a file cannot be the database, and what to do about it."""

    seen: str
    next_step: str


def unfit(url: str) -> Unfit | None:
    """Return why the file of a `DATABASE_URL` cannot be used; None if it can, or is no file.

    A file that is not there yet can be used where it can be made.
    """
    name = make_url(url).database if url.startswith("sqlite:") else None
    if not name:
        return None
    path = Path(name)
    try:
        return _found(path, path.absolute().parent)
    except OSError:
        return Unfit(f"this user may not look at {path}", f"{_AS_THE_BOT}.")


def identity(url: URL) -> tuple[int, int] | None:
    """Return which file that is: None if there is none."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    try:
        found = Path(url.database).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _found(path: Path, folder: Path) -> Unfit | None:
    if not folder.is_dir():
        return Unfit(
            f"there is no folder {folder}",
            "Make it for the user that the bot runs as, or correct DATABASE_URL: four slashes "
            "begin a whole path, as in sqlite:////var/lib/roomdesk/roomdesk.db",
        )
    if path.is_dir():
        return Unfit(f"{path} is a folder", "Name a file in it with DATABASE_URL.")
    # SQLite writes its journal beside the file.
    places = [folder, path] if path.exists() else [folder]
    if closed := [str(place) for place in places if not os.access(place, os.R_OK | os.W_OK)]:
        return Unfit(f"this user may not write to {' and '.join(closed)}", f"{_AS_THE_BOT}.")
    if path.exists() and _begin(path) not in {b"", _MAGIC}:
        return Unfit(
            f"{path} is no SQLite file",
            "Name another one with DATABASE_URL, or restore the backup. The bot leaves it alone.",
        )
    return None


def _begin(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_MAGIC))
