"""Connections over which nothing can be changed."""

import pytest

from bot.errors import RefusedError
from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from bot.secret import Secret
from bot.webex.bearer import Bearer, FixedToken
from bot.webex.model.named import Person
from bot.webex.own import Own
from bot.webex.read_only import read_only


@pytest.fixture
def own(webex: Sandbox) -> Own:
    return Own.of(Bearer(read_only(webex.url, 2), FixedToken(Secret(name.BOT_TOKEN))))


def test_what_reads_is_answered(own: Own) -> None:
    assert own.people.me().email == name.BOT_EMAIL
    john = own.people.find(Person(email=name.JOHN_EMAIL.upper()))
    assert john is not None
    assert john.id == name.JOHN_ID
    assert own.people.find(Person(email="nobody@example.com")) is None


def test_what_changes_anything_is_refused_and_never_sent(webex: Sandbox, own: Own) -> None:
    with pytest.raises(RefusedError):
        own.messages.post(name.UNICORN_ID, None, "hello", {})
    with pytest.raises(RefusedError):
        own.messages.post_alone(name.JOHN_ID, "hello")
    with pytest.raises(RefusedError):
        own.messages.delete("message")
    assert webex.calls() == []


def test_a_1_1_space_is_found_where_something_was_said(webex: Sandbox, own: Own) -> None:
    assert own.messages.direct_room(name.JOHN_ID) is None
    said = webex.say(name.JOHN_EMAIL, None, "hello")
    assert own.messages.direct_room(name.JOHN_ID) == said.room_id


@pytest.mark.parametrize("path", ["v1", "api/v1", "admin"])
def test_what_changes_anything_is_sent_nowhere_at_webex(webex: Sandbox, path: str) -> None:
    bearer = Bearer(read_only(webex.url, 2), FixedToken(Secret(name.BOT_TOKEN)))
    url = f"{webex.url.removesuffix('v1/')}{path}/messages"
    with pytest.raises(RefusedError):
        bearer.call("POST", lambda api: api._session.post(url, json={}))
    assert webex.calls() == []
