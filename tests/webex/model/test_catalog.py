"""Which cluster an id belongs to, as the catalog tells."""

from typing import Any

import pytest

from bot.webex.model.catalog import Catalog


def entry(host: str, service: str) -> dict[str, Any]:
    return {"host": host, "id": service, "priority": 1, "ttl": -1}


CATALOG = Catalog.read(
    {
        "serviceLinks": {"wdm": "https://wdm-a.wbx2.com/wdm/api/v1/", "odd": 7},
        "hostCatalog": {
            "conv-a.wbx2.com": [entry("conv-a.wbx2.com", "urn:TEAM:us-east-2_a:conversation")],
            "conv-old.wbx2.com": [
                entry("conv-old.wbx2.com", "urn:TEAM:us-east-1_int13:conversation"),
                entry("conv-new.wbx2.com", "urn:TEAM:us-east-1_int13:conversation"),
            ],
            "conv-k.wbx2.com": [entry("conv-k.wbx2.com", "urn:TEAM:eu-central-1_k:conversation")],
            "both.wbx2.com": [
                entry("both.wbx2.com", "urn:TEAM:eu-central-1_k:conversation"),
                entry("both.wbx2.com", "urn:TEAM:us-west-2_r:conversation"),
            ],
            "127.0.0.1:7000": [entry("127.0.0.1:7000", "urn:TEAM:us-east-2_a:conversation")],
            "avatar.wbx2.com": [entry("avatar.wbx2.com", "urn:TEAM:us-west-2_r:avatar"), "odd"],
            "odd.wbx2.com": None,
        },
    }
)


@pytest.mark.parametrize(
    ("url", "cluster"),
    [
        pytest.param("https://conv-a.wbx2.com/c", "us", id="the first region"),
        pytest.param("https://conv-a.wbx2.com:443/c", "us", id="with its port"),
        pytest.param("https://conv-new.wbx2.com/c", "us", id="its other cluster, another host"),
        pytest.param("https://conv-k.wbx2.com/c", "urn:TEAM:eu-central-1_k", id="Europe"),
        pytest.param("http://127.0.0.1:7000/c", "us", id="a host that is named with its port"),
        pytest.param("https://both.wbx2.com/c", None, id="a host of two clusters"),
        pytest.param("https://avatar.wbx2.com/c", None, id="no conversations"),
        pytest.param("https://strange.wbx2.com/c", None, id="unknown"),
        pytest.param("https://[", None, id="no address"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_host_of_a_space_tells_its_cluster(url: str, cluster: str | None) -> None:
    assert CATALOG.cluster_of(url) == cluster


def test_all_hosts_are_known() -> None:
    assert {"wdm-a.wbx2.com", "conv-new.wbx2.com", "127.0.0.1"} <= CATALOG.hosts


def test_devices_are_registered_where_the_catalog_says() -> None:
    assert CATALOG.devices_url == "https://wdm-a.wbx2.com/wdm/api/v1"


def test_a_catalog_has_to_name_that() -> None:
    with pytest.raises(ValueError, match="devices"):
        Catalog.read({"serviceLinks": {}})
