"""The bot as its operator runs it, listening to the event socket."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.bot_process import (
    bot_process,
    environ_of,
    free_port,
    listening,
    settings_for,
)
from bot.sandbox.seed import name
from tests.ending import children
from tests.live.conftest import ROOT
from tests.private_network import API, SOCKET, private_network
from tests.registered import register


def _settings(webex: Sandbox, folder: Path, **changes: str) -> dict[str, str]:
    usual = settings_for(webex.url, free_port(), folder / "bot.db")
    return {**listening(usual, webex.catalog_url), **changes}


def _is_answered(webex: Sandbox, line: str = "help") -> bool:
    said = webex.say(name.JOHN_EMAIL, name.UNICORN, f"@Roomdesk {line}")
    return bool(webex.wait_for_reply(said.id, 40))


def _is_heard(webex: Sandbox) -> bool:
    return webex.wait_for(lambda: webex.socket.connections() == 1, 40)


@pytest.mark.parametrize("bundle", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_all_goes_through_the_proxy_and_trusts_the_private_ca(
    webex: Sandbox, tmp_path: Path, bundle: str
) -> None:
    with private_network(webex, tmp_path) as network, (tmp_path / "log").open("wb") as log:
        settings = {**_settings(webex, tmp_path), **network.environ, bundle: str(network.authority)}
        with bot_process(ROOT, settings, log):
            assert _is_heard(webex)
            assert _is_answered(webex)
        assert {*network.asked} == {API, SOCKET}


def test_without_the_ca_nothing_is_trusted(webex: Sandbox, tmp_path: Path) -> None:
    with private_network(webex, tmp_path) as network:
        settings = {**_settings(webex, tmp_path), **network.environ}
        done = subprocess.run(  # our own command
            [sys.executable, "-m", "flask", "--app", "app", "check"],
            cwd=ROOT,
            env=environ_of(settings),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert webex.calls() == []


def test_of_four_processes_on_two_hosts_one_listens_and_another_takes_over(
    webex: Sandbox, tmp_path: Path
) -> None:
    one = _settings(webex, tmp_path, WORKERS="2")
    two = {**one, "PORT": str(free_port())}
    with (tmp_path / "log").open("wb") as log, bot_process(ROOT, one, log) as first:
        with bot_process(ROOT, two, log):
            assert _is_heard(webex)
            assert len(webex.socket.devices()) == 1
            for worker in children(first.pid):
                os.kill(worker, signal.SIGKILL)
            assert _is_heard(webex)
            assert _is_answered(webex)
        assert len(webex.socket.devices()) == 1
        assert webex.wait_for(lambda: webex.socket.connections() <= 1)


def test_at_a_terminal_it_offers_to_remove_the_webhooks(webex: Sandbox, tmp_path: Path) -> None:
    usual = settings_for(webex.url, free_port(), tmp_path / "bot.db")
    register(usual)
    ours, theirs = pty.openpty()
    os.write(ours, b"y\n")
    done = subprocess.run(  # our own command
        [sys.executable, "-m", "flask", "--app", "app", "webhooks", "sync"],
        cwd=ROOT,
        env=environ_of(listening(usual, webex.catalog_url)),
        stdin=theirs,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert "Remove these webhooks? [y/N]: " in done.stdout
    assert (done.returncode, webex.world.webhooks) == (0, {})
