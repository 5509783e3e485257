"""Messages and button presses: reading what people sent, posting what the bot says."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.errors import WebexError
from bot.ids import path_segment, same
from bot.webex.bearer import Bearer, parsed
from bot.webex.model import fields
from bot.webex.model.message import Message, Press

# Called right before a post: notes it, or raises if nothing may be posted any more.
Mark = Callable[[], None]

_CARD = "application/vnd.microsoft.card.adaptive"


def _nothing() -> None:
    """Note nothing."""


class Messages:
    """https://developer.webex.com/docs/api/v1/messages, with the bot's token."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer

    def get(self, message_id: str) -> Message:
        """Return a message. Raises: WebexError."""
        found = self._bearer.get(f"messages/{path_segment(message_id)}")
        return parsed("GET /messages/{id}", found, Message.read)

    def press(self, action_id: str) -> Press:
        """Return what a pressed button says. Raises: WebexError."""
        found = self._bearer.get(f"attachment/actions/{path_segment(action_id)}")
        return parsed("GET /attachment/actions/{id}", found, Press.read)

    def post(
        self,
        room_id: str,
        thread_id: str | None,
        markdown: str,
        card: Mapping[str, Any] | None,
        mark: Mark = _nothing,
    ) -> str | None:
        """Post one message and return its id, None if Webex did not tell it.

        `mark` is called right before each call that may post it, and ends that if it raises.

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
                return self._create(mark, roomId=room_id, markdown=markdown, **attempt)
            except WebexError as error:
                if not _about_the_message(error):
                    raise
        return self._create(mark, roomId=room_id, markdown=markdown, **attempts[-1])

    def post_alone(
        self,
        person_id: str,
        markdown: str,
        card: Mapping[str, Any] | None = None,
        mark: Mark = _nothing,
    ) -> None:
        """Post one message to a person 1:1, without the card where Webex refuses that.

        `mark` is as in `post`. Raises: WebexError.
        """
        if card is not None:
            try:
                self._create(
                    mark,
                    toPersonId=person_id,
                    markdown=markdown,
                    attachments=[{"contentType": _CARD, "content": card}],
                )
            except WebexError as error:
                if not _about_the_message(error):
                    raise
            else:
                return
        self._create(mark, toPersonId=person_id, markdown=markdown)

    def delete(self, message_id: str) -> None:
        """Delete a message of the bot's own. Raises: WebexError."""
        key = path_segment(message_id)
        self._bearer.call("DELETE /messages/{id}", lambda api: api.messages.delete(key))

    def has_been_told(self, person_id: str, question_id: str, title: str, after: datetime) -> bool:
        """Tell whether an answer to a question was posted to a person 1:1 since `after`.

        A card carries the id of the question that it answers; an answer without a card is known
        by its `title`, with which its text begins. Raises: WebexError.
        """
        # Webex does not document how many of them a page may hold.
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
            if not error.failure.is_definite:
                raise
        return False  # not among the latest, or there is no such space yet

    def direct_room(self, person_id: str) -> str | None:
        """Return the 1:1 space with somebody; None: nothing was said there. Raises: WebexError."""
        try:
            items = self._bearer.items("messages/direct", {"personId": person_id}, most=1)
            return next((fields.text(item, "roomId") for item in items), None)
        except WebexError as error:
            if not error.failure.is_definite:
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
    ) -> bool | None:
        """Tell whether our answer to a question stands in a 1:1 space since `after`.

        `after` is before the question. A card carries the id of the question that it answers. An
        answer without a card is known by where it stands, where nothing else was asked in that
        thread; None: it may be the answer to something else. Raises: WebexError.
        """
        is_alone, plain = question_id == thread_id, set[str | None]()
        for item in self.since(room_id, after, is_direct=True, most=200):
            stands_in = fields.text(item, "parentId")
            if not same(fields.text(item, "personId"), own_id):
                is_alone = is_alone and stands_in != thread_id
            elif _answers(item) == question_id:
                return True
            elif not fields.objects(item, "attachments"):
                plain.add(stands_in)
        if plain.isdisjoint({thread_id, None}):  # where the thread was refused too, it has no place
            return False
        return True if is_alone and thread_id in plain else None

    def _create(self, mark: Mark, **message: Any) -> str | None:
        mark()
        posted = self._bearer.call("POST /messages", lambda api: api.messages.create(**message))
        return fields.text(posted, "id") if isinstance(posted, Mapping) else None


def _answers(item: Mapping[str, Any]) -> str | None:
    """Return the question that a message's card says it answers (see `bot.reply.card`)."""
    for attachment in fields.objects(item, "attachments"):
        for element in fields.objects(fields.object_(attachment, "content"), "body"):
            return fields.text(element, "id")
    return None


def _about_the_message(error: WebexError) -> bool:
    """Tell whether Webex may take the same message in another form."""
    status = error.failure.what
    return isinstance(status, int) and error.failure.is_definite
