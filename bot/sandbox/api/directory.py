"""/teams, /classifications and /organizations: the names behind ids."""

from flask import Blueprint

from ..grant import ADMIN_ORGANIZATIONS
from ..refusal import Refusal
from ..shape import classification_json, team_json
from ..space import teams_of
from ..world import Json
from .caller import Caller
from .page import Page, limit, paged
from .route import route

directory = Blueprint("directory", __name__)


@route(directory, "GET", "/teams", scope="spark:teams_read")
def teams(caller: Caller) -> Page:
    """The caller's teams."""
    return paged([team_json(one) for one in teams_of(caller.world, caller.person)], limit(100))


@route(directory, "GET", "/teams/<team_id>", scope="spark:teams_read")
def team(caller: Caller, team_id: str) -> Json:
    """One of the caller's teams."""
    for one in teams_of(caller.world, caller.person):
        if one.id == team_id:
            return team_json(one)
    raise Refusal(404, "Could not find a team with provided ID.")


@route(directory, "GET", "/classifications")
def classifications(caller: Caller) -> Page:
    """Every space classification of the organisation."""
    return Page([classification_json(one) for one in caller.world.classifications.values()])


@route(directory, "GET", "/organizations/<org_id>", scope=ADMIN_ORGANIZATIONS)
def organization(caller: Caller, org_id: str) -> Json:
    """An organisation, for administrators."""
    if org_id not in caller.world.organizations:
        raise Refusal(404, "Could not find an organization with provided ID.")
    return {"id": org_id, "displayName": caller.world.organizations[org_id]}
