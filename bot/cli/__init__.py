"""Commands for the operator: `roomdesk …`, one file a group; `flask --app app …` has them too."""

from typing import NoReturn

from flask import Flask
from flask.cli import ScriptInfo

from bot.cli.ask import ask
from bot.cli.check import check
from bot.cli.db import db
from bot.cli.inbox import inbox
from bot.cli.init import init
from bot.cli.org import org
from bot.cli.webhooks import webhooks
from bot.settings.environment import ENV_FILE
from bot.settings.settings import Settings


def register(app: Flask, settings: Settings) -> None:
    """Add the commands to the application."""
    for command in (check, ask, webhooks, inbox, org, db):
        app.cli.add_command(command(settings))
    app.cli.add_command(init(ENV_FILE))


def run(app: Flask) -> NoReturn:
    """Run the command that was typed, and end the process: what the file `roomdesk` does."""
    app.cli.help = "Roomdesk, for whoever runs it."
    app.cli.main(prog_name="roomdesk", obj=ScriptInfo(create_app=lambda: app))
    raise AssertionError("click ends the process")
