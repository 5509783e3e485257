"""Notes the tracking id of each of Webex's answers, for the log."""

import requests

from bot.telemetry.context import note_tracking_id


def note(response: requests.Response, *_args: object, **_kwargs: object) -> None:
    """Take note of a response's tracking id: a response hook for `requests`."""
    tracking_id = response.headers.get("trackingID")
    if tracking_id:
        note_tracking_id(tracking_id)
