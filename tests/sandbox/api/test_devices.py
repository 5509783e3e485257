"""Where services are, and the devices of those who hear events by a socket."""

from typing import Any

import pytest

from bot.sandbox import Sandbox, World
from bot.sandbox.ids import key_of
from bot.sandbox.seed import name
from tests.sandbox.conftest import Clock
from tests.sandbox.event_socket.ears import auth, registered, services
from tests.sandbox.web import Api, words


def _call(api: Api, method: str, url: str, **more: Any) -> Any:
    return api.session.request(method, url, headers=auth(api), timeout=10, **more)


def _catalog(webex: Sandbox, api: Api) -> dict[str, Any]:
    found: dict[str, Any] = _call(api, "GET", f"{webex.catalog_url}?format=hostmap").json()
    return found


def _devices(api: Api) -> list[dict[str, Any]]:
    answer = _call(api, "GET", f"{services(api)}/wdm/api/v1/devices")
    found: list[dict[str, Any]] = answer.json()["devices"]
    return found


def test_the_catalog_tells_where_things_are(webex: Sandbox, bot: Api) -> None:
    base = services(bot)
    assert _catalog(webex, bot)["serviceLinks"] == {
        "conversation": f"{base}/conversation/api/v1",
        "hydra": f"{base}/v1",
        "wdm": f"{base}/wdm/api/v1",
    }


@pytest.mark.parametrize("region", ["us", name.EU_CLUSTER])
def test_the_catalog_tells_which_cluster_a_host_serves(
    webex: Sandbox, bot: Api, world: World, region: str
) -> None:
    world.switches.region = region
    hosts = _catalog(webex, bot)["hostCatalog"]
    found = {host: [(one["id"], one["homeCluster"]) for one in hosts[host]] for host in hosts}
    is_us = region == "us"
    assert found == {
        "127.0.0.1": [
            ("urn:TEAM:us-east-2_a:conversation", is_us),
            ("urn:TEAM:us-east-2_a:wdm", is_us),
        ],
        "localhost": [
            ("urn:TEAM:eu-central-1_k:conversation", not is_us),
            ("urn:TEAM:eu-central-1_k:wdm", not is_us),
        ],
    }
    wdm = _catalog(webex, bot)["serviceLinks"]["wdm"]
    assert wdm.startswith("http://127.0.0.1:" if is_us else "http://localhost:")


def test_a_device_is_what_it_says_of_itself_and_where_it_hears(
    webex: Sandbox, bot: Api, world: World
) -> None:
    device = registered(bot, "ears")
    key = device["url"].rpartition("/")[2]
    assert device == {
        "name": "ears",
        "deviceType": "DESKTOP",
        "url": f"{services(bot)}/wdm/api/v1/devices/{key}",
        "webSocketUrl": f"ws://127.0.0.1:{webex.socket.port}/v1/apps/wx2/registrations/{key}/messages",
        "userId": key_of(world.bot().id),
        "services": {"conversationServiceUrl": f"{services(bot)}/conversation/api/v1"},
        "creationTime": "2026-03-01T12:00:00.000Z",
        "modificationTime": "2026-03-01T12:00:00.000Z",
    }
    assert _devices(bot) == [device]
    assert _call(bot, "GET", device["url"]).json() == device
    assert [one.id for one in webex.socket.devices()] == [key]


def test_a_device_is_refreshed(bot: Api, clock: Clock) -> None:
    device = registered(bot)
    clock.forward(hours=1)
    again = _call(bot, "PUT", device["url"], json={"name": "other"}).json()
    assert (again["url"], again["name"]) == (device["url"], "other")
    assert again["creationTime"] < again["modificationTime"]


def test_a_device_is_given_back(bot: Api) -> None:
    device = registered(bot)
    assert _call(bot, "DELETE", device["url"]).status_code == 204
    assert _devices(bot) == []
    assert words(_call(bot, "PUT", device["url"], json={})) == (404, "Could not find the device.")


def test_nobody_sees_the_devices_of_others(bot: Api, john: Api) -> None:
    device = registered(john)
    assert _devices(bot) == []
    for method in ("GET", "PUT", "DELETE"):
        assert _call(bot, method, device["url"], json={}).status_code == 404


def test_nobody_gets_in_without_a_token(webex: Sandbox, nobody: Api) -> None:
    for url in (webex.catalog_url, f"{services(nobody)}/wdm/api/v1/devices"):
        assert nobody.session.get(url, timeout=10).status_code == 401


def test_a_hundred_devices_are_enough_until_one_is_given_back(bot: Api, john: Api) -> None:
    devices = [registered(bot, str(number)) for number in range(100)]
    at = f"{services(bot)}/wdm/api/v1/devices"
    refused = _call(bot, "POST", at, json={"name": "101"})
    assert words(refused) == (403, "User has excessive device registrations")
    assert refused.json()["message"] == "User has excessive device registrations"
    registered(john)
    _call(bot, "DELETE", devices[0]["url"])
    registered(bot, "101")


def test_its_calls_are_noted_and_can_fail_like_any_other(webex: Sandbox, bot: Api) -> None:
    registered(bot)
    (call,) = webex.calls()
    assert (call.path, call.token_owner_email) == ("/wdm/api/v1/devices", name.BOT_EMAIL)
