"""Roomdesk: a Webex bot that tells people what a space is and how to join its meeting."""

__version__ = "0.3.0"
