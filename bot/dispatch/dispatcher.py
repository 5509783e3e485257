"""Find the command, permit the question, fetch, answer; polite on every failure."""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.dispatch.ask import Ask, Origin
from bot.dispatch.audit import Case
from bot.dispatch.context import Context
from bot.dispatch.grammar.line import Line, shown
from bot.dispatch.permission import Permissions
from bot.dispatch.registry import Registry
from bot.errors import (
    AccessLostError,
    AskError,
    ClientRefusedError,
    NotFoundError,
    NotSetUpError,
    RefusedError,
    SeveralError,
    UnavailableError,
    WebexError,
    WrongRoomError,
)
from bot.reply.blocks import Block, Bullets, Button, Copy, Facts, Private, Reply, Text
from bot.reply.explain import NOTHING_SPECIAL, Reader, explain, told
from bot.reply.no_room import ACCESS_LOST, CLIENT_REFUSED, WRONG_ROOM

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Turns a line into a reply. `contact` is whom people can turn to."""

    registry: Registry
    permissions: Permissions
    context: Context
    contact: str

    def is_help(self, line: Line) -> bool:
        """Tell whether a line asks for help, which everybody gets at any time."""
        try:
            return self.registry.find(line)[0].title == "help"
        except AskError:
            return False

    def answer(self, line: Line, origin: Origin, case: Case) -> Reply:
        """Return the answer to a line; `case` takes what the audit has to know.

        Raises:
            WebexError: a call failed in a way that passes, so that it is worth another try.
            UnavailableError: the database does not answer.
        """
        try:
            return self._answer(line, origin, case)
        except SeveralError as error:
            case.outcome = "asked which space"
            return _which(error, case.command or "")
        except AskError as error:
            _note(error, case)
            return Reply(
                error.title, [Text(error.advice), *(Button(say, say) for say in error.try_lines)]
            )
        except NotSetUpError as error:
            log.warning("not set up: %s", error)
            case.outcome = "not set up"
            return self._not_set_up(error, self.reader(origin))
        except AccessLostError as error:
            log.error("no access to be had: %s. See: flask --app app org show", error)  # noqa: TRY400
            case.outcome = "access lost"
            said = CLIENT_REFUSED if isinstance(error, ClientRefusedError) else ACCESS_LOST
            return told(said, error.failure, reader=self.reader(origin))
        except WrongRoomError:
            case.outcome = "refused: wrong room"
            return told(WRONG_ROOM, reader=self.reader(origin))
        except UnavailableError:
            raise  # the question comes back when the database does
        except WebexError as error:
            if error.failure.passes:
                raise
            return self._explained(error, shown(line), case, origin)
        except Exception:  # noqa: BLE001  # the one place where a question ends
            case.outcome = "a fault of the bot"
            return self.apology(self.reader(origin).turns_to)

    def admitted(self, reply: Reply, origin: Origin, case: Case) -> Reply:
        """Return a reply that needs no look-up, or the refusal of who may not use the bot.

        Raises:
            WebexError: Webex did not tell who asks.
        """
        try:
            if origin.asker.id is not None:
                self.permissions.admit(origin.asker)
        except RefusedError as error:
            case.decision = f"refused: {error.title}"
            return Reply(error.title, [Text(error.advice)])
        return reply

    def describe(self, line: Line, case: Case) -> None:
        """Note for the audit what a line asked that an earlier try has answered."""
        with suppress(AskError):
            command, rest = self.registry.find(line)
            case.command = command.title
            case.concerns(command.usage.read(rest))

    def _answer(self, line: Line, origin: Origin, case: Case) -> Reply:
        self.permissions.admit(origin.asker)
        command, rest = self.registry.find(line)
        case.command = command.title
        args = command.usage.read(rest)
        case.concerns(args)
        ask = self.permissions.permit(Ask(shown(line), origin, args), command.matter)
        case.concerns(ask.args)
        case.decision = "permitted"
        try:
            reply = command.answer(ask, command.fetch(self.context, ask))
        except WebexError as error:
            if error.failure.passes:
                raise
            return self._explained(error, ask.line, case, origin, ask.about_person)
        return _refreshing(reply, ask.again(command.title)) if command.refreshes else reply

    def _explained(
        self,
        error: WebexError,
        line: str,
        case: Case,
        origin: Origin,
        asks: Callable[[str], str] = str,
    ) -> Reply:
        log.warning("no answer from Webex: %s", error)
        case.outcome = f"explained {error.failure.name}"
        command = self.registry.get(case.command)
        special = command.explain if command else NOTHING_SPECIAL
        reader = self.reader(origin)
        return explain(error.failure, special, reader=reader, line=line, asks=asks)

    def reader(self, origin: Origin) -> Reader:
        """Tell who reads an explanation; whom Webex tells nothing of is not the help desk."""
        try:
            is_help_desk = self.permissions.is_help_desk(origin.asker)
        except WebexError:
            is_help_desk = False
        return Reader(self.contact, is_help_desk)

    @staticmethod
    def _not_set_up(error: NotSetUpError, reader: Reader) -> Reply:
        needs: list[Block] = (
            [
                Text("Whoever runs this bot has to set:"),
                Bullets(tuple(Copy(need) for need in error.needs)),
            ]
            if reader.is_help_desk
            else [Text(f"Please tell {reader.contact}.")]
        )
        return Reply(f"{error.feature}: not set up yet", needs)

    def apology(self, contact: str | None = None) -> Reply:
        """Log the exception at hand under a new reference, and say sorry with that reference."""
        reference = secrets.token_hex(4)
        log.exception("reference %s", reference)
        return Reply(
            "Sorry, something went wrong on my side",
            [
                Text(f"If it happens again, tell {contact or self.contact} the reference below."),
                Facts([("Reference", Copy(reference))]),
            ],
        )


def _note(error: AskError, case: Case) -> None:
    if isinstance(error, NotFoundError):
        case.outcome = "not found"
    elif isinstance(error, RefusedError):
        case.decision = f"refused: {error.title}"
    else:
        case.decision = "not understood"


def _refreshing(reply: Reply, line: str) -> Reply:
    # Where there are no cards, one types the line once more without being told.
    button = Button("Refresh", says=line, needs_press=True)
    return Reply(reply.title, [*reply.blocks, button], reply.alone)


def _which(error: SeveralError, command: str) -> Reply:
    # In a group space the titles would be read by people who are not in those spaces.
    choices = (Button(title, says=f"{command} {webex_id}") for title, webex_id in error.choices)
    return Reply(
        error.title,
        [
            Private(
                (Text(f"{error.advice} Choose one."), *choices),
                f"{error.advice} Type more of the title or an id, or ask me 1:1.",
            )
        ],
    )
