"""Fifteen set-ups that are broken as real ones are; each lasts as long as its block."""

import contextlib
import shutil
import socketserver
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import requests

from bot.sandbox.bot_process import free_port
from bot.sandbox.grant import PREFERENCES, RefreshToken
from bot.sandbox.http_server import served
from bot.sandbox.seed import name
from tests.live.broken.stage import ROOT, Stage
from tests.postgres import running_server
from tests.serving import serving

_CLOCK = ROOT / "tests" / "chaos" / "clock"
_APART = ("unshare", "--user", "--map-root-user", "--mount")
_AGAIN = 3  # deliveries with a wrong signature: fewer may come from a stranger


@contextlib.contextmanager
def wrong_token(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    stage.settings["WEBEX_BOT_TOKEN"] = "mistyped"
    with stage.bot():
        yield


@contextlib.contextmanager
def revoked_token(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    with stage.working_bot():
        with stage.webex.world.lock:
            del stage.webex.world.tokens[name.BOT_TOKEN]
        stage.say("room")
        yield


@contextlib.contextmanager
def wrong_secret(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    stage.settings["WEBEX_WEBHOOK_SECRET"] = "another one, just as long"
    with stage.bot():
        stage.wait_until_serving()
        for _ in range(_AGAIN):
            stage.say("help")
        yield


@contextlib.contextmanager
def webhook_aimed_elsewhere(stage: Stage) -> Iterator[None]:
    here = stage.settings["PUBLIC_URL"]
    stage.settings["PUBLIC_URL"] = f"http://127.0.0.1:{free_port()}"
    stage.sync_webhooks()
    stage.settings["PUBLIC_URL"] = here
    with stage.bot():
        yield


@contextlib.contextmanager
def no_public_address(stage: Stage) -> Iterator[None]:
    del stage.settings["PUBLIC_URL"]
    with stage.bot():
        yield


@contextlib.contextmanager
def database_gone(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    with running_server() as server:
        stage.settings["DATABASE_URL"] = server.url
        with stage.working_bot():
            server.kill()
            stage.say("help")
            yield
            server.start()  # or the bot would wait for it as it ends


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[int]:
    """Mount a disk of a megabyte there, and yield the id of the process that sees it."""
    command = 'mount -t tmpfs -o size=1m none "$0" && echo mounted && exec cat'
    with subprocess.Popen(  # noqa: S603  # words of our own
        [*_APART, "sh", "-c", command, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdin
        assert holder.stdout
        try:
            assert holder.stdout.readline() == b"mounted\n"
            yield holder.pid
        finally:
            holder.stdin.close()


def may_mount() -> bool:
    """Tell whether this machine lets us mount a small disk."""
    has_it = shutil.which(_APART[0]) is not None
    return has_it and subprocess.run([*_APART, "true"], check=False).returncode == 0  # noqa: S603


@contextlib.contextmanager
def disk_full(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    folder = stage.folder / "disk"
    folder.mkdir()
    with _small_disk(folder) as holder:
        stage.settings["DATABASE_URL"] = f"sqlite:///{folder}/bot.db"
        stage.enter(holder)
        with stage.working_bot():
            filler = Path(f"/proc/{holder}/root{folder}/filler")
            with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
                while True:
                    file.write(b"x" * 4096)
            stage.say("help")
            yield


@contextlib.contextmanager
def clock_off(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    shift = stage.folder / "clock"
    shift.write_text("1200")
    stage.settings.update(CHAOS_CLOCK=str(shift), PYTHONPATH=str(_CLOCK))
    with stage.bot():
        yield


@contextlib.contextmanager
def expired_organisation_access(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    kept = stage.webex.world.refresh_tokens
    long_ago = datetime.now(UTC) - timedelta(days=1)
    kept[name.ORG_REFRESH_TOKEN] = replace(kept[name.ORG_REFRESH_TOKEN], expires=long_ago)
    with stage.working_bot():
        stage.webex.wait_for_reply(stage.say("pmr"))
        yield


@contextlib.contextmanager
def missing_scope(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    world, scopes = stage.webex.world, frozenset({PREFERENCES, "spark:people_read"})
    john, far = world.person(name.JOHN_EMAIL).id, datetime(2099, 1, 1, tzinfo=UTC)
    token = RefreshToken("johns", name.ORG_CLIENT_ID, john, scopes, "person", far)
    world.refresh_tokens["johns"] = token
    stage.settings["WEBEX_REFRESH_TOKEN"] = "johns"
    with stage.working_bot():
        asked = stage.webex.say(name.ANA_EMAIL, None, "pmr")
        stage.webex.wait_for_reply(asked.id)
        yield


class _Refuse(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")


@contextlib.contextmanager
def blocked_proxy(stage: Stage) -> Iterator[None]:
    with serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Refuse)) as proxy:
        del stage.settings["WEBEX_API_URL"]
        stage.settings["HTTPS_PROXY"] = f"http://127.0.0.1:{proxy}"
        with stage.bot():
            yield


@contextlib.contextmanager
def two_bots_on_one_token(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    port = free_port()
    other = Stage(stage.webex, stage.folder / "other", dict(stage.settings))
    other.folder.mkdir()
    other.settings.update(
        PORT=str(port),
        PUBLIC_URL=f"http://127.0.0.1:{port}",
        DATABASE_URL=f"sqlite:///{other.folder}/bot.db",
    )
    for hook in [*stage.webex.world.webhooks.values()]:
        # “webhooks sync” of this version would refuse.
        requests.post(
            f"{stage.webex.url}webhooks",
            headers={"Authorization": f"Bearer {name.BOT_TOKEN}"},
            json={
                "name": hook.name,
                "targetUrl": f"{other.settings['PUBLIC_URL']}/webhook",
                "resource": hook.resource,
                "event": hook.event,
                "secret": name.WEBHOOK_SECRET,
            },
            timeout=10,
        ).raise_for_status()
    with other.bot(), stage.working_bot():
        yield


@contextlib.contextmanager
def port_in_use(stage: Stage) -> Iterator[None]:
    def welcome(_environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"Welcome"]

    stage.sync_webhooks()
    with served(welcome, int(stage.settings["PORT"])), stage.bot() as process:
        assert process.wait(60) == 1
        yield


@contextlib.contextmanager
def misspelt_setting(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    stage.settings["HELPDESK_PEOPEL"] = stage.settings.pop("HELPDESK_PEOPLE")
    with stage.bot():
        yield


@contextlib.contextmanager
def old_schema(stage: Stage) -> Iterator[None]:
    stage.sync_webhooks()
    with running_server() as server:
        stage.settings["DATABASE_URL"] = server.url
        with stage.working_bot():
            pass
        with psycopg.connect(server.url) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0000_since_0000'")
        with stage.bot():
            stage.wait_until_serving()
            stage.say("help")
            yield
