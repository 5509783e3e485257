"""The pattern that tutorials show: the SDK in a Flask route, which answers before it returns.

`python tutorial.py` starts it as they do; gunicorn finds `app`.
"""

import os

from flask import Flask, request
from webexteamssdk import WebexTeamsAPI

app = Flask(__name__)
api = WebexTeamsAPI(access_token=os.environ["TOKEN"], base_url=os.environ["API_URL"])
me = api.people.me()


@app.post("/")
def take() -> str:
    """Answer a delivery."""
    data = request.get_json()["data"]
    message = api.messages.get(data["id"])
    if message.personId != me.id and "room" in message.text:
        room = api.rooms.get(message.roomId)
        text = (
            f"**{room.title}**\n- **Type:** {room.type}\n- **Last activity:** {room.lastActivity}"
        )
        api.messages.create(roomId=room.id, markdown=text)
    return "ok"


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(os.environ["PORT"]))
