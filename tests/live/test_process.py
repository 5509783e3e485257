"""The real bot: gunicorn, environment variables, and nothing else."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import requests

from bot.sandbox import Fault, Sandbox
from bot.sandbox.bot_process import bot_process, free_port, sync_webhooks
from bot.sandbox.seed import name
from tests.live.conftest import Live
from tests.registered import register

ROOT = Path(__file__).parents[2]


def test_a_signed_delivery_is_answered_in_its_thread_with_a_card(live: Live) -> None:
    asked = live.webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
    answer = live.webex.wait_for_reply(asked.id)
    assert requests.get(f"{live.url}/healthz", timeout=30).text == "ok\n"
    assert answer.parent_id == asked.id
    assert answer.card
    written = live.log.read_text()
    secrets = [live.settings[key] for key in live.settings if key.endswith(("TOKEN", "SECRET"))]
    assert [secret for secret in secrets if secret in written] == []


@pytest.mark.parametrize(
    "options", [(), ("--preload",), ("--workers", "2")], ids=["plain", "preload", "two"]
)
def test_every_way_to_start_it_answers(
    webex: Sandbox, settings: Mapping[str, str], tmp_path: Path, options: tuple[str, ...]
) -> None:
    register(settings)
    with (tmp_path / "log").open("wb") as log, bot_process(ROOT, settings, log, *options):
        webex.courier.copies = 3
        asked = [webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk help") for _ in range(6)]
        for one in asked:
            webex.wait_for_reply(one.id)
        assert webex.wait_until_delivered()
        assert [len(webex.replies(one.id)) for one in asked] == [1] * 6


def test_a_question_survives_a_kill(
    webex: Sandbox, settings: Mapping[str, str], tmp_path: Path
) -> None:
    register(settings)
    held = webex.faults.add(Fault(method="GET", path="/messages/*", hang_s=5, cut=True))
    with (tmp_path / "log").open("wb") as log:
        with bot_process(ROOT, settings, log, "--preload") as first:
            asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
            assert webex.wait_until_delivered()
            children = Path(f"/proc/{first.pid}/task/{first.pid}/children").read_text().split()
            for process_id in [*map(int, children), first.pid]:
                os.kill(process_id, signal.SIGKILL)
            first.wait(10)
        assert webex.replies(asked.id) == []
        webex.faults.remove(held)
        with bot_process(ROOT, settings, log):
            answer = webex.wait_for_reply(asked.id, timeout_s=40)
    assert (answer.markdown or "").startswith("**Project Unicorn - Sprint 0**")


def test_a_stop_finishes_the_answer_under_way(
    webex: Sandbox, settings: Mapping[str, str], tmp_path: Path
) -> None:
    register(settings)
    slow = webex.faults.add(Fault(method="POST", path="/messages", hang_s=1))
    with (tmp_path / "log").open("wb") as log, bot_process(ROOT, settings, log) as process:
        asked = webex.say(name.JOHN_EMAIL, name.UNICORN, "@Roomdesk room")
        while not webex.wait_for(lambda: bool(webex.faults.hits(slow)), 0.05):
            assert process.poll() is None
        process.terminate()
        assert process.wait(25) == 0
    assert len(webex.replies(asked.id)) == 1


def test_registering_the_webhooks_twice_changes_nothing(
    webex: Sandbox, settings: Mapping[str, str]
) -> None:
    first, second = sync_webhooks(ROOT, settings), sync_webhooks(ROOT, settings)
    target = f"{settings['PUBLIC_URL']}/webhook"
    assert first.splitlines() == [
        f"messages: created, delivering to {target}",
        f"attachmentActions: created, delivering to {target}",
        f"memberships: created, delivering to {target}",
    ]
    assert second == first.replace("created", "updated")
    assert sorted(hook.resource for hook in webex.world.webhooks.values()) == [
        "attachmentActions",
        "memberships",
        "messages",
    ]


@pytest.mark.parametrize(
    "command",
    [["flask", "--app", "app", "webhooks", "sync"], ["gunicorn", "app:app"]],
    ids=["flask", "gunicorn"],
)
def test_all_problems_of_the_settings_are_named_at_once(command: list[str], tmp_path: Path) -> None:
    environ = {
        "PUBLIC_URL": "http://bot.example.com",
        "WEBEX_BOT_TOKEN": "a-token",
        "ANSWER_THREADS": "many",
    }
    done = subprocess.run(  # noqa: S603  # our own command
        [str(Path(sys.executable).parent / command[0]), *command[1:]],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "PORT": str(free_port()),
            **environ,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "WEBEX_WEBHOOK_SECRET is not set" in said
    assert "PUBLIC_URL must be an https address" in said
    assert "ANSWER_THREADS must be a number from 1 to 256" in said
    assert "a-token" not in said
    assert "Traceback" not in said
