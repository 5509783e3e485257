"""The file .env: what is in it stays, what is written is read again, and by nobody else."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import env_file


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template"
    path.write_text("# The token.\nTOKEN=\n# The port.\nPORT=\n")
    return path


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_a_new_file_is_the_template_with_the_values_in_place(
    tmp_path: Path, template: Path
) -> None:
    file = tmp_path / ".env"
    env_file.write(file, {"TOKEN": "abc", "MORE": "the desk, ext. 1"}, template)
    assert file.read_text() == (
        "# The token.\nTOKEN=abc\n# The port.\nPORT=\nMORE=the desk, ext. 1\n"
    )
    assert _mode(file) == 0o600
    assert env_file.read(file) == {"TOKEN": "abc", "MORE": "the desk, ext. 1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", "template"]


def test_without_a_template_a_file_is_made_all_the_same(tmp_path: Path) -> None:
    env_file.write(tmp_path / ".env", {"TOKEN": "abc"}, tmp_path / "nowhere")
    assert (tmp_path / ".env").read_text() == "TOKEN=abc\n"


@pytest.mark.parametrize(("before", "after"), [(0o644, 0o600), (0o640, 0o640), (0o600, 0o600)])
def test_a_file_that_is_there_keeps_its_lines_and_is_read_by_fewer(
    tmp_path: Path, template: Path, before: int, after: int
) -> None:
    file = tmp_path / ".env"
    file.write_text("# mine\nOTHER='a b'\nTOKEN=old")
    file.chmod(before)
    env_file.write(file, {"TOKEN": "new", "PORT": "1"}, template)
    assert file.read_text() == "# mine\nOTHER='a b'\nTOKEN=new\nPORT=1\n"
    assert _mode(file) == after


def test_what_cannot_be_read_again_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("TOKEN=old\n")
    with pytest.raises(ValueError, match=r"^PASSWORD cannot be written"):
        env_file.write(file, {"TOKEN": "new", "PASSWORD": "a${HOME}b"}, file)
    assert file.read_text() == "TOKEN=old\n"
    assert [*tmp_path.iterdir()] == [file]


_TEXTS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="$"))


@given(_TEXTS.map(str.strip).filter(bool))
def test_whatever_is_typed_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    file = tmp_path_factory.mktemp("env") / ".env"
    env_file.write(file, {"NAME": value}, file)
    assert env_file.read(file) == {"NAME": value}
