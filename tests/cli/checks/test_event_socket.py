"""roomdesk check, where the bot listens to the event socket."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.events.socket.hearing import HearingMarks
from bot.sandbox import Fault, Sandbox
from bot.sandbox.bot_process import listening, settings_for
from bot.sandbox.record import Device
from bot.sandbox.seed import name
from tests.chat.running import by_socket, command
from tests.cli.checks.examined import PORT, examined, grades

_SOCKET = "/apps/wx2/registrations/*/messages"


def _environ(webex: Sandbox, folder: Path, **changes: str) -> Mapping[str, str]:
    usual = settings_for(webex.url, PORT, folder / "bot.db")
    return {**listening(usual, webex.catalog_url), **changes}


def test_beside_a_bot_that_listens_all_is_well_and_it_goes_on(
    webex: Sandbox, tmp_path: Path
) -> None:
    with by_socket(webex, tmp_path) as chat:
        chat.ask("help")
        found = examined(chat.environ)
        # The check's own connection ends a moment after the check.
        assert webex.wait_for(lambda: webex.socket.connections() == 1)
        assert len(webex.socket.devices()) == 1
        assert [one.times for one in webex.socket.sent] == [1] * len(webex.socket.sent)
        chat.ask("help")
    assert grades(found, "event socket", "listening", "looking back", "webhooks") == ["ok"] * 4
    assert found["event socket"].seen == (
        "a device was registered, and a connection opened and authorised"
    )
    assert found["listening"].seen.startswith("connected ")
    assert found["looking back"].seen.startswith(
        "a bot that connects now looks for what was asked since "
    )
    assert found["port"].seen == f"a Roomdesk listens on port {chat.environ['PORT']}"
    assert "fail" not in grades(found, *found)
    assert "public URL" not in found


def test_before_the_bot_runs_the_socket_can_be_looked_at(webex: Sandbox, tmp_path: Path) -> None:
    found = examined(_environ(webex, tmp_path))
    assert grades(found, "event socket", "listening", "settings") == ["ok", "skipped", "warn"]
    assert webex.socket.devices() == []


def test_where_no_process_listens_it_says_so(webex: Sandbox, tmp_path: Path) -> None:
    with by_socket(webex, tmp_path) as chat:
        upkeep = chat.app.extensions["roomdesk"].start().housekeeping._upkeep
        webex.faults.add(Fault("GET", _SOCKET, status=503))
        webex.socket.cut()
        assert webex.wait_for(lambda: webex.socket.connections() == 0)
        HearingMarks(upkeep).deaf()
        found = examined({**chat.environ, "CATCH_UP_MINUTES": "0"})
    assert grades(found, "event socket", "listening", "looking back") == ["fail", "warn", "skipped"]
    assert found["event socket"].seen == "no connection: the handshake was answered 503"


@pytest.mark.parametrize(
    ("fault", "seen", "next_step"),
    [
        (
            Fault("GET", "*/catalog", status=404),
            "Webex answered 404: GET /u2c/api/v1/catalog",
            "Is WEBEX_CATALOG_URL right? Unset it for Webex itself.",
        ),
        (Fault("POST", "*/devices", status=503), "Webex answered 503: POST ", "Webex is having"),
        (Fault("GET", _SOCKET, cut=True), "no connection: ", "Do the proxy and the firewall"),
    ],
    ids=["the catalog", "a device", "the connection"],
)
def test_what_does_not_work_has_its_next_step(
    webex: Sandbox, tmp_path: Path, fault: Fault, seen: str, next_step: str
) -> None:
    webex.faults.add(fault)
    found = examined(_environ(webex, tmp_path))["event socket"]
    assert found.grade.value == "fail"
    assert found.seen.startswith(seen)
    assert found.next_step.startswith(next_step)
    assert webex.socket.devices() == []


def test_a_token_that_is_refused_is_replaced(webex: Sandbox, tmp_path: Path) -> None:
    found = examined(_environ(webex, tmp_path, WEBEX_BOT_TOKEN="no-token"))["event socket"]
    assert found.next_step.startswith("Generate a new token")


def test_where_no_device_is_left_a_bot_may_have_its_own(webex: Sandbox, tmp_path: Path) -> None:
    bot, now = webex.world.person(name.BOT_EMAIL), webex.world.now()
    for number in range(100):
        key = f"device-{number}"
        webex.world.devices[key] = Device(key, bot.id, {"name": "Roomdesk x"}, now, now)
    found = examined(_environ(webex, tmp_path))["event socket"]
    assert found.grade.value == "warn"
    assert len(webex.socket.devices()) == 100


def test_webhooks_that_are_left_over_are_named_and_removed(webex: Sandbox, tmp_path: Path) -> None:
    before = settings_for(webex.url, PORT, tmp_path / "bot.db")
    command(before, "webhooks", "sync")
    environ = _environ(webex, tmp_path)
    found = examined(environ)["webhooks"]
    assert (found.grade.value, found.next_step) == (
        "warn",
        "If no other deployment needs that: roomdesk webhooks sync --remove",
    )
    nothing = (
        "Nothing to register: the bot listens to Webex's event socket (WEBEX_EVENTS=socket).\n"
    )
    there = f"Webex still delivers to http://127.0.0.1:{PORT}/webhook as well.\n"
    told = command(environ, "webhooks", "sync")
    offer = "If no other deployment needs that: roomdesk webhooks sync --remove\n"
    assert (told.exit_code, told.output) == (0, nothing + there + offer)
    assert len(webex.world.webhooks) == 3
    done = command(environ, "webhooks", "sync", "--remove")
    removed = "messages: removed\nattachmentActions: removed\nmemberships: removed\n"
    assert (done.exit_code, done.output) == (0, nothing + there + removed)
    assert webex.world.webhooks == {}
    assert command(environ, "webhooks", "sync").output == nothing


def test_webhooks_that_are_in_use_are_not_removed(webex: Sandbox, tmp_path: Path) -> None:
    environ = settings_for(webex.url, PORT, tmp_path / "bot.db")
    assert command(environ, "webhooks", "sync", "--remove").exit_code == 2
