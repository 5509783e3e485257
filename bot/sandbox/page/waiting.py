"""Why a question is not answered yet, where that takes longer than usual."""

from collections.abc import Iterable

from ..journal import Call
from ..message import Message
from ..sandbox import Sandbox
from .keeper import State
from .told import is_lost
from .trace import calls_behind

_DOWN = "The bot is down. It answers once it runs again."
_AWAY = "The bot is not connected to the event socket. It connects again by itself …"
_LOST = "This got lost on the way. The bot finds it when the next event shows the gap."
_TIMED_OUT, _TOO_MANY = 408, 429


def waiting(webex: Sandbox, process: State, unanswered: Iterable[Message]) -> dict[str, str]:
    """What to say below each of these questions, by its id; nothing below most."""
    found = {}
    for question in unanswered:
        words = _why(webex, process, question)
        if words:
            found[question.id] = words
    return found


def _why(webex: Sandbox, process: State, question: Message) -> str | None:
    if process != "running":
        return _DOWN
    if webex.socket.is_used and not webex.socket.connections():
        return _AWAY
    if is_lost(webex, question):
        return _LOST
    failed = [call for call in calls_behind(webex, question) if _passes(call)]
    if not failed:
        return None
    status = failed[-1].status
    what = f"Webex answered {status}" if status else "The line to Webex broke"
    return f"{what}. The bot is trying again …"


def _passes(call: Call) -> bool:
    """Whether it failed in a way that may be over at the next try."""
    return call.status in (0, _TIMED_OUT, _TOO_MANY) or call.status >= 500
