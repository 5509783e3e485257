"""/people: who somebody is."""

from flask import Blueprint, request

from ..ids import in_us
from ..record import Person
from ..refusal import Refusal
from ..shape import person_json
from ..world import Json
from .caller import Caller
from .page import Page, limit, paged
from .route import route

people = Blueprint("people", __name__)
MOST_IDS = 85


@route(people, "GET", "/people/me", scope="spark:people_read")
def me(caller: Caller) -> Json:
    """The token's owner."""
    return person_json(caller.person, caller.person) | caller.world.switches.me


@route(people, "GET", "/people/<person_id>", scope="spark:people_read")
def one(caller: Caller, person_id: str) -> Json:
    """Anybody, of whatever organisation."""
    person = caller.world.people.get(in_us(person_id))
    if person is None:
        raise Refusal(404, "Person not found.")
    return person_json(person, caller.person)


@route(people, "GET", "/people", scope="spark:people_read")
def find(caller: Caller) -> Page | Json:
    """By ids, or within the caller's organisation by email or the start of the name."""
    ids = request.args.get("id")
    if ids is not None:
        return _by_ids(caller, ids.split(","))
    email, name = request.args.get("email"), request.args.get("displayName")
    if not email and not name:
        raise Refusal(400, "Email or displayName is required.")
    presence = request.args.get("excludeStatus") != "true"
    found = [
        person_json(person, caller.person, presence=presence)
        for person in caller.world.people.values()
        if person.org_id == caller.person.org_id and _matches(person, email, name)
    ]
    return paged(found, limit(100))


def _matches(person: Person, email: str | None, name: str | None) -> bool:
    if email and person.email.casefold() != email.casefold():
        return False
    return not name or person.display_name.casefold().startswith(name.casefold())


def _by_ids(caller: Caller, ids: list[str]) -> Json:
    if len(ids) > MOST_IDS:
        raise Refusal(400, f"At most {MOST_IDS} ids can be asked for.")
    known = caller.world.people
    return {
        "items": [
            person_json(known[in_us(key)], caller.person, presence=False)
            for key in ids
            if in_us(key) in known
        ],
        "notFoundIds": [key for key in ids if in_us(key) not in known],
    }
