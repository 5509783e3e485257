"""What can go wrong, by who must act."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class RoomdeskError(Exception):
    """Anything that Roomdesk itself raises."""


# The asker must act: shown as it is, in the space.


class AskError(RoomdeskError):
    """The question cannot be answered as it was put.

    `title` says what is wrong in a few words, `advice` what to do next, `try_lines` are lines
    that would work.
    """

    def __init__(self, title: str, advice: str, try_lines: Sequence[str] = ()) -> None:
        super().__init__(title)
        self.title = title
        self.advice = advice
        self.try_lines = tuple(try_lines)


class UnknownCommandError(AskError):
    """No command has that name."""


class UsageError(AskError):
    """The command is known, its words do not fit."""


class NotFoundError(AskError):
    """The question was understood, and what it is about does not exist."""


class RefusedError(AskError):
    """The question was understood, and this person may not ask it, or not here."""


class SeveralError(AskError):
    """Several spaces fit a title; `choices` are title and API id of each, the best fit first.

    `words` are the other words of the question.
    """

    def __init__(self, choices: Sequence[tuple[str, str]], words: Sequence[str] = ()) -> None:
        super().__init__("Which space do you mean?", "Several of your spaces fit.")
        self.choices = tuple(choices)
        self.words = tuple(words)


class SeveralPeopleError(AskError):
    """Several people have that name; `choices` are what to call each, and the line to ask."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__("Whom do you mean?", "Several people have that name.")
        self.choices = tuple(choices)


# A service must act: a polite line with the cause, the next step and the tracking id.


class Trouble(Enum):
    """A failed call that has no HTTP status."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    PROXY = "proxy"  # the way out of this machine's network is closed
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed Webex call.

    `endpoint` is the method and path without ids, `retry_after_s` the seconds that Webex asked for.
    What Webex wrote is not kept: it may name what people may not see.
    """

    what: int | Trouble
    endpoint: str
    tracking_id: str | None = None
    retry_after_s: float | None = None

    @property
    def name(self) -> str:
        """The status, or a word for a failure that has none."""
        return self.what.value if isinstance(self.what, Trouble) else str(self.what)

    @property
    def passes(self) -> bool:
        """Whether the same call may work a moment later."""
        return self.what in {
            408,
            423,
            425,
            429,
            502,
            503,
            504,
            Trouble.TIMEOUT,
            Trouble.UNREACHABLE,
            Trouble.PROXY,
        }

    @property
    def is_definite(self) -> bool:
        """Whether Webex refuses the request itself, for good: not the token, not for a moment."""
        return self.is_no and self.what != 401

    @property
    def is_refusal(self) -> bool:
        """Whether Webex certainly did nothing: it read the request and said no."""
        return isinstance(self.what, int) and 400 <= self.what < 500

    @property
    def is_no(self) -> bool:
        """Whether it is a refusal that the same call would meet again."""
        return self.is_refusal and not self.passes


class WebexError(RoomdeskError):
    """A Webex call failed; `failure` says how."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.endpoint}: {failure.name} [tracking id: {failure.tracking_id}]")
        self.failure = failure


class StrayLinkError(RoomdeskError):
    """A link of Webex's leads out of its API, where no token may be sent."""


# A delivery is not accepted.


class BadSignatureError(RoomdeskError):
    """The delivery was not signed with our webhook secret."""


class BadDeliveryError(RoomdeskError):
    """The delivery was signed, but is not what Webex sends."""


# The operator must act.


class SettingsError(RoomdeskError):
    """The settings cannot be used; `problems` names every one of them."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class NotSetUpError(RoomdeskError):
    """A feature was asked for that the operator has not switched on; `needs` names settings."""

    def __init__(self, feature: str, needs: Sequence[str]) -> None:
        super().__init__(f"{feature} needs {', '.join(needs)}")
        self.feature = feature
        self.needs = tuple(needs)


class AccessLostError(RoomdeskError):
    """Webex does not renew the access that the operator set up; `failure` says how it refused."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.endpoint}: {failure.name} [tracking id: {failure.tracking_id}]")
        self.failure = failure


class ClientRefusedError(AccessLostError):
    """Webex refuses the id and secret of the client: a wrong setting, and nothing is lost."""


class WrongRoomError(RoomdeskError):
    """The organisation's access may show its owner's room for anybody's: it lacks the scope."""


class UnavailableError(RoomdeskError):
    """The database does not answer."""


class HangingError(UnavailableError):
    """The database hangs, and somebody else waits for its answer: to ask it too is no use."""


class SchemaError(UnavailableError):
    """The database answers, and this version of the bot does not work with its schema."""
