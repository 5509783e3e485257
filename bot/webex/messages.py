"""Messages and button presses: reading what people sent, posting what we say."""

from collections.abc import Mapping
from typing import Any

from bot.errors import WebexError
from bot.ids import path_segment
from bot.model.message import Message, Press
from bot.webex.bearer import Bearer

_CARD = "application/vnd.microsoft.card.adaptive"


class Messages:
    """https://developer.webex.com/docs/api/v1/messages, with the bot's token."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer

    def get(self, message_id: str) -> Message:
        """Return a message. Raises: WebexError."""
        return Message.read(
            self._bearer.object_(
                "GET /messages/{id}", lambda api: api.messages.get(path_segment(message_id))
            )
        )

    def press(self, action_id: str) -> Press:
        """Return what a pressed button says. Raises: WebexError."""
        return Press.read(
            self._bearer.object_(
                "GET /attachment/actions/{id}",
                lambda api: api.attachment_actions.get(path_segment(action_id)),
            )
        )

    def post(
        self, room_id: str, thread_id: str, markdown: str, card: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Post one message and return what Webex made of it.

        A post that Webex refuses for what it is (a card it does not like, a parent that is gone)
        is tried again without the card, then without the thread: the person still gets the text.

        Raises:
            WebexError: the plain text was refused too, or Webex does not answer.
        """
        attachments = [{"contentType": _CARD, "content": card}]
        attempts: list[dict[str, Any]] = [
            {"parentId": thread_id, "attachments": attachments},
            {"parentId": thread_id},
            {},
        ]
        for attempt in attempts[:-1]:
            try:
                return self._create(room_id, markdown, attempt)
            except WebexError as error:
                if not _about_the_message(error):
                    raise
        return self._create(room_id, markdown, attempts[-1])

    def _create(self, room_id: str, markdown: str, more: dict[str, Any]) -> Mapping[str, Any]:
        return self._bearer.object_(
            "POST /messages",
            lambda api: api.messages.create(roomId=room_id, markdown=markdown, **more),
        )


def _about_the_message(error: WebexError) -> bool:
    """Tell whether another form of the same message may fare better."""
    status = error.failure.what
    return isinstance(status, int) and 400 <= status < 500 and status not in {401, 423, 429}
