"""What it means that a personal room cannot be read, where that is more than a code says."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.reply.blocks import Reply, Text
from bot.reply.explain import Cause, Explanation

# Whatever Webex says when it refuses to renew the organisation's access, it means this.
ACCESS_LOST = Explanation(
    "My access to personal rooms has run out",
    "Webex no longer accepts the organisation’s refresh token. This is not about you.",
    "Tell {contact}: WEBEX_REFRESH_TOKEN has to be renewed.",
)

# It says of the bot's settings what it says to nobody else: no token is at fault.
CLIENT_REFUSED = Explanation(
    "Webex does not take my settings",
    "It refuses the client’s id and secret, with which I renew access. This is not about you.",
    "Tell {contact}: the bot’s log says which setting to correct.",
)

# What a refusal means where a command asks for somebody's Personal Meeting Room.
PERSONAL_ROOM: Mapping[Cause, Explanation] = MappingProxyType(
    {
        403: Explanation(
            "I am not allowed to read personal rooms",
            "The access that I was given does not cover the meeting settings of this person.",
            "Somebody of another organisation: ask them. Otherwise tell {contact}: it needs "
            "meeting:admin_preferences_read, from an administrator of the site.",
        ),
        404: Explanation(
            "Webex knows no such personal room",
            "The person has no Personal Meeting Room on that site, or the site does not know them.",
            "See which sites there are, then ask again with one: {pmr} site.webex.com",
            offers=("sites",),
            if_site="I took “{site}” for a Webex site. A person I know by the whole address: "
            "pmr name@example.com",
        ),
    }
)


def wrong_room(contact: str) -> Reply:
    """Return the answer where the organisation's access may show the wrong room."""
    return Reply(
        "I cannot tell whose room that is",
        [
            Text("My access may show somebody else’s, so I show none. This is not about you."),
            Text(
                f"Tell {contact}: the organisation’s access lacks meeting:admin_preferences_read. "
                "An administrator can grant it: flask --app app org connect"
            ),
        ],
    )
