"""What the pretend Webex says when it will not do something."""

from collections.abc import Mapping
from typing import Any

DEFAULT_WORDS: Mapping[int, str] = {
    400: "The request was invalid or cannot be otherwise served.",
    401: "The request requires a valid access token set in the Authorization request header.",
    403: (
        "The server understood the request, but refused to fulfill it because the access token "
        "is missing required scopes or the user is missing required roles or licenses."
    ),
    404: "The requested resource could not be found.",
    405: "The request method is not supported for this resource.",
    409: "The request could not be processed because it conflicts with a rule of the system.",
    410: "The requested resource is no longer available.",
    415: "The media type of the request is not supported.",
    423: "The requested resource is temporarily unavailable.",
    429: "Too many requests have been sent in a given amount of time.",
    500: "Something went wrong on the server.",
    502: "The server received an invalid response from an upstream server.",
    503: "Server is overloaded with requests. Try again later.",
    504: "An upstream server failed to respond on time.",
}


class Refusal(Exception):  # noqa: N818 - the other side says no; nothing here went wrong
    """A request that is answered with an error.

    `status` is the HTTP status, `message` the sentence on top, `description` the line below it,
    `errors` replaces the usual list (invalid cards carry an object there), `code` is that of an
    OAuth error.
    """

    def __init__(
        self,
        status: int,
        description: str | None = None,
        *,
        message: str | None = None,
        errors: Mapping[str, Any] | None = None,
        code: str | None = None,
    ) -> None:
        default = DEFAULT_WORDS.get(status, "The request failed.")
        self.status = status
        self.description = description or message or default
        self.message = message or description or default
        self.errors = errors
        self.code = code
        super().__init__(f"{status} {self.description}")

    def body(self, tracking_id: str) -> dict[str, Any]:
        """The documented error form: message, errors, trackingId."""
        errors = self.errors or [{"description": self.description}]
        body = {"message": self.message, "errors": errors, "trackingId": tracking_id}
        return body | ({"error": self.code} if self.code else {})


def no_room() -> Refusal:
    """One wording for a room that does not exist and for one that is not yours."""
    return Refusal(404, "Could not find a room with provided ID.")


def no_message() -> Refusal:
    """One wording for a message that does not exist and for one that is not for you."""
    return Refusal(404, "Unable to find the message.")
