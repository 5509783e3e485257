from collections.abc import Iterator

import pytest

from bot.errors import Trouble, WebexError
from bot.sandbox import Fault, Sandbox, demo_world, running
from bot.sandbox.seed import name
from bot.webex.people import People

from ..by_hand import bearer_at


@pytest.fixture
def webex() -> Iterator[Sandbox]:
    with running(demo_world()) as sandbox:
        yield sandbox


def test_the_bot_asks_once_who_it_is(webex: Sandbox) -> None:
    people = People(bearer_at(webex))
    assert [people.me().email for _ in range(3)] == [name.BOT_EMAIL] * 3
    assert people.known_me == people.me()
    assert len(webex.calls()) == 1


def test_an_account_without_an_id_is_none(webex: Sandbox) -> None:
    webex.faults.add(Fault(path="/people/me", status=200, body="object", times=1))
    people = People(bearer_at(webex))
    with pytest.raises(WebexError) as error:
        people.me()
    assert error.value.failure.what is Trouble.GARBLED
    assert people.me().email == name.BOT_EMAIL


@pytest.mark.parametrize("person_id", ["../../rooms", "a?b", "a\r\nb", ""])
def test_an_id_that_could_leave_its_path_is_nobody_s(webex: Sandbox, person_id: str) -> None:
    assert People(bearer_at(webex)).get(person_id) is None
    assert webex.calls() == []
