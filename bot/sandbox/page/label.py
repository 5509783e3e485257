"""What a call to Webex is for, in a few words."""

from fnmatch import fnmatchcase

_LABELS = (
    ("GET", "/messages/*", "Read the message"),
    ("GET", "/messages", "Look for messages"),
    ("POST", "/messages", "Post the answer"),
    ("GET", "/attachment/actions/*", "Read which button was pressed"),
    ("GET", "/rooms/*/meetingInfo", "Ask how to join the space’s meeting"),
    ("GET", "/rooms/*", "Ask about the space"),
    ("GET", "/rooms", "List the bot’s spaces"),
    ("GET", "/people/me", "Ask who the bot is"),
    ("GET", "/people*", "Ask who a person is"),
    ("GET", "/memberships*", "Ask who is in the space"),
    ("GET", "/teams/*", "Ask for the team’s name"),
    ("GET", "/classifications", "Ask for the names of classifications"),
    ("GET", "/organizations/*", "Ask for the organisation’s name"),
    ("GET", "/meetingPreferences/personalMeetingRoom", "Ask for the Personal Meeting Room"),
    ("GET", "/meetingPreferences/sites", "Ask for the Webex sites"),
    ("*", "/meetingPreferences*", "Ask for meeting preferences"),
    ("POST", "/access_token", "Get a fresh access token"),
    ("GET", "/webhooks*", "Look after the webhooks"),
    ("PUT", "/webhooks*", "Switch a webhook on again"),
)


def label(method: str, path: str) -> str:
    """The words for a call; `path` is what follows /v1."""
    for wanted, pattern, words in _LABELS:
        if wanted in ("*", method) and fnmatchcase(path, pattern):
            return words
    return "Call Webex"
