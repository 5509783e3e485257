"""A conversation through wxc_sdk: `python with_wxc_sdk.py URL TOKEN FILE CARD`."""

import json
import sys

from wxc_sdk import WebexSimpleApi  # type: ignore[import-not-found]
from wxc_sdk.rest import RestSession  # type: ignore[import-not-found]

url, token, file, card = sys.argv[1:]
RestSession.BASE = url.rstrip("/")
api = WebexSimpleApi(tokens=token)
seen = {
    "me": api.people.me().emails[0],
    "found": [one.display_name for one in api.people.list(display_name="ana")],
    "teams": [one.name for one in api.teams.list()],
}
room = api.rooms.create(title="Launch", team_id=next(iter(api.teams.list())).id)
wanted = room.model_copy(update={"title": "Lift-off", "is_locked": True})
seen["renamed"] = api.rooms.update(wanted).title
seen["listed"] = room.id in [one.id for one in api.rooms.list(max=3)]

added = api.membership.create(room_id=room.id, person_email="ana.ruiz@example.com")
moderator = added.model_copy(update={"is_moderator": True})
seen["moderates"] = api.membership.update(moderator).is_moderator
seen["members"] = [one.person_email for one in api.membership.list(room_id=room.id)]

said = api.messages.create(room_id=room.id, markdown="**Hello**")
edit = said.model_copy(update={"text": None, "html": None, "markdown": "**Hello** all"})
seen["edited"] = api.messages.edit(edit).text
seen["read"] = api.messages.details(said.id).html
reply = api.messages.create(room_id=room.id, parent_id=said.id, text="a file", files=[file])
seen["files"] = len(reply.files)
seen["thread"] = [one.text for one in api.messages.list(room_id=room.id, parent_id=said.id)]
direct = api.messages.create(to_person_email="ana.ruiz@example.com", text="psst")
listed = api.messages.list_direct(person_email="ana.ruiz@example.com")
seen["direct"] = [one.text for one in listed]

asked = api.messages.create(room_id=room.id, text="Yes?", attachments=[json.loads(card)])
pressed = api.attachment_actions.create("submit", asked.id, {"say": "yes"})
seen["pressed"] = api.attachment_actions.details(pressed.id).inputs["say"]

hook = api.webhook.create(
    name="I", target_url="http://127.0.0.1:9/", resource="messages", event="created", secret="s"
)
seen["hook"] = api.webhook.details(hook.webhook_id).name
api.webhook.webhook_delete(hook.webhook_id)
seen["hooks"] = len(list(api.webhook.list()))

api.messages.delete(direct.id)
api.membership.delete(added.id)
api.rooms.delete(room.id)
seen["left"] = room.id in [one.id for one in api.rooms.list()]
sys.stdout.write(json.dumps(seen))
