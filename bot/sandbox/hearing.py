"""How the bot of the demonstration hears: by webhooks, or by the event socket."""

from collections.abc import Mapping
from pathlib import Path

from .bot_process import free_port, listening, settings_for, sync_webhooks
from .sandbox import Sandbox

_HEARS_WITHIN_S = 60.0


class EventsError(Exception):
    """There is no such way to hear."""


def demo_settings(webex: Sandbox, database: Path, events: str) -> dict[str, str]:
    """The settings of a bot that hears by `events`: "webhook" or "socket".

    Raises:
        EventsError: it is neither.
    """
    settings = settings_for(webex.url, free_port(), database)
    if events == "webhook":
        return settings
    if events == "socket":
        return listening(settings, webex.catalog_url)
    raise EventsError(f"EVENTS={events} is unknown: give socket or webhook, or none.")


def introduce(root: Path, settings: Mapping[str, str]) -> None:
    """Let Webex know where the bot is, unless it connects by itself.

    Raises:
        RuntimeError: its webhooks cannot be registered.
    """
    if not _is_by_socket(settings):
        sync_webhooks(root, settings)


def wait_until_it_hears(webex: Sandbox, settings: Mapping[str, str]) -> None:
    """Wait until a bot that runs hears; one with webhooks does at once.

    Raises:
        TimeoutError: it did not connect to the event socket.
    """
    if _is_by_socket(settings) and not webex.wait_for(
        lambda: webex.socket.connections() > 0, _HEARS_WITHIN_S
    ):
        raise TimeoutError(f"it did not connect to the event socket in {_HEARS_WITHIN_S:.0f} s")


def _is_by_socket(settings: Mapping[str, str]) -> bool:
    return settings.get("WEBEX_EVENTS") == "socket"
