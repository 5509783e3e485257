"""The event socket: how Webex's own clients hear events, without an address of their own.

It follows what the clients do, since the vendor documents their side alone: `@webex/
internal-plugin-device` and `internal-plugin-mercury` of its JavaScript SDK.
"""

from .event_socket import EventSocket, Trouble
from .sent import Sent
from .server import listening

__all__ = ["EventSocket", "Sent", "Trouble", "listening"]
