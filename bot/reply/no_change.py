"""Explanations for changes of one's own room, where more is known than what a status code says."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.reply.explain import Cause, Explanation

OWN_CHANGE: Mapping[Cause, Explanation] = MappingProxyType(
    {
        403: Explanation(
            "Changing rooms is not switched on",
            "Webex does not let my access change them. Nothing was changed.",
            "Tell {contact}, or change it on your Webex site.",
            to_help_desk="The organisation’s access needs meeting:admin_preferences_write: "
            "roomdesk org connect. People’s own needs meeting:preferences_write.",
        ),
        409: Explanation(
            "Webex says this conflicts with something",
            "It clashes with a rule of your site, or with another change. Nothing was changed.",
            "Look at your room and try it again. If it keeps happening, tell {contact}.",
        ),
    }
)
