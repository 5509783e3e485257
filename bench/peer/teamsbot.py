"""A bot on webexteamsbot, written as its documents show; runs where that is installed.

`python teamsbot.py` starts it as they do; gunicorn finds `app`.
"""

import os
from typing import Any

from webexteamsbot import TeamsBot

app = TeamsBot(
    "Roomdesk",
    teams_bot_token=os.environ["TOKEN"],
    teams_api_url=os.environ["API_URL"],
    teams_bot_email=os.environ["EMAIL"],
    teams_bot_url=os.environ["OWN_URL"],
)


def room(message: Any) -> str:
    """Tell what a space is."""
    found = app.teams.rooms.get(message.roomId)
    return f"**{found.title}**\n- **Type:** {found.type}\n- **Last activity:** {found.lastActivity}"


app.add_command("room", "what this space is", room)

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(os.environ["PORT"]))
