"""Webex's event socket: events come by a connection that the bot opens, without a public address.

Webex documents it for its own JavaScript SDK alone. What was read there, and in the Python packages
webex_bot and webex-message-handler, is what this room goes by.
"""
