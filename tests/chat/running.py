"""The bot in this process, served over HTTP, at a pretend Webex."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from click.testing import Result
from flask import Flask

from bot.application import Roomdesk
from bot.runtime.parts import Tempo
from bot.sandbox import Sandbox
from bot.sandbox.bot_process import free_port, settings_for
from bot.sandbox.http_server import served
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from bot.settings import settings
from tests.registered import register_by

# A test asks more than a person does, and counts calls, whatever the pace was before.
_USUAL = {
    "ANSWER_THREADS": "4",
    "LIMIT_PER_PERSON": "off",
    "LIMIT_PER_SPACE": "off",
    "READ_AHEAD": "off",
}
_HURRY = Tempo(patience=timedelta(seconds=0.6))


def says(message: Message) -> str:
    return message.markdown or ""


@dataclass(frozen=True, slots=True)
class Chat:
    """A bot and the Webex it is in; `url` is where the bot listens, `environ` its settings."""

    webex: Sandbox
    app: Flask
    url: str
    environ: Mapping[str, str]

    def ask(
        self, line: str, who: str = name.JOHN_EMAIL, room: str | None = name.UNICORN
    ) -> Message:
        """Say a line to the bot, with a mention in a space, and return its answer."""
        return self.webex.wait_for_reply(self.say(line, who, room).id)

    def told(self, line: str, who: str = name.JOHN_EMAIL, room: str | None = name.UNICORN) -> str:
        """Say a line to the bot, with a mention in a space, and return what its answer says."""
        return says(self.ask(line, who, room))

    def say(
        self, line: str, who: str = name.JOHN_EMAIL, room: str | None = name.UNICORN
    ) -> Message:
        """Say a line to the bot, with a mention in a space."""
        return self.webex.say(who, room, line if room is None else f"@Roomdesk {line}")

    def member_of(self, room: str) -> str:
        """Return the address of somebody in that space who is not the bot."""
        people = self.webex.world.people
        members = self.webex.world.members[self.webex.world.room(room).id]
        return next(people[one].email for one in members if people[one].email != name.BOT_EMAIL)

    def press(self, answer: Message, button: str, who: str = name.JOHN_EMAIL) -> Message:
        """Press a button of an answer and return what comes of it."""
        return self.webex.wait_for_reply(self.webex.press(who, answer.id, button=button).id)


@contextlib.contextmanager
def roomdesk(
    webex: Sandbox,
    folder: Path,
    changes: Mapping[str, str] | None = None,
    tempo: Tempo = _HURRY,
) -> Iterator[Chat]:
    """Run the bot until the end of the block, its webhooks registered by its own command."""
    port = free_port()
    usual = {**settings_for(webex.url, port, folder / "bot.db"), **_USUAL}
    environ = {**usual, **(changes or {})}
    desk = Roomdesk(settings.read(environ), tempo)
    with served(desk.app, port):
        register_by(desk.app)
        desk.start()
        try:
            yield Chat(webex, desk.app, f"http://127.0.0.1:{port}", environ)
        finally:
            desk.stop()


@contextlib.contextmanager
def by_socket(
    webex: Sandbox, folder: Path, changes: Mapping[str, str] | None = None
) -> Iterator[Chat]:
    """Run a bot that listens to the event socket, and has no address; yield it once it hears."""
    without = {"PUBLIC_URL": "", "WEBEX_WEBHOOK_SECRET": "", **(changes or {})}
    hears = {"WEBEX_EVENTS": "socket", "WEBEX_CATALOG_URL": webex.catalog_url}
    with roomdesk(webex, folder, {**without, **hears}) as chat:
        readiness = chat.app.extensions["roomdesk"].start().readiness
        while not readiness.parts().get("event socket"):
            webex.wait_for(lambda: False, 0.02)
        yield chat


def command(environ: Mapping[str, str], *args: str) -> Result:
    """Run a command of the operator's under these settings, in this process."""
    return Roomdesk(settings.read(environ)).app.test_cli_runner().invoke(args=args)


# Runs a bot under other rules: its settings as far as they differ.
Open = Callable[[Mapping[str, str]], Chat]
