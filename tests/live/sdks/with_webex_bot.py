"""A bot of webex_bot, which hears by the event socket: `python with_….py URL CATALOG TOKEN`.

It echoes until it is ended. It has no settings for where Webex is, so they are put in their place.
"""

import functools
import sys

from webex_bot.commands.echo import EchoCommand  # type: ignore[import-not-found]
from webex_bot.webex_bot import WebexBot  # type: ignore[import-not-found]
from webex_bot.websockets import webex_websocket_client as client  # type: ignore[import-not-found]

url, catalog, token = sys.argv[1:]
client.DEFAULT_U2C_URL = catalog
client.WebexAPI = functools.partial(client.WebexAPI, base_url=url)
client.ssl_context = None  # the sandbox speaks no TLS
bot = WebexBot(token, approved_domains=["example.com"])
bot.add_command(EchoCommand())
bot.run()
