"""Messages and button presses: reading what people sent, posting what we say."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.errors import Trouble, WebexError
from bot.ids import path_segment, same
from bot.webex.bearer import Bearer
from bot.webex.model import fields
from bot.webex.model.message import Message, Press

_CARD = "application/vnd.microsoft.card.adaptive"


class Messages:
    """https://developer.webex.com/docs/api/v1/messages, with the bot's token."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer

    def get(self, message_id: str) -> Message:
        """Return a message. Raises: WebexError."""
        return Message.read(self._bearer.get(f"messages/{path_segment(message_id)}"))

    def press(self, action_id: str) -> Press:
        """Return what a pressed button says. Raises: WebexError."""
        return Press.read(self._bearer.get(f"attachment/actions/{path_segment(action_id)}"))

    def post(
        self, room_id: str, thread_id: str | None, markdown: str, card: Mapping[str, Any] | None
    ) -> str | None:
        """Post one message and return its id, None if Webex did not tell it.

        A post that Webex refuses for what it is (a card it does not like, a parent that is gone)
        is tried again without the card, then without the thread: the person still gets the text.

        Raises:
            WebexError: the plain text was refused too, or Webex does not answer.
        """
        thread = {"parentId": thread_id} if thread_id else {}
        attempts: list[dict[str, Any]] = [thread, {}] if thread else [{}]
        if card is not None:
            attachments = [{"contentType": _CARD, "content": card}]
            attempts = [{**thread, "attachments": attachments}, *attempts]
        for attempt in attempts[:-1]:
            try:
                return self._create(roomId=room_id, markdown=markdown, **attempt)
            except WebexError as error:
                if not _about_the_message(error):
                    raise
        return self._create(roomId=room_id, markdown=markdown, **attempts[-1])

    def post_alone(
        self, person_id: str, markdown: str, card: Mapping[str, Any] | None = None
    ) -> None:
        """Post one message to a person 1:1, without the card where Webex refuses that.

        Raises: WebexError.
        """
        if card is not None:
            try:
                self._create(
                    toPersonId=person_id,
                    markdown=markdown,
                    attachments=[{"contentType": _CARD, "content": card}],
                )
            except WebexError as error:
                if not _about_the_message(error):
                    raise
            else:
                return
        self._create(toPersonId=person_id, markdown=markdown)

    def delete(self, message_id: str) -> None:
        """Delete a message of the bot's own. Raises: WebexError."""
        key = path_segment(message_id)
        self._bearer.call("DELETE /messages/{id}", lambda api: api.messages.delete(key))

    def has_been_told(self, person_id: str, question_id: str, title: str, after: datetime) -> bool:
        """Tell whether an answer to a question was posted to a person 1:1 since `after`.

        A card carries the id of the question that it answers; an answer without a card is known
        by its `title`, with which its text begins. Raises: WebexError.
        """
        # Of how many to a page, Webex's page on this list says nothing.
        try:
            for item in self._bearer.items("messages/direct", {"personId": person_id}, most=50):
                created = fields.time(item, "created")
                if created is not None and created < after:
                    return False
                answers, text = _answers(item), fields.text(item, "text") or ""
                is_theirs = same(fields.text(item, "personId"), person_id)
                is_plain = answers is None and not is_theirs and text.startswith(title)
                if answers == question_id or is_plain:
                    return True
        except WebexError as error:
            if not error.failure.is_no:
                raise
        return False  # not among the latest, or there is no such space yet

    def direct_room(self, person_id: str) -> str | None:
        """Return the 1:1 space with somebody; None: nothing was said there. Raises: WebexError."""
        try:
            items = self._bearer.items("messages/direct", {"personId": person_id}, most=1)
            return next((fields.text(item, "roomId") for item in items), None)
        except WebexError as error:
            if not error.failure.is_no or error.failure.what == 401:
                raise
            return None

    def answers(self, message_id: str) -> str | None:
        """Return the id of the question that a message of ours answers. Raises: WebexError."""
        return _answers(self._bearer.get(f"messages/{path_segment(message_id)}"))

    def since(
        self, room_id: str, after: datetime, *, is_direct: bool, most: int = 1000
    ) -> Iterator[Mapping[str, Any]]:
        """List the messages of a space from the newest back to `after`, as Webex shows them to us.

        In a group space those are the messages that mention the bot; `most` bounds the pages.

        Raises: WebexError.
        """
        params: dict[str, str | int] = {"roomId": room_id, "max": 100}
        if not is_direct:
            params["mentionedPeople"] = "me"
        for item in self._bearer.items("messages", params, most):
            created = fields.time(item, "created")
            if created is not None and created < after:
                return
            yield item

    def answered(
        self, room_id: str, question_id: str, thread_id: str, own_id: str, after: datetime
    ) -> bool:
        """Tell whether our answer to a question stands in a 1:1 space since `after`.

        A card carries the id of the question that it answers; an answer without a card is known
        by where it stands. Raises: WebexError.
        """
        for item in self.since(room_id, after, is_direct=True, most=200):
            if same(fields.text(item, "personId"), own_id):
                answers = _answers(item)
                stands_in = fields.text(item, "parentId") or thread_id
                if answers == question_id or (answers is None and stands_in == thread_id):
                    return True
        return False

    def _create(self, **message: Any) -> str | None:
        try:
            posted = self._bearer.call("POST /messages", lambda api: api.messages.create(**message))
        except WebexError as error:
            # A success is one, whatever Webex says about it: posting again would repeat it.
            is_success = error.failure.what is Trouble.GARBLED and error.failure.was_answered
            if not is_success:
                raise
            return None
        return fields.text(posted, "id") if isinstance(posted, Mapping) else None


def _answers(item: Mapping[str, Any]) -> str | None:
    """Return the question that a message's card says it answers (see `bot.reply.card`)."""
    for attachment in fields.objects(item, "attachments"):
        for element in fields.objects(fields.object_(attachment, "content"), "body"):
            return fields.text(element, "id")
    return None


def _about_the_message(error: WebexError) -> bool:
    """Tell whether another form of the same message may fare better."""
    status = error.failure.what
    return isinstance(status, int) and 400 <= status < 500 and status not in {401, 423, 429}
