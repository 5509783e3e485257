"""The two ways in which the demonstration's bot can hear."""

from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.hearing import EventsError, demo_settings, wait_until_it_hears
from tests.sandbox.event_socket.ears import hearing
from tests.sandbox.web import Api


def test_a_bot_with_webhooks_has_a_secret_and_hears_at_once(webex: Sandbox, tmp_path: Path) -> None:
    settings = demo_settings(webex, tmp_path / "demo.db", "webhook")
    assert "WEBEX_WEBHOOK_SECRET" in settings
    assert "WEBEX_EVENTS" not in settings
    wait_until_it_hears(webex, settings)


def test_a_bot_with_a_socket_needs_no_secret_and_hears_once_it_is_connected(
    webex: Sandbox, bot: Api, tmp_path: Path
) -> None:
    settings = demo_settings(webex, tmp_path / "demo.db", "socket")
    assert settings["WEBEX_CATALOG_URL"] == webex.catalog_url
    assert "WEBEX_WEBHOOK_SECRET" not in settings
    with hearing(bot):
        wait_until_it_hears(webex, settings)


def test_there_is_no_third_way(webex: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(EventsError, match="EVENTS=mail is unknown: give socket or webhook"):
        demo_settings(webex, tmp_path / "demo.db", "mail")
