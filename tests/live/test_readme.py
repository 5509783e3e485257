"""What the README shows of the demonstration is what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.repository.test_readme import BLOCKS, ROOT


def _demo(root: Path, ask: str) -> str:
    environ = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "ASK": ask}
    done = subprocess.run(
        [sys.executable, "-m", "bot.sandbox"],
        cwd=root,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_transcript_on_top_is_what_the_demonstration_says() -> None:
    command, _, said = next(body for kind, body in BLOCKS if kind == "text").partition("\n")
    assert command == '$ make demo ASK="pmr"'
    assert _demo(ROOT, "pmr") == said


def test_the_example_command_works_as_it_stands(tmp_path: Path) -> None:
    code = next(body for kind, body in BLOCKS if kind == "python")
    assert len(code.splitlines()) < 40
    for part in ("app.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / part, tmp_path)
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "bot" / "commands" / "age.py").write_text(code)
    command, _, said = [body for kind, body in BLOCKS if kind == "text"][1].partition("\n")
    assert command == '$ make demo ASK="how old"'
    assert _years_aside(_demo(tmp_path, "how old")) == _years_aside(said)
    assert "age: Tell how old this space is." in _demo(tmp_path, "help more")


def _years_aside(text: str) -> str:
    return re.sub(r"\d+ years", "some years", text)
