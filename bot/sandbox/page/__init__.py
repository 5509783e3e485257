"""The pretend Webex in a browser: a chat page on loopback, for the demonstration.

`with serving(webex, bot) as url:` serves it. The page acts through `Sandbox` alone, as a test does.
"""

from .keeper import Keeper
from .server import serving

__all__ = ["Keeper", "serving"]
