"""Fifteen broken set-ups: each is named with its cause and the next step, wherever one looks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.live.broken import setups
from tests.live.broken.stage import METRICS_TOKEN, Stage


@dataclass(frozen=True, slots=True)
class Told:
    """What tells of a set-up: a finding of `roomdesk check`, and where it concerns them the others.

    `ready` is a line of /readyz, `log` words of the log, `metric` a line of /metrics.
    """

    check: str
    state: str
    seen: str
    next_step: str
    ready: str | None = None
    log: str | None = None
    metric: str | None = None


_LOST = (
    "Webex refuses the bot's token (401): nobody is answered. Generate a new one at "
    "https://developer.webex.com/my-apps, set WEBEX_BOT_TOKEN and restart"
)
_TOKEN = Told(
    check="bot token",
    state="fail",
    seen="Webex answered 401: GET /people/me",
    next_step="Generate a new token at https://developer.webex.com/my-apps, set WEBEX_BOT_TOKEN",
    ready="bot token: fail",
    log=_LOST,
    metric="roomdesk_bot_token_ok 0.0",
)
_DATABASE_AWAY = "roomdesk_database_up 0.0"

_Setup = Callable[[Stage], AbstractContextManager[None]]
_SETUPS: dict[str, tuple[_Setup, Told]] = {
    "wrong token": (setups.wrong_token, _TOKEN),
    "revoked token": (setups.revoked_token, _TOKEN),
    "wrong secret": (
        setups.wrong_secret,
        Told(
            check="webhooks",
            state="fail",
            seen="signed with another secret than WEBEX_WEBHOOK_SECRET, so that the bot refuses",
            next_step="give Webex the secret: roomdesk webhooks sync",
            ready="signatures: fail",
            log="refused a delivery: the signature is wrong",
            metric="roomdesk_signatures_ok 0.0",
        ),
    ),
    "webhook aimed elsewhere": (
        setups.webhook_aimed_elsewhere,
        Told(
            check="webhooks",
            state="fail",
            seen="not registered here: messages, attachmentActions, memberships",
            next_step="Run: roomdesk webhooks sync --take-over",
            ready="webhooks: fail",
            log="Webex delivers messages, attachmentActions, memberships to http://127.0.0.1:",
            metric="roomdesk_webhooks_ok 0.0",
        ),
    ),
    "no public address": (
        setups.no_public_address,
        Told(
            check="public URL",
            state="fail",
            seen="PUBLIC_URL is not set: Webex does not know where this bot is",
            next_step="Set it to the https address of this bot",
            log="Webex cannot reach it: PUBLIC_URL is not set",
        ),
    ),
    "database gone": (
        setups.database_gone,
        Told(
            check="database",
            state="fail",
            seen="does not answer: ",
            next_step="Does it run, and is DATABASE_URL right",
            ready="database: fail",
            log="the database does not answer: OperationalError",
            metric=_DATABASE_AWAY,
        ),
    ),
    "disk full": (
        setups.disk_full,
        Told(
            check="database",
            state="fail",
            seen="database or disk is full",
            next_step="its disk full?",
            ready="database: fail",
            log="the database does not answer: OperationalError: database or disk is full",
            metric=_DATABASE_AWAY,
        ),
    ),
    "clock off": (
        setups.clock_off,
        Told(
            check="clock",
            state="warn",
            seen="the clock of this machine is 20 minutes ahead of Webex’s",
            next_step="timedatectl set-ntp true",
            log="the clock of this machine is 20 minutes ahead of Webex’s. See: roomdesk check",
        ),
    ),
    "expired organisation access": (
        setups.expired_organisation_access,
        Told(
            check="organisation",
            state="fail",
            seen="refused by Webex since",
            next_step="set a new WEBEX_REFRESH_TOKEN and restart",
            ready="organisation token: fail",
            log="WEBEX_REFRESH_TOKEN",
            metric="roomdesk_organisation_token_ok 0.0",
        ),
    ),
    "missing scope": (
        setups.missing_scope,
        Told(
            check="personal rooms",
            state="fail",
            seen="Webex shows the room of the access’s owner for anybody’s",
            next_step="It needs meeting:admin_preferences_read",
            log="meeting:admin_preferences_read",
        ),
    ),
    "blocked proxy": (
        setups.blocked_proxy,
        Told(
            check="bot token",
            state="fail",
            seen="a proxy lets no call to Webex through: GET /people/me",
            next_step="Is HTTPS_PROXY right, with its user and password",
            ready="webhooks: fail",
            log="GET /people/me: proxy",
            metric='roomdesk_webex_calls_total{endpoint="GET /people/me",status="proxy"} 1.0',
        ),
    ),
    "two bots on one token": (
        setups.two_bots_on_one_token,
        Told(
            check="webhooks",
            state="warn",
            seen="/webhook: two deployments answer for one account",
            next_step="give each its own bot",
            log="two bots with one token: events also go to http://127.0.0.1:",
        ),
    ),
    "port in use": (
        setups.port_in_use,
        Told(
            check="port",
            state="fail",
            seen="another program has port ",
            next_step="set PORT",
            log="another program listens there: end it, or set another PORT",
        ),
    ),
    "misspelt setting": (
        setups.misspelt_setting,
        Told(
            check="settings",
            state="warn",
            seen="HELPDESK_PEOPEL is no setting: is HELPDESK_PEOPLE meant?",
            next_step="Rename it to HELPDESK_PEOPLE, or remove it, and restart",
            log="HELPDESK_PEOPEL is no setting: is HELPDESK_PEOPLE meant?",
        ),
    ),
    "old schema": (
        setups.old_schema,
        Told(
            check="database",
            state="fail",
            seen="it has schema 0, and this version of the bot needs schema ",
            next_step="Run: roomdesk db upgrade",
            ready="database: fail",
            log="the database has schema 0",
            metric=_DATABASE_AWAY,
        ),
    ),
}


@pytest.mark.parametrize("name", _SETUPS)
def test_it_is_named_with_its_cause_and_the_next_step(
    name: str, webex: Sandbox, settings: dict[str, str], tmp_path: Path
) -> None:
    setup, told = _SETUPS[name]
    if setup is setups.disk_full and not setups.may_mount():
        pytest.skip("this machine lets nobody mount a small disk")
    stage = Stage(webex, tmp_path, settings | {"METRICS_TOKEN": METRICS_TOKEN})
    with setup(stage):
        if told.ready:
            stage.wait_until("/readyz", told.ready)
        if told.metric:
            stage.wait_until("/metrics", told.metric)
        if told.log:
            stage.wait_for_log(told.log)
        found = [one for one in stage.check() if one["name"] == told.check]
    assert [one["state"] for one in found if told.seen in one["seen"]] == [told.state], found
    assert any(told.next_step in (one["next"] or "") for one in found), found
