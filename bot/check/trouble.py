"""What a failed Webex call means to the operator."""

from bot.check.finding import Finding, Grade
from bot.errors import Failure, Trouble, WebexError

_NETWORK = (
    "Can this machine reach the internet, and WEBEX_API_URL if that is set? "
    "See also https://status.webex.com"
)


def trouble(name: str, error: WebexError, refused: str, grade: Grade = Grade.FAIL) -> Finding:
    """Return the finding; `refused` is the next step where Webex read the request and said no."""
    failure = error.failure
    return Finding(name, grade, _seen(failure), refused if failure.is_no else _wait(failure))


def _seen(failure: Failure) -> str:
    tracking = f" (tracking id {failure.tracking_id})" if failure.tracking_id else ""
    call = f"{failure.endpoint}{tracking}"
    match failure.what:
        case Trouble.TIMEOUT:
            return f"Webex did not answer in time: {call}"
        case Trouble.UNREACHABLE:
            return f"Webex cannot be reached: {call}"
        case Trouble.GARBLED:
            return f"Webex’s answer cannot be read: {call}"
        case status:
            return f"Webex answered {status}: {call}"


def _wait(failure: Failure) -> str:
    if isinstance(failure.what, Trouble):
        return _NETWORK
    if failure.what == 429:
        return "Webex limits how often it is asked. Wait a few minutes and check again."
    return "Webex is having trouble: see https://status.webex.com and check again later."
