import pytest

from bot.errors import Trouble, WebexError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from bot.webex.model.named import Person
from bot.webex.people import People
from tests.by_hand import bearer_at


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


def _found(people: People, person: Person) -> str | None:
    profile = people.find(person)
    return profile.id if profile else None


def test_somebody_is_found_by_address_in_any_case_and_remembered(webex: Sandbox) -> None:
    people = People(bearer_at(webex))
    for email in (name.JOHN_EMAIL, name.JOHN_EMAIL.upper()):
        assert _found(people, Person(email=email)) == name.JOHN_ID
    (call,) = webex.calls()
    assert call.path == "/v1/people"


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(Person(name.JOHN_ID), id="by API id"),
        pytest.param(Person("f5b36187-c8dd-4727-8b2f-f9c447f29046"), id="by UUID"),
        pytest.param(Person(name.JOHN_ID, "old@example.com"), id="by id rather than by address"),
    ],
)
def test_somebody_is_found_by_id(webex: Sandbox, person: Person) -> None:
    assert _found(People(bearer_at(webex)), person) == name.JOHN_ID


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(Person(email="nobody@example.com"), id="an address that nobody has"),
        pytest.param(Person(email=name.OLGA_EMAIL), id="an address of another organisation"),
        pytest.param(Person("00000000-0000-4000-8000-000000000000"), id="an id that nobody has"),
        pytest.param(Person(), id="nobody named"),
    ],
)
def test_whom_webex_does_not_show_is_not_found(webex: Sandbox, person: Person) -> None:
    people = People(bearer_at(webex))
    assert (people.find(person), people.find(person)) == (None, None)
    assert len(webex.calls()) <= 1


def test_that_webex_does_not_answer_is_not_that_nobody_is_there(webex: Sandbox) -> None:
    webex.faults.add(Fault(path="/people", status=503, times=1))
    people = People(bearer_at(webex))
    with pytest.raises(WebexError):
        people.find(Person(email=name.JOHN_EMAIL))
    assert _found(people, Person(email=name.JOHN_EMAIL)) == name.JOHN_ID
