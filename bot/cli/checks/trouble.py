"""What a failed Webex call means to the operator."""

from collections.abc import Iterator, Sequence

from bot.cli.checks.finding import Finding, fail, skipped
from bot.errors import Failure, Trouble, WebexError

_NETWORK = (
    "Can this machine reach the internet, and WEBEX_API_URL if that is set? "
    "See also https://status.webex.com"
)
_PROXY = (
    "Is HTTPS_PROXY right, with its user and password, and does that proxy let this machine call "
    "Webex? NO_PROXY names what is called without it."
)
_ADDRESS = "Is WEBEX_API_URL right? Unset it for Webex itself."


def trouble(name: str, error: WebexError, refused: str) -> Finding:
    """Return the finding; `refused` is the next step where Webex read the request and said no."""
    failure = error.failure
    return fail(name, _seen(failure), refused if failure.is_no else _wait(failure))


def trouble_of_token(name: str, error: WebexError, refused: str) -> Finding:
    """Return the finding for a call that any valid token may make; `refused` is for a 401.

    Whoever says no to it for another reason is no Webex.
    """
    return trouble(name, error, refused if error.failure.what == 401 else _ADDRESS)


def told_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings, and of those over a Webex that is away the first alone as a failure."""
    is_told = False
    for finding in findings:
        is_over_webex = finding.next_step in {_NETWORK, _PROXY}
        yield skipped(finding.name, "needs Webex") if is_over_webex and is_told else finding
        is_told = is_told or is_over_webex


def _seen(failure: Failure) -> str:
    tracking = f" (tracking id {failure.tracking_id})" if failure.tracking_id else ""
    call = f"{failure.endpoint}{tracking}"
    match failure.what:
        case Trouble.TIMEOUT:
            return f"Webex did not answer in time: {call}"
        case Trouble.UNREACHABLE:
            return f"Webex cannot be reached: {call}"
        case Trouble.PROXY:
            return f"a proxy lets no call to Webex through: {call}"
        case Trouble.GARBLED:
            return f"Webex’s answer cannot be read: {call}"
        case status:
            return f"Webex answered {status}: {call}"


def _wait(failure: Failure) -> str:
    if failure.what is Trouble.PROXY:
        return _PROXY
    if isinstance(failure.what, Trouble):
        return _NETWORK
    if failure.what == 429:
        return "Webex limits how often it is asked. Wait a few minutes and check again."
    return "Webex is having trouble: see https://status.webex.com and check again later."
