"""Explanations for personal rooms, where more is known than what a status code says."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.reply.explain import Cause, Explanation

# For any refusal to renew the organisation's access.
ACCESS_LOST = Explanation(
    "My access to personal rooms has run out",
    "Webex no longer renews it. This is not about you.",
    "Tell {contact}.",
    to_help_desk="WEBEX_REFRESH_TOKEN has to be renewed. An administrator can do that: "
    "roomdesk org connect",
)

# For a refusal of the client itself: the settings are wrong, and no token is lost.
CLIENT_REFUSED = Explanation(
    "Webex does not take my settings",
    "It refuses the client’s id and secret, with which I renew access. This is not about you.",
    "Tell {contact}: the bot’s log says which setting to correct.",
)

WRONG_ROOM = Explanation(
    "I cannot tell whose room that is",
    "My access may show somebody else’s, so I show none. This is not about you.",
    "Tell {contact}.",
    to_help_desk="The organisation’s access lacks meeting:admin_preferences_read. An administrator "
    "can grant it: roomdesk org connect",
)

# What a refusal means where a command asks for somebody's Personal Meeting Room.
PERSONAL_ROOM: Mapping[Cause, Explanation] = MappingProxyType(
    {
        403: Explanation(
            "I am not allowed to read this personal room",
            "The access that I was given does not cover the meeting settings of this person.",
            "Somebody of another organisation: ask them. Otherwise tell {contact}.",
            to_help_desk="The access needs meeting:admin_preferences_read, from an administrator "
            "of the person’s site.",
        ),
    }
)
