"""deploy/compose.yaml and what it mounts, as the programs that read them see them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_FILE = _ROOT / "deploy" / "compose.yaml"
_COMPOSE = [["docker", "compose"], ["docker-compose"]]
_NEEDED = {"HOST": "roomdesk.example.com", "POSTGRES_PASSWORD": "abc123"}


def _compose(folder: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Show the file with these settings filled in; skip where no compose is installed."""
    (folder / "deploy").mkdir()
    shutil.copy(_FILE, folder / "deploy")
    environ = folder / ".env"
    environ.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    for command in _COMPOSE:
        if shutil.which(command[0]) and _works([*command, "version"]):
            words = ["--env-file", str(environ), "--file", "deploy/compose.yaml", "config"]
            return subprocess.run(  # noqa: S603  # a program of this machine
                [*command, *words], cwd=folder, capture_output=True, text=True, check=False
            )
    pytest.skip("neither docker compose nor docker-compose is installed")


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603


def test_compose_takes_the_file_and_gives_the_bot_its_database(tmp_path: Path) -> None:
    done = _compose(tmp_path, _NEEDED | {"WEBEX_BOT_TOKEN": "a-token", "DATABASE_URL": ""})
    assert done.returncode == 0, done.stderr
    assert "DATABASE_URL: postgresql://roomdesk:abc123@database/roomdesk" in done.stdout
    assert "PUBLIC_URL: https://roomdesk.example.com" in done.stdout
    assert "WEBEX_BOT_TOKEN: a-token" in done.stdout


@pytest.mark.parametrize("missing", _NEEDED)
def test_compose_names_what_is_missing(missing: str, tmp_path: Path) -> None:
    done = _compose(tmp_path, {name: value for name, value in _NEEDED.items() if name != missing})
    assert done.returncode != 0
    assert "set it in .env" in done.stderr


@pytest.mark.skipif(shutil.which("caddy") is None, reason="caddy is not installed")
def test_caddy_takes_its_file(tmp_path: Path) -> None:
    done = subprocess.run(
        ["caddy", "validate", "--adapter", "caddyfile", "--config", "deploy/Caddyfile"],  # noqa: S607
        cwd=_ROOT,
        env={"PATH": os.environ["PATH"], "HOST": _NEEDED["HOST"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_proxy_finds_the_bot_where_it_listens() -> None:
    compose = _FILE.read_text("utf-8")
    port = re.search(r'PORT: "(\d+)"', compose)
    assert port
    assert f"reverse_proxy bot:{port[1]}\n" in (_ROOT / "deploy" / "Caddyfile").read_text("utf-8")
    mounted = re.findall(r"- \./(\S+?):", compose)
    assert [one for one in mounted if not (_ROOT / "deploy" / one).exists()] == []
