"""How people, rooms, memberships, teams and webhooks look as JSON."""

from .moment import stamp
from .record import Classification, Membership, Person, Room, Team, Webhook
from .world import Json, World, without_none

SEALED_TITLE = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..c2VhbGVk.bm90LWEta2V5.c2FuZGJveA"
KMS_FAILURE = {
    "code": "kms_failure",
    "reason": "Key management server failed to respond appropriately.",
}


def person_json(person: Person, viewer: Person, *, presence: bool = True) -> Json:
    """A person as /people shows one; presence only within the viewer's organisation."""
    present = presence and person.org_id == viewer.org_id
    active = person.last_activity if present else None
    return without_none(
        {
            "id": person.id,
            "emails": [person.email],
            "phoneNumbers": [],
            "displayName": person.display_name,
            "nickName": person.first_name,
            "firstName": person.first_name,
            "lastName": person.last_name,
            "orgId": person.org_id,
            "created": stamp(person.created),
            "lastActivity": stamp(active) if active else None,
            "status": person.status if present else None,
            "type": person.kind,
        }
    )


def _title(world: World, room: Room, viewer: Person) -> str | None:
    if room.id in world.switches.sealed_rooms:
        return SEALED_TITLE
    if room.kind == "group":
        return room.title
    if world.switches.empty_titles:
        return "Empty Title"
    others = [world.people[key] for key in world.members[room.id] if key != viewer.id]
    return others[0].display_name if others else "Empty Title"


def room_json(world: World, room: Room, viewer: Person) -> Json:
    """A room as its viewer sees it: a 1:1 room is titled after the other one."""
    sealed = room.id in world.switches.sealed_rooms
    return without_none(
        {
            "id": room.id,
            "title": _title(world, room, viewer),
            "type": room.kind,
            "isLocked": room.is_locked,
            "teamId": room.team_id,
            "lastActivity": stamp(room.last_activity) if room.last_activity else None,
            "creatorId": room.creator_id,
            "created": stamp(room.created) if room.created else None,
            "ownerId": room.owner_id,
            "classificationId": room.classification_id,
            "isAnnouncementOnly": room.is_announcement_only,
            "isReadOnly": room.is_read_only,
            "isPublic": room.is_public,
            "madePublic": stamp(room.made_public) if room.made_public else None,
            "description": room.description,
            "errors": {"title": dict(KMS_FAILURE)} if sealed else None,
        }
    )


def membership_json(world: World, membership: Membership) -> Json:
    """A membership, in the API and in webhooks."""
    person = world.people[membership.person_id]
    return {
        "id": membership.id,
        "roomId": membership.room_id,
        "personId": person.id,
        "personEmail": person.email,
        "personDisplayName": person.display_name,
        "personOrgId": person.org_id,
        "isModerator": membership.is_moderator,
        "isRoomHidden": membership.is_room_hidden,
        "roomType": world.rooms[membership.room_id].kind,
        "isMonitor": False,
        "created": stamp(membership.created),
    }


def team_json(team: Team) -> Json:
    """A team."""
    return {
        "id": team.id,
        "name": team.name,
        "creatorId": team.creator_id,
        "created": stamp(team.created),
    }


def classification_json(classification: Classification) -> Json:
    """A space classification."""
    return {
        "id": classification.id,
        "title": classification.title,
        "rank": classification.rank,
        "enabled": classification.enabled,
    }


def webhook_json(world: World, hook: Webhook) -> Json:
    """A webhook as its creator sees it, secret included."""
    return without_none(
        {
            "id": hook.id,
            "name": hook.name,
            "targetUrl": hook.target_url,
            "resource": hook.resource,
            "event": hook.event,
            "filter": hook.filter,
            "secret": None if world.switches.hide_webhook_secrets else hook.secret,
            "status": hook.status,
            "created": stamp(hook.created),
            "ownedBy": hook.owned_by,
            "orgId": hook.org_id,
            "createdBy": hook.creator_id,
        }
    )
