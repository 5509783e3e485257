"""A question that the operator asks as somebody: the same path, and nothing is posted."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot import ids
from bot.dispatch.ask import Origin
from bot.dispatch.audit import Case
from bot.dispatch.confirmation import NOTHING, Confirmations, Pending, Wanted
from bot.dispatch.context import Accounts
from bot.dispatch.dispatcher import Dispatch
from bot.dispatch.grammar import line
from bot.dispatch.grammar.line import Line
from bot.dispatch.policy import Matter
from bot.errors import AskError, RefusedError, WebexError
from bot.reply.blocks import Reply, Text
from bot.reply.explain import Recipient, explain
from bot.telemetry.context import traced_in
from bot.webex.model.named import Person, Space
from bot.webex.own import Own
from bot.webex.reading import remembered_in

_PIN = "A host PIN is told to its owner alone, 1:1 in Webex."


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question: the whole reply, and what the audit knows."""

    reply: Reply
    origin: Origin
    case: Case

    @property
    def is_answered(self) -> bool:
        """Whether it is an answer, and no refusal, explanation or question back."""
        return self.case.decision == "permitted" and self.case.outcome == "answered"

    @property
    def is_nowhere(self) -> bool:
        """Whether it was asked 1:1 where there is no such space yet."""
        return not self.origin.room_id


@dataclass(frozen=True, slots=True)
class NoAccounts(Accounts):
    """People connect and disconnect themselves; `help` is as it is for them."""

    is_offered: bool

    def begin(self, person: Person) -> str:  # noqa: ARG002  # nobody's
        """Refuse."""
        raise _refused("A link to connect an account is for its owner alone.")

    def end(self, person: Person) -> bool:  # noqa: ARG002  # nobody's
        """Refuse."""
        raise _refused("An account is disconnected by its owner alone.")


@dataclass(frozen=True, slots=True)
class NoConfirmations(Confirmations):
    """Nothing is changed for anybody from here."""

    def begin(self, nonce: str, person: Person, command: str, wanted: Wanted) -> None:  # noqa: ARG002
        """Refuse."""
        raise _refused("A room is changed by its owner alone.")

    def take(self, nonce: str, person: Person, question_id: str) -> Pending | None:  # noqa: ARG002
        """Refuse."""
        raise _refused("A room is changed by its owner alone.")

    def end(self, nonce: str, outcome: str, wanted: Wanted = NOTHING) -> None:
        """There is nothing to end."""

    def release(self, nonce: str) -> None:
        """There is nothing to release."""

    def forget(self, nonce: str) -> None:
        """There is nothing to forget."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks as somebody. `own` and the desk of `dispatch` should be able to read, and no more."""

    own: Own
    dispatch: Dispatch

    def who(self, named: str) -> Person:
        """Return somebody by address or person id.

        Raises:
            AskError: Webex knows nobody of that name, or it is the bot itself.
            WebexError: Webex does not answer.
        """
        people = self.own.people
        is_address = "@" in named
        profile = people.find(Person(email=named) if is_address else Person(id=named))
        if profile is None or profile.id is None:
            raise AskError(
                f"Webex knows no {named}",
                "By address the bot finds people of its own organisation alone. For others give "
                "the person id.",
            )
        if ids.same(profile.id, people.me().id):
            raise AskError("That is the bot itself", "Ask as a person.")
        return Person(profile.id, profile.email)

    def where(self, asker: Person, space: str | None, now: datetime) -> Origin:
        """Return where a question would come from: a space of theirs, or 1:1.

        Raises:
            RefusedError: there is no such space with both of them in it.
            SeveralError: several spaces fit.
            WebexError: Webex does not answer.
        """
        if space is None:
            room = self.own.messages.direct_room(asker.id or "") or ""
            return Origin(asker, room, is_direct=True, thread_id="", at=now)
        found = ids.space_in(space)
        named = Space(id=found) if found else Space(title=space)
        room = self.dispatch.permissions.find(named, asker)
        return Origin(asker, room, self.own.rooms.is_direct(room, None), "", now)

    def ask(self, said: str, origin: Origin) -> Asked:
        """Return what the bot would say. Raises: UnavailableError."""
        words, case = tuple(line.words(said)), Case()
        with remembered_in({}), traced_in(case.tracking_ids):
            reply = self._answer(words, origin, case)
        if not reply.may_be_kept:
            reply = _refusal(_refused("The answer holds a secret."), case)
        return Asked(reply, origin, case)

    def _answer(self, words: Line, origin: Origin, case: Case) -> Reply:
        if why := self._why_not(words, origin, case):
            return _refusal(_refused(why), case)
        try:
            return self.dispatch.answer(words, origin, case)
        except WebexError as error:
            case.outcome = f"explained {error.failure.name}"
            return explain(error.failure, recipient=Recipient(self.dispatch.contact))

    def _why_not(self, words: Line, origin: Origin, case: Case) -> str | None:
        """Return why a question cannot be asked from here; None if it can."""
        with suppress(AskError):
            if self.dispatch.registry.find(words)[0].matter is Matter.HOST_PIN:
                case.command = "pmr pin"
                return _PIN
        asked = self.dispatch.read(words, is_direct=True).asked
        if asked is None:
            return None
        command, case.command = asked.command, asked.command.title
        if command.matter is Matter.HOST_PIN:
            return _PIN
        is_about_a_space = "space" in dict(command.usage.kinds)
        if is_about_a_space and not origin.room_id and asked.args.space is None:
            return "It is about the space where it is asked, and there is none yet."
        return None


def _refused(why: str) -> RefusedError:
    return RefusedError("Not from here", f"{why} Ask the bot in Webex.")


def _refusal(error: RefusedError, case: Case) -> Reply:
    case.decision = f"refused: {error.title}"
    return Reply(error.title, [Text(error.advice)])
