"""The rules: who may ask what about whom, and what may be said in a group space."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bot.dispatch.ask import Ask
from bot.errors import RefusedError
from bot.ids import folded
from bot.settings.settings import Bounds


class Matter(Enum):
    """The kind of information that a command gives; the value names it in a refusal."""

    OPEN = "other people"  # what everybody sees who is in the space
    ACCOUNT = "other people’s accounts"
    SITES = "other people’s sites"
    PERSONAL_ROOM = "other people’s rooms"
    HOST_PIN = "the host PIN"
    OWN_ROOM = "your own room"  # whoever is named is a part of the change


class Audience(Enum):
    """Who sees an answer; the value says so to the asker."""

    SPACE = "everyone in the space where you ask"
    PARTLY = "everyone in the space where you ask; some of it comes 1:1 only"
    ASKER = "you alone: it comes 1:1, wherever you ask"
    ONE_TO_ONE = "you alone: I answer it 1:1 only"


class Need(Enum):
    """What the operator has to set up for a command; the value says what is missing."""

    ROOMS = "I cannot read personal rooms for you."
    CONNECT = "Connecting an account is not set up."
    CHANGES = "I cannot change personal rooms for you."


@dataclass(frozen=True, slots=True)
class Rules:
    """The operator's rules; `contact` is whom a refusal names."""

    bounds: Bounds
    contact: str

    @property
    def is_bounded(self) -> bool:
        """Whether the operator said who may use the bot."""
        return bool(self.bounds.allowed_domains or self.bounds.allowed_people)

    def admit(self, email: str | None) -> None:
        """Let a person use the bot. An address that is not known is not allowed.

        Raises:
            RefusedError: the operator has not allowed it.
        """
        is_named = folded(email or "") in self.bounds.allowed_people or self.is_named_helper(email)
        if self.is_bounded and not is_named and not self.is_of_domain(email):
            raise RefusedError(
                "I may not answer you",
                "Whoever runs this bot has said whom it answers, and your address is not among "
                f"them. If it should be, ask {self.contact}.",
            )

    def is_of_domain(self, email: str | None) -> bool:
        """Tell whether an address is of a domain that the operator allowed."""
        _, at, domain = folded(email or "").rpartition("@")
        return bool(at) and domain in self.bounds.allowed_domains

    def is_named_helper(self, email: str | None) -> bool:
        """Tell whether the operator named this address as the help desk's."""
        return folded(email or "") in self.bounds.helpdesk_people

    def is_answered(self, matter: Matter, is_direct: bool) -> bool:
        """Tell whether something is told in a space of that kind."""
        return matter is not Matter.PERSONAL_ROOM or is_direct or self.bounds.pmr_in_spaces

    def permit(
        self,
        ask: Ask,
        matter: Matter,
        is_help_desk: Callable[[], bool],
        is_insider: Callable[[], bool],
    ) -> None:
        """Check the rules on questions about people.

        `is_help_desk` and `is_insider` look the asker up; each is called only where it matters.

        Raises:
            RefusedError: it is about somebody else, or may not be answered here.
        """
        if not self.is_answered(matter, ask.origin.is_direct):
            raise RefusedError(
                "I show personal rooms 1:1 only",
                "Open a 1:1 space with me and ask me there.",
            )
        if ask.is_own or matter is Matter.OWN_ROOM:
            return
        if matter is Matter.HOST_PIN:
            raise RefusedError(
                "The host PIN is for the owner of the room alone",
                "They can ask me for it themselves. “pmr pin” gets you your own.",
            )
        if matter is Matter.ACCOUNT and is_insider():
            return
        if is_help_desk():
            return
        if matter is Matter.ACCOUNT:
            raise RefusedError(
                "You may look up yourself only",
                f"Other accounts are for people of this organisation. Ask {self.contact}.",
                ["whoami"],
            )
        raise RefusedError(
            f"Only the help desk may look up {matter.value}",
            f"Ask {self.contact} to look it up, or the person to ask me.",
        )

    def lend(self, organisation: bool | None) -> None:
        """Let the organisation's access be used by somebody whom no setting names.

        `organisation` tells whether they belong to the bot's own; None: Webex does not say.

        Raises:
            RefusedError: they do not, or nobody knows.
        """
        if not organisation:
            raise RefusedError(
                "This is for people of this bot’s organisation",
                "Your account belongs to another one, or Webex does not tell me to which. "
                f"If you should be let in, ask {self.contact}.",
            )
