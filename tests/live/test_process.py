"""The real bot: gunicorn, environment variables, and nothing else."""

import os
import signal
from collections.abc import Mapping
from pathlib import Path

import requests

from bot.sandbox import Fault, Sandbox
from bot.sandbox.bot_process import bot_process, sync_webhooks
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
