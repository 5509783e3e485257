"""Commands for the operator: `flask --app app …`, one file a group."""

from flask import Flask

from bot.cli.ask import ask
from bot.cli.check import check
from bot.cli.db import db
from bot.cli.inbox import inbox
from bot.cli.org import org
from bot.cli.webhooks import webhooks
from bot.settings.settings import Settings


def register(app: Flask, settings: Settings) -> None:
    """Add the commands to the application."""
    for command in (check, ask, webhooks, inbox, org, db):
        app.cli.add_command(command(settings))
