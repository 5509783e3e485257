"""A pretend Webex: small, stateful, and served over real HTTP on loopback.

`with running(demo_world()) as webex:` starts one; `webex.url` is what a bot takes as the base URL.
"""

from .faults import Fault
from .message import Action, Message
from .refusal import Refusal
from .sandbox import Sandbox
from .seed import demo_world
from .server import running
from .world import World

__all__ = [
    "Action",
    "Fault",
    "Message",
    "Refusal",
    "Sandbox",
    "World",
    "demo_world",
    "running",
]
