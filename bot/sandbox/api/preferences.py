"""/meetingPreferences and /meetings: Personal Meeting Rooms and how to dial into them."""

import copy

from flask import Blueprint, request

from ..grant import (
    ADMIN_PREFERENCES,
    ADMIN_PREFERENCES_WRITE,
    PREFERENCES,
    PREFERENCES_WRITE,
)
from ..record import Person
from ..refusal import Refusal
from ..world import Json
from .caller import Caller
from .room_update import updated
from .route import body, route

preferences = Blueprint("preferences", __name__)


@route(preferences, "GET", "/meetingPreferences/personalMeetingRoom")
def personal_meeting_room(caller: Caller) -> Json:
    """The caller's own room; with the admin scope anybody's."""
    email, site = whose(caller), _site(caller)
    pmr = caller.world.pmrs.get((email, site))
    if pmr is None:
        raise Refusal(404, "The Personal Meeting Room does not exist.")
    return copy.deepcopy(pmr)


@route(preferences, "PUT", "/meetingPreferences/personalMeetingRoom")
def update_personal_meeting_room(caller: Caller) -> Json:
    """Replace the options of the caller's own room; with the admin scopes anybody's."""
    need_any(caller, PREFERENCES_WRITE, ADMIN_PREFERENCES_WRITE)
    email, site = whose(caller), _site(caller)
    pmr = caller.world.pmrs.get((email, site))
    if pmr is None:
        raise Refusal(404, "The Personal Meeting Room does not exist.")
    new = caller.world.pmrs[email, site] = updated(pmr, body())
    caller.world.wake()
    return copy.deepcopy(new)


@route(preferences, "GET", "/meetingPreferences/sites")
def sites(caller: Caller) -> Json:
    """The sites of the caller; with the admin scope anybody's who is on the admin's site."""
    email, site = whose(caller), _site(caller)
    found = caller.world.sites.get(email, [])
    if not any(one["siteUrl"] == site for one in found):
        raise Refusal(404, "The user does not exist on this site.")
    return {"sites": copy.deepcopy(found)}


@route(preferences, "GET", "/meetings/<meeting_id>/globalCallinNumbers")
def global_call_in_numbers(caller: Caller, meeting_id: str) -> Json:
    """The worldwide numbers of a meeting, as `telephony.links` names them."""
    need_any(caller)
    numbers, switches = caller.world.call_in_numbers.get(meeting_id), caller.world.switches
    if numbers is None:
        raise Refusal(404, "The meeting does not exist.")
    told = copy.deepcopy(numbers)
    if switches.numbers_of_countries:
        told = [{**one, "countryName": one["label"].partition(" Toll")[0]} for one in told]
    return {switches.numbers_as: told}


def need_any(caller: Caller, own: str = PREFERENCES, for_others: str = ADMIN_PREFERENCES) -> None:
    """Refuse a token without either scope."""
    if not caller.token.allows(for_others):
        caller.need(own)


def whose(caller: Caller) -> str:
    """The email meant; without the admin scope `userEmail` counts for nothing."""
    need_any(caller)
    email = request.args.get("userEmail", "").casefold()
    if caller.world.switches.ignore_user_email:
        email = ""
    if email in ("", caller.person.email.casefold()):
        return caller.person.email
    if not caller.token.allows(ADMIN_PREFERENCES):
        if caller.world.switches.refuse_foreign_email:
            raise _not_permitted()
        return caller.person.email
    try:
        other = caller.world.person(email)
    except LookupError as error:
        raise Refusal(404, "The user does not exist.") from error
    if other.org_id != caller.person.org_id:
        raise _not_permitted()
    return other.email


def _not_permitted() -> Refusal:
    words = "Not permitted to view or change other user's preferences."
    return Refusal(403, words, message=Refusal(403).message)


def _site(caller: Caller) -> str:
    """The site asked for, else the default site of the token's owner."""
    return request.args.get("siteUrl") or default_site(caller, caller.person)


def default_site(caller: Caller, person: Person) -> str:
    """The person's default site.

    Raises:
        Refusal: 404 for somebody without any.
    """
    for site in caller.world.sites.get(person.email, []):
        if site["default"]:
            return str(site["siteUrl"])
    raise Refusal(404, "The user has no Webex site.")
