"""Whether somebody was told 1:1, and taking messages away."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.errors import WebexError
from bot.reply import card
from bot.reply.blocks import Text
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from bot.webex.messages import Messages
from tests.by_hand import bearer_at

_AGO = timedelta(minutes=1)


@pytest.fixture
def messages(webex: Sandbox) -> Messages:
    return Messages(bearer_at(webex))


def _tell(messages: Messages, question_id: str) -> None:
    now = datetime.now(UTC)
    drawn = card.render("T", [Text("x")], now, "", question_id)
    messages.post_alone(name.JOHN_ID, "x", drawn)


def _is_told(messages: Messages, question_id: str, since: datetime | None = None) -> bool:
    after = since or datetime.now(UTC) - _AGO
    return messages.has_been_told(name.JOHN_ID, question_id, "The title", after)


def test_an_answer_1_to_1_is_known_by_its_question(messages: Messages) -> None:
    for question in ("one", "two", "three"):
        _tell(messages, question)
    assert [_is_told(messages, question) for question in ("one", "three", "four")] == [
        True,
        True,
        False,
    ]


def test_an_answer_from_before_the_question_is_none(messages: Messages) -> None:
    _tell(messages, "one")
    assert not _is_told(messages, "one", since=datetime.now(UTC) + _AGO)


def test_what_people_write_and_other_answers_tell_nothing(
    webex: Sandbox, messages: Messages
) -> None:
    _tell(messages, "one")
    webex.say(name.JOHN_EMAIL, None, "The title")
    messages.post_alone(name.JOHN_ID, "**Another title**\n\nThe title")
    assert _is_told(messages, "one")
    assert not _is_told(messages, "two")


def test_an_answer_whose_card_webex_refused_is_known_by_its_title(messages: Messages) -> None:
    messages.post_alone(name.JOHN_ID, "**The title**\n\n- **Host PIN:** `1`")
    assert _is_told(messages, "one")


def test_who_has_no_1_to_1_space_yet_was_told_nothing(webex: Sandbox, messages: Messages) -> None:
    assert not _is_told(messages, "one")
    assert [call.status for call in webex.calls()] == [404]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_that_webex_does_not_tell_is_not_a_no(
    webex: Sandbox, messages: Messages, status: int
) -> None:
    webex.faults.add(Fault(path="/messages/direct", status=status))
    with pytest.raises(WebexError):
        _is_told(messages, "one")


def test_one_s_own_message_can_be_taken_away_and_no_other(
    webex: Sandbox, messages: Messages
) -> None:
    _tell(messages, "one")
    theirs = webex.say(name.JOHN_EMAIL, None, "mine")
    own, _ = webex.direct_messages(name.JOHN_EMAIL)
    messages.delete(own.id)
    with pytest.raises(WebexError) as error:
        messages.delete(theirs.id)
    assert error.value.failure.what == 403
    assert webex.direct_messages(name.JOHN_EMAIL) == [theirs]


# The moment before a post.


class _LostError(Exception):
    """The question is somebody else's by now."""


class _Marks:
    """Takes note of each mark; the one after `most` is too late."""

    def __init__(self, webex: Sandbox, most: int) -> None:
        self.seen: list[int] = []
        self._webex, self._most = webex, most

    def __call__(self) -> None:
        posts = [call for call in self._webex.calls() if call.method == "POST"]
        if len(self.seen) == self._most:
            raise _LostError
        self.seen.append(len(posts))


def test_a_mark_is_set_before_each_post(webex: Sandbox, messages: Messages) -> None:
    webex.faults.add(Fault(method="POST", status=400, times=1))
    marks = _Marks(webex, most=9)
    messages.post(name.UNICORN_ID, None, "x", {}, marks)
    assert marks.seen == [0, 1]


@pytest.mark.parametrize("most", [0, 1])
def test_who_lost_a_question_posts_no_more(webex: Sandbox, messages: Messages, most: int) -> None:
    webex.faults.add(Fault(method="POST", status=400))
    for post in (
        partial(messages.post, name.UNICORN_ID, None, "x", {}),
        partial(messages.post_alone, name.JOHN_ID, "x", {}),
    ):
        before = len(webex.calls())
        with pytest.raises(_LostError):
            post(_Marks(webex, most))
        assert len(webex.calls()) == before + most
