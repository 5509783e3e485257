"""What `make` installs: what is listed, once, and again after a failure; packages are made up."""

import hashlib
import os
import runpy
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
write_wheel = runpy.run_path(str(ROOT / ".ci" / "newer.py"))["write_wheel"]


@dataclass(frozen=True)
class Clone:
    """A repository of lists, with an index that is a folder."""

    root: Path
    index: Path

    def lists(self, file: str, package: str, version: str) -> None:
        """Let a list name a package, and release it."""
        write_wheel(self.index, package, version)
        wheel = self.index / f"{package}-{version}-py3-none-any.whl"
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        path = self.root / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{package}=={version} \\\n    --hash=sha256:{digest}\n")

    def make(self, *arguments: str, succeeds: bool = True) -> str:
        """Return all that `make` says."""
        done = subprocess.run(  # noqa: S603  # our own targets
            ["make", f"PYTHON={sys.executable}", *arguments],  # noqa: S607
            cwd=self.root,
            env={
                "PATH": os.environ["PATH"],
                "PIP_CONFIG_FILE": os.devnull,
                "PIP_NO_INDEX": "1",
                "PIP_FIND_LINKS": str(self.index),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=120,
        )
        assert (done.returncode == 0) == succeeds, done.stdout
        return done.stdout

    def installed(self, folder: str = ".venv") -> set[str]:
        """Return what is there, without pip and what came with it."""
        infos = (self.root / folder).glob("lib/*/site-packages/*.dist-info")
        packages = {one.stem.replace("-", "==") for one in infos}
        return {one for one in packages if not one.startswith(("pip==", "setuptools=="))}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    clone = Clone(tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("index"))
    shutil.copy(ROOT / "Makefile", clone.root)
    clone.lists("requirements.txt", "runs", "1.0")
    for need in ("build", "test", "check"):
        clone.lists(f"requirements/{need}.txt", f"for_{need}", "1.0")
        write_wheel(clone.index, f"for_{need}", "2.0")
    return clone


def test_lists_are_installed_as_they_are_needed_changed_and_mended(clone: Clone) -> None:
    said = clone.make("install")
    assert said.splitlines()[1:] == [
        "Installing requirements/build.txt",
        "Installing requirements.txt",
    ]
    assert clone.installed() == {"for_build==1.0", "runs==1.0"}
    assert "Nothing to be done" in clone.make("install")

    listed = clone.root / "requirements" / "test.txt"
    whole = listed.read_text()
    listed.write_text(whole.replace("==1.0", "==3.0"))
    said = clone.make(".venv/.test", succeeds=False)
    assert "No matching distribution found for for_test==3.0" in said
    assert "make clean, then make PYTHON=python3.12" in said
    listed.write_text(whole.replace("sha256:", "sha256:0")[: len(whole)] + "\n")
    assert "Ask who runs the index" in clone.make(".venv/.test", succeeds=False)
    listed.write_text(whole)
    assert clone.make(".venv/.test").splitlines() == ["Installing requirements/test.txt"]
    assert clone.installed() == {"for_build==1.0", "runs==1.0", "for_test==1.0"}

    clone.lists("requirements.txt", "runs", "2.0")
    said = clone.make(".venv/.test")
    assert said.splitlines()[-2:] == [
        "Installing requirements.txt",
        "Installing requirements/test.txt",
    ]
    assert "runs==2.0" in clone.installed()


def test_a_virtual_environment_that_was_left_half_made_is_mended(clone: Clone) -> None:
    # So does Python leave it where the system lacks ensurepip.
    venv.create(clone.root / ".half", with_pip=False)
    clone.make("VENV=.half", "install")
    found = {one.partition("==")[0] for one in clone.installed(".half")}
    assert found == {"for_build", "runs"}


def test_no_python_and_an_old_one_are_told_apart_from_a_fault(clone: Clone) -> None:
    said = clone.make("PYTHON=no-such-python", "VENV=.other", "install", succeeds=False)
    assert "Roomdesk needs Python 3.11 or newer" in said
