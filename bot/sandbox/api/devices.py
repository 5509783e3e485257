"""The catalog of services, and the devices of those who hear events by a socket.

Follows what `@webex/internal-plugin-device` of the vendor's SDK for JavaScript asks for.
"""

import uuid

from flask import Blueprint, request

from ..event_socket.server import PATH
from ..gate import SOCKET_PORT
from ..ids import key_of
from ..moment import stamp
from ..record import Device
from ..refusal import Refusal
from ..region import host_catalog, host_of
from ..world import Json, World
from .caller import Caller
from .route import body, route

devices = Blueprint("devices", __name__)
MOST_DEVICES = 100
"""Of one account; past that many clients see the refusal below."""


def _base(world: World) -> str:
    """Where the services of this deployment are; each region's are alike but for the host."""
    port = request.host.rpartition(":")[2]
    return f"http://{host_of(world.switches.region)}:{port}"


@route(devices, "GET", "/u2c/api/v1/catalog")
def catalog(caller: Caller) -> Json:
    """Where the caller's services are."""
    base = _base(caller.world)
    return {
        "format": "hostmap",
        "serviceLinks": {
            "conversation": f"{base}/conversation/api/v1",
            "hydra": f"{base}/v1",
            "wdm": f"{base}/wdm/api/v1",
        },
        "hostCatalog": host_catalog(caller.world),
    }


@route(devices, "GET", "/wdm/api/v1/devices")
def listing(caller: Caller) -> Json:
    """The caller's devices."""
    return {"devices": [_shown(caller.world, one) for one in _mine(caller)]}


@route(devices, "POST", "/wdm/api/v1/devices")
def register(caller: Caller) -> Json:
    """Make a device; it is the client's to remember it."""
    said, now = body(), caller.world.now()
    if len(_mine(caller)) >= MOST_DEVICES:
        raise Refusal(403, "User has excessive device registrations")
    device = Device(str(uuid.uuid4()), caller.person.id, said, now, now)
    caller.world.devices[device.id] = device
    return _shown(caller.world, device)


@route(devices, "GET", "/wdm/api/v1/devices/<device_id>")
def details(caller: Caller, device_id: str) -> Json:
    """One of the caller's devices."""
    return _shown(caller.world, _find(caller, device_id))


@route(devices, "PUT", "/wdm/api/v1/devices/<device_id>")
def refresh(caller: Caller, device_id: str) -> Json:
    """Say that a device is still in use."""
    device = _find(caller, device_id)
    device.said, device.modified = body(), caller.world.now()
    return _shown(caller.world, device)


@route(devices, "DELETE", "/wdm/api/v1/devices/<device_id>")
def remove(caller: Caller, device_id: str) -> None:
    """Forget a device."""
    del caller.world.devices[_find(caller, device_id).id]


def _mine(caller: Caller) -> list[Device]:
    return [one for one in caller.world.devices.values() if one.owner_id == caller.person.id]


def _find(caller: Caller, device_id: str) -> Device:
    device = caller.world.devices.get(device_id)
    if device is None or device.owner_id != caller.person.id:
        raise Refusal(404, "Could not find the device.")
    return device


def _shown(world: World, device: Device) -> Json:
    base = _base(world)
    socket = f"ws://127.0.0.1:{request.environ[SOCKET_PORT]}"
    return {
        **device.said,
        "url": f"{base}/wdm/api/v1/devices/{device.id}",
        "webSocketUrl": socket + PATH.format(device.id),
        "userId": key_of(device.owner_id),
        "services": {"conversationServiceUrl": f"{base}/conversation/api/v1"},
        "creationTime": stamp(device.created),
        "modificationTime": stamp(device.modified),
    }
