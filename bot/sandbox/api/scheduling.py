"""/meetingPreferences/schedulingOptions: who may schedule meetings for somebody."""

from flask import Blueprint

from ..grant import ADMIN_PREFERENCES_WRITE, PREFERENCES_WRITE
from ..refusal import Refusal
from ..world import Json
from .caller import Caller
from .preferences import need_any, whose
from .route import body, route

scheduling = Blueprint("scheduling", __name__)


@route(scheduling, "GET", "/meetingPreferences/schedulingOptions")
def scheduling_options(caller: Caller) -> Json:
    """The caller's own; with the admin scope anybody's."""
    email = whose(caller)
    return {
        "enabledJoinBeforeHost": False,
        "joinBeforeHostMinutes": 10,
        "enabledAutoShareRecording": False,
        "enabledWebexAssistantByDefault": False,
        "delegateEmails": list(caller.world.delegates.get(email, ())),
    }


@route(scheduling, "POST", "/meetingPreferences/schedulingOptions/delegateEmails/insert")
def insert(caller: Caller) -> Json:
    """Add addresses; those that are there already stay."""
    email, new = _changing(caller), _emails()
    known = caller.world.delegates.setdefault(email, [])
    known += [one for one in new if one not in known]
    caller.world.wake()
    return {"emails": new}


@route(
    scheduling, "POST", "/meetingPreferences/schedulingOptions/delegateEmails/delete", status=204
)
def delete(caller: Caller) -> None:
    """Take addresses away."""
    email, gone = _changing(caller), _emails()
    known = caller.world.delegates.get(email, [])
    caller.world.delegates[email] = [one for one in known if one not in gone]
    caller.world.wake()


def _changing(caller: Caller) -> str:
    need_any(caller, PREFERENCES_WRITE, ADMIN_PREFERENCES_WRITE)
    return whose(caller)


def _emails() -> list[str]:
    emails = body().get("emails")
    if not isinstance(emails, list) or not emails or not all(isinstance(e, str) for e in emails):
        raise Refusal(400, "emails must be addresses.")
    return [email.casefold() for email in emails]
