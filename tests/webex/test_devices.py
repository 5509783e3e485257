"""Our devices at Webex, and where the token goes."""

from collections.abc import Sequence

import pytest

from bot.errors import Failure, Trouble, WebexError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.record import Device as Registered
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, Connections, FixedToken
from bot.webex.devices import Devices, TooManyDevicesError
from bot.webex.model.catalog import Catalog
from bot.webex.services import Services

_CATALOG = "https://u2c.wbx2.com/u2c/api/v1/catalog"


def services(webex: Sandbox, catalog_url: str | None = None) -> Services:
    connections = Connections(webex.url, 4)
    bearer = Bearer(connections, FixedToken(Secret(name.BOT_TOKEN)))
    return Services(bearer, connections, catalog_url or webex.catalog_url)


def _registered(webex: Sandbox, names: Sequence[str]) -> None:
    bot, now = webex.world.person(name.BOT_EMAIL), webex.world.now()
    for number, one in enumerate(names):
        key = f"device-{number}"
        webex.world.devices[key] = Registered(key, bot.id, {"name": one}, now, now)


def _names(webex: Sandbox) -> list[str]:
    return [one.said["name"] for one in webex.socket.devices()]


def test_a_device_is_registered_once_and_found_again(webex: Sandbox) -> None:
    at = services(webex)
    catalog, devices = at.catalog(), Devices(at)
    first = devices.own(catalog, "Roomdesk one")
    assert devices.own(catalog, "Roomdesk one").url == first.url
    assert devices.own(catalog, "Roomdesk two").url != first.url
    assert _names(webex) == ["Roomdesk one", "Roomdesk two"]


def test_a_device_that_is_gone_as_it_is_refreshed_is_registered_anew(webex: Sandbox) -> None:
    at = services(webex)
    catalog, devices = at.catalog(), Devices(at)
    first = devices.own(catalog, "Roomdesk one")
    webex.faults.add(Fault("PUT", "*/devices/*", status=404, times=1))
    assert devices.own(catalog, "Roomdesk one").url != first.url


def test_an_account_that_never_had_a_device_may_have_no_list(webex: Sandbox) -> None:
    at = services(webex)
    webex.faults.add(Fault("GET", "*/devices", status=404, times=1))
    assert Devices(at).own(at.catalog(), "Roomdesk one").name == "Roomdesk one"


@pytest.mark.parametrize("call", ["GET", "PUT", "POST", "DELETE"])
def test_a_service_that_fails_is_told_of(webex: Sandbox, call: str) -> None:
    at = services(webex)
    catalog, devices = at.catalog(), Devices(at)
    device = devices.own(catalog, "Roomdesk one")
    webex.faults.add(Fault(call, "*/devices*", status=503))
    wanted = "Roomdesk two" if call == "POST" else "Roomdesk one"

    def fails() -> None:
        if call == "DELETE":
            devices.delete(catalog, device)
        devices.own(catalog, wanted)

    with pytest.raises(WebexError) as error:
        fails()
    assert error.value.failure.what == 503


def test_a_device_is_deleted_and_may_be_gone_before(webex: Sandbox) -> None:
    at = services(webex)
    catalog, devices = at.catalog(), Devices(at)
    device = devices.own(catalog, "Roomdesk one")
    devices.delete(catalog, device)
    devices.delete(catalog, device)
    assert _names(webex) == []


def test_our_oldest_makes_room(webex: Sandbox) -> None:
    others = [f"other {number}" for number in range(98)]
    _registered(webex, ["Somebody's", "Roomdesk old", *others])
    at = services(webex)
    Devices(at).own(at.catalog(), "Roomdesk new")
    assert _names(webex) == ["Somebody's", *others, "Roomdesk new"]


def test_nothing_of_others_is_deleted(webex: Sandbox) -> None:
    others = [f"other {number}" for number in range(100)]
    _registered(webex, others)
    at = services(webex)
    with pytest.raises(TooManyDevicesError):
        Devices(at).own(at.catalog(), "Roomdesk new")
    assert _names(webex) == others


def test_whoever_only_checks_deletes_nothing(webex: Sandbox) -> None:
    _registered(webex, ["Roomdesk old"] * 100)
    at = services(webex)
    with pytest.raises(TooManyDevicesError):
        Devices(at).new(at.catalog(), "Roomdesk check")
    assert len(_names(webex)) == 100


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://wdm-a.wbx2.com/wdm/api/v1", True),
        ("wss://mercury.wbx2.com/v1", True),
        ("https://conv.named.example/c", True),
        ("http://wdm-a.wbx2.com/wdm", False),
        ("ws://mercury.wbx2.com/v1", False),
        ("https://wbx2.com.evil.example/", False),
        ("https://evilwbx2.com/", False),
        ("https://somebody@wdm-a.wbx2.com/", False),
        ("https://10.0.0.1/", False),
    ],
)
def test_the_token_goes_to_webex_s_own_hosts_alone(webex: Sandbox, url: str, may: bool) -> None:
    catalog = Catalog("https://wdm-a.wbx2.com", frozenset({"conv.named.example"}))
    at = services(webex, _CATALOG)
    assert at.is_webexs(url, catalog) is may
    if not may:
        with pytest.raises(WebexError) as error:
            at.call("GET", url, catalog=catalog)
        assert error.value.failure.what is Trouble.GARBLED


def test_addresses_are_no_domains(webex: Sandbox) -> None:
    at = services(webex, "http://127.0.0.1:1/catalog")
    assert at.is_webexs("http://127.0.0.1:2/")
    assert not at.is_webexs("http://10.0.0.1/")


def test_a_redirect_is_not_followed(webex: Sandbox) -> None:
    webex.faults.add(Fault("GET", "*/catalog", status=302, headers={"Location": "http://x/"}))
    with pytest.raises(WebexError) as error:
        services(webex).catalog()
    assert isinstance(error.value.failure, Failure)


def test_a_catalog_without_a_service_for_devices_is_garbled(webex: Sandbox) -> None:
    webex.faults.add(Fault("GET", "*/catalog", status=200, body="object"))
    with pytest.raises(WebexError) as error:
        services(webex).catalog()
    assert error.value.failure.what is Trouble.GARBLED
