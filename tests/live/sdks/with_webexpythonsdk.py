"""A conversation through webexpythonsdk: `python with_webexpythonsdk.py URL TOKEN FILE CARD`."""

import json
import sys

from webexpythonsdk import WebexAPI  # type: ignore[import-not-found]

url, token, file, card = sys.argv[1:]
api = WebexAPI(access_token=token, base_url=url)
seen = {
    "me": api.people.me().emails[0],
    "found": [one.displayName for one in api.people.list(displayName="ana")],
    "teams": [one.name for one in api.teams.list()],
}
room = api.rooms.create("Launch", teamId=next(iter(api.teams.list())).id)
seen["renamed"] = api.rooms.update(room.id, "Lift-off", isLocked=True).title
seen["listed"] = room.id in [one.id for one in api.rooms.list(type="group", max=3)]

added = api.memberships.create(room.id, personEmail="ana.ruiz@example.com")
seen["moderates"] = api.memberships.update(added.id, isModerator=True).isModerator
seen["members"] = [one.personEmail for one in api.memberships.list(roomId=room.id)]

said = api.messages.create(roomId=room.id, markdown="**Hello**")
seen["edited"] = api.messages.edit(said.id, room.id, markdown="**Hello** all").text
seen["read"] = api.messages.get(said.id).html
reply = api.messages.create(roomId=room.id, parentId=said.id, text="a file", files=[file])
seen["files"] = len(reply.files)
seen["thread"] = [one.text for one in api.messages.list(room.id, parentId=said.id)]
direct = api.messages.create(toPersonEmail="ana.ruiz@example.com", text="psst")
listed = api.messages.list_direct(personEmail="ana.ruiz@example.com")
seen["direct"] = [one.text for one in listed]

asked = api.messages.create(roomId=room.id, text="Yes?", attachments=[json.loads(card)])
pressed = api.attachment_actions.create("submit", asked.id, {"say": "yes"})
seen["pressed"] = api.attachment_actions.get(pressed.id).inputs["say"]

hook = api.webhooks.create("H", "http://127.0.0.1:9/", "messages", "created", secret="s")
seen["hook"] = api.webhooks.update(hook.id, name="I", targetUrl="http://127.0.0.1:9/").name
api.webhooks.delete(hook.id)
seen["hooks"] = len(list(api.webhooks.list()))

api.messages.delete(direct.id)
api.memberships.delete(added.id)
api.rooms.delete(room.id)
seen["left"] = room.id in [one.id for one in api.rooms.list()]
sys.stdout.write(json.dumps(seen))
