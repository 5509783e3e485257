"""Webex's catalog of services: where devices are registered, and which clusters a host has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.webex.model import fields
from bot.webex.model.fields import Data

# Clusters whose objects have the plain cluster `us` in their API ids.
_FIRST_REGION = ("urn:TEAM:us-east-2_a", "urn:TEAM:us-east-1_int13")
_CONVERSATION = ":conversation"


@dataclass(frozen=True, slots=True)
class Catalog:
    """`devices_url` is where devices are registered; `hosts` are all that the catalog names.

    `clusters` are those of a host that keeps conversations, as API ids name them.
    """

    devices_url: str
    hosts: frozenset[str] = frozenset()
    clusters: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def cluster_of(self, url: str) -> str | None:
        """Return the cluster of the host of a URL; None where it has none or several."""
        try:
            address = urlsplit(url)
        except ValueError:
            return None
        found = self.clusters.get(address.netloc) or self.clusters.get(address.hostname or "")
        return next(iter(found)) if found and len(found) == 1 else None

    @classmethod
    def read(cls, data: Data) -> "Catalog":
        """Read the answer to `GET …/catalog?format=hostmap`.

        Raises:
            ValueError: it does not say where devices are registered.
        """
        links = fields.object_(data, "serviceLinks")
        devices_url = fields.text(links, "wdm")
        if devices_url is None:
            raise ValueError("the catalog names no service for devices")
        named = [urlsplit(link).hostname for link in links.values() if isinstance(link, str)]
        clusters: dict[str, frozenset[str]] = {}
        for host, service in _services(data):
            named.append(urlsplit(f"//{host}").hostname)
            if service.endswith(_CONVERSATION):
                cluster = _as_in_ids(service.removesuffix(_CONVERSATION))
                clusters[host] = clusters.get(host, frozenset()) | {cluster}
        return cls(devices_url.rstrip("/"), frozenset(filter(None, named)), clusters)


def _services(data: Data) -> Iterator[tuple[str, str]]:
    """Yield hosts, and the ids of the services that they give."""
    catalog = fields.object_(data, "hostCatalog")
    for host in catalog:
        for entry in fields.objects(catalog, host):
            service = fields.text(entry, "id") or ""
            for name in {host, fields.text(entry, "host") or host}:
                yield name, service


def _as_in_ids(cluster: str) -> str:
    return "us" if cluster.startswith(_FIRST_REGION) else cluster
