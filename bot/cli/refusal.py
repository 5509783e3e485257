"""The commands while the settings are wrong: `check` tells, `init` asks, all others end."""

from collections.abc import Callable, Sequence
from typing import NoReturn

import click
from flask import Flask
from flask.cli import AppGroup

from bot.cli.check import check_of
from bot.cli.init import init
from bot.settings.environment import ENV_FILE


def refused(problems: Sequence[str], refuse: Callable[[Sequence[str]], NoReturn]) -> Flask:
    """Return an application that has the commands alone; `refuse` ends the process.

    Flask finds out which command was meant, and what its options are, with an application only.
    """
    app = Flask("roomdesk")
    app.cli = _Commands(problems, refuse)
    return app


class _Commands(AppGroup):
    def __init__(
        self, problems: Sequence[str], refuse: Callable[[Sequence[str]], NoReturn]
    ) -> None:
        super().__init__(commands=[check_of(problems), init(ENV_FILE)])
        self._problems = problems
        self._refuse = refuse

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return super().get_command(context, name) or self._refuse(self._problems)
