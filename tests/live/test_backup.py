"""The backup that docs/deploying.md shows."""

import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.repository.test_deploying import SHOWN


def test_a_backup_is_taken_of_a_file_in_use(tmp_path: Path) -> None:
    line = next(one for one in SHOWN if "VACUUM" in one)
    command = shlex.split(re.sub(r"/var/(?:lib/roomdesk|backups)", str(tmp_path / "X"), line))
    code = command[2].replace(f"{tmp_path}/X", f"{tmp_path}/in-use", 1).replace("X/", "backup/")
    for folder in ("in-use", "backup"):
        (tmp_path / folder).mkdir()
    with closing(sqlite3.connect(tmp_path / "in-use" / "roomdesk.db")) as used:
        used.execute("PRAGMA journal_mode=WAL")
        used.execute("CREATE TABLE questions (id TEXT)")
        used.execute("INSERT INTO questions VALUES ('kept')")
        used.commit()
        used.execute("INSERT INTO questions VALUES ('not yet')")
        subprocess.run([sys.executable, command[1], code], check=True, timeout=60)  # noqa: S603
    with closing(sqlite3.connect(tmp_path / "backup" / "roomdesk.db")) as backup:
        assert backup.execute("SELECT id FROM questions").fetchall() == [("kept",)]
