"""Webex ids: unpadded base64 of `ciscospark://<cluster>/<KIND>/<uuid>`."""

import base64
import functools
import uuid

_SCHEME = "ciscospark://"


def make_id(kind: str, key: str, cluster: str = "us") -> str:
    """The API id of one thing.

    `kind` is a word such as ROOM or PEOPLE, `key` usually a UUID. People and organisations
    always live in the cluster "us"; rooms may live in e.g. "urn:TEAM:eu-central-1_k".
    """
    uri = f"{_SCHEME}{cluster}/{kind}/{key}"
    return base64.urlsafe_b64encode(uri.encode()).rstrip(b"=").decode()


def new_id(kind: str, cluster: str = "us") -> str:
    """An id nobody has seen yet."""
    return make_id(kind, str(uuid.uuid4()), cluster)


def in_us(api_id: str) -> str:
    """The same id with the cluster "us", where people are known; what is no id stays as it is."""
    try:
        return make_id(*read_id(api_id))
    except ValueError:
        return api_id


def read_id(api_id: str) -> tuple[str, str]:
    """`(kind, key)` of an API id.

    Raises:
        ValueError: it is not base64 of such a URI.
    """
    _, kind, key = _parts(api_id)
    return kind, key


def key_of(api_id: str) -> str:
    """The key of an id, usually a UUID: how Webex's own clients call the thing."""
    return read_id(api_id)[1]


def cluster_of(api_id: str) -> str:
    """The cluster of an id; raises `ValueError` as `read_id` does."""
    return _parts(api_id)[0]


@functools.lru_cache(4096)
def _parts(api_id: str) -> tuple[str, str, str]:
    try:
        bare = api_id.rstrip("=")
        uri = base64.b64decode(bare + "=" * (-len(bare) % 4), b"-_", validate=True).decode()
    except ValueError as error:
        raise ValueError(f"not a Webex id: {api_id!r}") from error
    parts = uri.removeprefix(_SCHEME).split("/")
    if not uri.startswith(_SCHEME) or len(parts) != 3:
        raise ValueError(f"not a Webex id: {api_id!r}")
    return parts[0], parts[1], parts[2]
