"""The first frame of a connection: who it is."""

from dataclasses import dataclass

from websockets.exceptions import ConnectionClosed

from ..bearer import bearer
from ..world import World
from .connection import Connection

_LATE = "Authentication did not happen within the timeout window of 30000 seconds."


@dataclass(frozen=True, slots=True)
class _End:
    """The code in a client's own range (`aliasHttpStatus`), and the protocol's."""

    alias: int
    code: int
    reason: str


_UNREADABLE = _End(4400, 1008, "Bad request")
_REFUSED = _End(4401, 1008, "Authentication failed")
_FORBIDDEN = _End(4403, 1008, "Forbidden")


def authorised(world: World, connection: Connection, within_s: float, *, has_alias: bool) -> bool:
    """Whether it said in time whose it is; else it is closed with the reason."""
    try:
        said = connection.frame(within_s)
    except TimeoutError:
        connection.close(1008, _LATE)
        return False
    except ConnectionClosed:
        return False
    end = _objection(world, connection, said)
    if end:
        connection.close(end.alias if has_alias else end.code, end.reason)
    return end is None


def _objection(world: World, connection: Connection, said: object) -> _End | None:
    match said:
        case {"type": "authorization", "data": {"token": str(header)}}:
            with world.lock:
                token = world.tokens.get(bearer(header) or "")
                if token is None or (token.expires and token.expires <= world.now()):
                    return _REFUSED
                return None if token.person_id == connection.device.owner_id else _FORBIDDEN
    return _UNREADABLE
