"""/teams, /classifications and /organizations: the names behind ids."""

from flask import Blueprint

from ..grant import ADMIN_ORGANIZATIONS
from ..refusal import Refusal
from ..shape import classification_json, team_json
from ..space import rooms_of
from ..world import Json
from .caller import Caller
from .page import Page
from .route import route

directory = Blueprint("directory", __name__)


@route(directory, "GET", "/teams/<team_id>", scope="spark:teams_read")
def team(caller: Caller, team_id: str) -> Json:
    """A team, for whoever is in one of its rooms."""
    found = caller.world.teams.get(team_id)
    if found is None or all(
        room.team_id != team_id for room in rooms_of(caller.world, caller.person)
    ):
        raise Refusal(404, "Could not find a team with provided ID.")
    return team_json(found)


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
