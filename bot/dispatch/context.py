"""What a command gets to answer with: Webex's data, and what is known of the bot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.dispatch.access import Preferences
from bot.dispatch.confirmation import Confirmations
from bot.dispatch.policy import Need
from bot.dispatch.status import Operations, Status
from bot.errors import WebexError
from bot.webex.members import Members
from bot.webex.messages import Messages
from bot.webex.model.named import Person
from bot.webex.names import Names
from bot.webex.people import People
from bot.webex.rooms import Rooms
from bot.webex.spaces import Spaces
from bot.webex.together import Together

if TYPE_CHECKING:
    from bot.dispatch.ask import Ask
    from bot.dispatch.command import Command
    from bot.dispatch.help_offer import Standing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Missing:
    """Stands for the result of a call that failed, where other calls did not; `error` says why."""

    error: WebexError


class Wellbeing(Protocol):
    """Where `status` gets its answer from."""

    def status(self) -> Status:
        """Return what everybody may know. Raises: WebexError."""

    def operations(self) -> Operations:
        """Return what the help desk may know. Raises: UnavailableError."""


class Accounts(Protocol):
    """People's own Webex accounts, as far as they let the bot use them."""

    @property
    def is_offered(self) -> bool:
        """Whether people can connect theirs."""

    def begin(self, person: Person) -> str:
        """Return the link where a person connects theirs. Raises: NotSetUpError."""

    def end(self, person: Person) -> bool:
        """Delete a person's connection; False if there was none."""


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of Webex that answers are made of, and the list of commands for `help`."""

    rooms: Rooms
    spaces: Spaces
    members: Members
    messages: Messages
    names: Names
    people: People
    preferences: Preferences
    accounts: Accounts
    confirmations: Confirmations
    commands: Sequence["Command"]
    together: Together
    health: Wellbeing
    is_help_desk: Callable[[Person], bool]
    is_insider: Callable[[Person], bool]
    standing: Callable[["Ask"], "Standing"]

    @property
    def changes_rooms(self) -> bool:
        """Whether people may change their own room."""
        return any(one.need is Need.CHANGES for one in self.commands)

    @staticmethod
    def attempt(call: Callable[[], T]) -> Callable[[], "T | Missing"]:
        """Make a call that returns `Missing` where `call` raises `WebexError`."""

        def attempted() -> T | Missing:
            try:
                return call()
            except WebexError as error:
                return Missing(error)

        return attempted
