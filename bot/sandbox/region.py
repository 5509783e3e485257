"""The regions that Webex keeps spaces in: the cluster in an id, and the host that serves it.

A host name belongs to one cluster, so loopback's two names stand for two regions.
"""

from .ids import cluster_of
from .world import Json, World

US = "us"
_TEAMS = {US: "urn:TEAM:us-east-2_a"}
"""In ids the first region is called by a short name of its own."""
_SERVICES = ("conversation", "wdm")


def host_of(cluster: str) -> str:
    """The host name of a region's services."""
    return "127.0.0.1" if cluster == US else "localhost"


def clusters(world: World) -> list[str]:
    """The cluster of each region that has spaces or gets new ones, the first region first."""
    others = {cluster_of(key) for key in world.rooms} | {world.switches.region}
    return [US, *sorted(others - {US})]


def cluster_at(world: World, host: str) -> str:
    """The cluster that a host name serves."""
    return next(one for one in reversed(clusters(world)) if one == US or host_of(one) == host)


def host_catalog(world: World) -> Json:
    """Which clusters' services are at which host, as the catalog tells."""
    home = world.switches.region
    return {
        host_of(cluster): [
            {
                "host": host_of(cluster),
                "id": f"{_TEAMS.get(cluster, cluster)}:{service}",
                "homeCluster": cluster == home,
                "priority": 5,
                "ttl": -1,
            }
            for service in _SERVICES
        ]
        for cluster in clusters(world)
    }
