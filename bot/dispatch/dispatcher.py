"""From a line to its reply: find the command, check permission, fetch, answer, explain errors."""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.dispatch.ask import Ask, Origin
from bot.dispatch.audit import Case
from bot.dispatch.by_usage import Invocation
from bot.dispatch.context import Context
from bot.dispatch.error_replies import not_set_up, which_person, which_space, with_advice
from bot.dispatch.grammar.line import Line, shown
from bot.dispatch.help_offer import Standing
from bot.dispatch.offering import choice_button, is_elsewhere, may_ask, may_use, purpose
from bot.dispatch.permission import Permissions
from bot.dispatch.person_by_name import with_person
from bot.dispatch.policy import Need
from bot.dispatch.reading import Interpreter, Reading
from bot.dispatch.registry import Registry
from bot.errors import (
    AccessLostError,
    AskError,
    ClientRefusedError,
    NotFoundError,
    NotSetUpError,
    RefusedError,
    SeveralError,
    SeveralPeopleError,
    UnavailableError,
    WebexError,
    WrongRoomError,
)
from bot.reply.blocks import Block, Button, Copy, Facts, Private, Reply, Text
from bot.reply.explain import NOTHING_SPECIAL, Recipient, explain, told
from bot.reply.no_room import ACCESS_LOST, CLIENT_REFUSED, WRONG_ROOM

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Turns a line into a reply. `contact` is whom people can turn to."""

    registry: Registry
    interpreter: Interpreter
    permissions: Permissions
    context: Context
    contact: str

    def is_help(self, line: Line) -> bool:
        """Tell whether a line asks for help, which everybody gets at any time."""
        asked = self.read(line, is_direct=True).asked
        return asked is not None and asked.command.title == "help"

    def read(self, line: Line, *, is_direct: bool) -> Reading:
        """Return what a line means; makes no call."""
        me = self.context.people.known_me
        names = [name for name in (me.name, me.nickname) if name] if me else []
        return self.interpreter.read(line, is_direct=is_direct, names=names)

    def answer(self, line: Line, origin: Origin, case: Case) -> Reply:  # noqa: C901  # one an error
        """Return the answer to a line; `case` takes what the audit has to know.

        Raises:
            WebexError: a call failed in a way that passes, so that it is worth another try.
            UnavailableError: the database does not answer.
        """
        try:
            return self._answer(line, origin, case)
        except SeveralPeopleError as error:
            case.outcome = "asked which person"
            return which_person(error)
        except SeveralError as error:
            case.outcome = "asked which space"
            return which_space(error, case.command or "")
        except AskError as error:
            _note(error, case)
            return with_advice(error)
        except NotSetUpError as error:
            log.warning("not set up: %s", error)
            case.outcome = "not set up"
            return not_set_up(error, self.recipient(origin))
        except AccessLostError as error:
            log.error("no access to be had: %s. See: roomdesk org show", error)  # noqa: TRY400
            case.outcome = "access lost"
            said = CLIENT_REFUSED if isinstance(error, ClientRefusedError) else ACCESS_LOST
            return told(said, error.failure, recipient=self.recipient(origin))
        except WrongRoomError:
            case.outcome = "refused: wrong room"
            return told(WRONG_ROOM, recipient=self.recipient(origin))
        except UnavailableError:
            raise  # the question is tried again when the database answers
        except WebexError as error:
            if error.failure.passes:
                raise
            return self._explained(error, Ask(shown(line), origin), case)
        except Exception:  # noqa: BLE001  # the one place where a question ends
            case.outcome = "a fault of the bot"
            return self.apology(self.recipient(origin).turns_to)

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
            return with_advice(error)
        return reply

    def describe(self, line: Line, origin: Origin, case: Case) -> None:
        """Note for the audit what a line asks, where an earlier try has answered it."""
        asked = self.read(line, is_direct=origin.is_direct).asked
        if asked:
            case.command = asked.command.title
            case.concerns(asked.args)

    def _answer(self, line: Line, origin: Origin, case: Case) -> Reply:
        self.permissions.admit(origin.asker)
        reading = self.read(line, is_direct=origin.is_direct)
        asked = reading.asked
        if asked is None or asked.is_guarded(origin.is_direct):
            return self._offered(reading, origin, case)
        return self._done(asked, origin, case)

    def _offered(self, reading: Reading, origin: Origin, case: Case) -> Reply:
        """Return a choice of what the line may mean, limited to what this person may use here."""
        standing = self.context.standing(Ask("", origin))
        likely = (reading.asked, *reading.choice) if reading.asked else reading.choice
        usable = [one for one in likely if may_ask(one, origin, standing)]
        if reading.is_even and len(usable) == 1 and not usable[0].command.changes:
            return self._done(usable[0], origin, case)
        case.decision = "not understood"
        buttons = [choice_button(one, origin) for one in usable]
        if reading.error and not reading.is_even:
            return with_advice(reading.error, buttons)
        if buttons:
            return Reply(
                "Do you mean this?" if len(buttons) == 1 else "Which do you mean?", buttons
            )
        elsewhere = [one for one in likely if is_elsewhere(one.command, standing)]
        if elsewhere:
            raise RefusedError(
                "I do that 1:1 only", f"Ask me there: {elsewhere[0].ask(origin).line}"
            )
        near = self._near(reading.near, standing)
        return with_advice(near) if near else purpose(self.context.commands, standing)

    def _near(self, error: AskError | None, standing: Standing) -> AskError | None:
        """Return the error with only those of the similar names that the asker may use here."""
        found = [(name, self.registry.get(name)) for name in (error.try_lines if error else ())]
        usable = [name for name, one in found if one and may_use(one, standing)]
        return AskError(error.title, error.advice, usable) if error and usable else None

    def _done(self, asked: Invocation, origin: Origin, case: Case) -> Reply:
        command = asked.command
        case.command = command.title
        case.concerns(asked.args)
        ask = self.permissions.permit(asked.ask(origin), command.matter)
        ask = with_person(self.context, ask, command)
        case.concerns(ask.args)
        case.decision = "permitted"
        try:
            reply = command.answer(ask, command.fetch(self.context, ask))
        except WebexError as error:
            if error.failure.passes:
                raise
            return self._explained(error, ask, case, ask.about_person)
        again = ask.again(command.title, ask.args.page)
        return _refreshing(reply, again) if command.refreshes else reply

    def _explained(
        self, error: WebexError, ask: Ask, case: Case, asks: Callable[[str], str] = str
    ) -> Reply:
        log.warning("no answer from Webex: %s", error)
        case.outcome = f"explained {error.failure.name}"
        command = self.registry.get(case.command)
        special = command.explain if command else NOTHING_SPECIAL
        recipient = self.recipient(ask.origin)
        reply = explain(error.failure, special, recipient=recipient, line=ask.line, asks=asks)
        if command and command.need is Need.ROOMS:
            return reply  # they may use it, so they may use what it offers
        return Reply(reply.title, [one for one in reply.blocks if self._is_of_use(one, ask)])

    def _is_of_use(self, block: Block | Private, ask: Ask) -> bool:
        """Tell whether a block is of use: not a button for a room that could not be shown."""
        command = self.registry.get(block.says) if isinstance(block, Button) else None
        if command is None or command.need is not Need.ROOMS:
            return True
        if not self.permissions.rules.is_answered(command.matter, ask.origin.is_direct):
            return False
        with suppress(WebexError):  # if Webex fails here too, the button is left out
            return self.context.accounts.is_offered or self.context.preferences.is_lent(ask)
        return False

    def recipient(self, origin: Origin) -> Recipient:
        """Tell who reads an explanation. If Webex does not say, it is not the help desk."""
        try:
            is_help_desk = self.permissions.is_help_desk(origin.asker)
        except WebexError:
            is_help_desk = False
        return Recipient(self.contact, is_help_desk)

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
    # Only on cards: in text there is nothing to press, and the line was just typed.
    button = Button("Refresh", says=line, needs_press=True)
    return Reply(reply.title, [*reply.blocks, button], reply.alone)
