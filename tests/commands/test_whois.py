import pytest

from bot.commands.whois import Account, whois
from bot.reply.blocks import Button
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile
from tests.commands.asking import asked

BO = Profile("bo", "bo@example.com", "Bo Lind", "Bo", "org")


@pytest.mark.parametrize(
    ("person", "line"),
    [
        pytest.param(Person(email="bo@example.com"), "pmr bo@example.com", id="by address"),
        pytest.param(Person("bo", name="Bo"), "pmr bo", id="by mention"),
        pytest.param(Person("ana"), "pmr", id="oneself"),
    ],
)
def test_who_may_see_the_room_gets_a_button_for_it(person: Person, line: str) -> None:
    reply = whois.answer(asked("whois", person=person), Account(BO, "org", may_see_room=True))
    assert reply.blocks[-2] == Button("Personal room", says=line)


@pytest.mark.parametrize(
    ("profile", "title"),
    [
        (Profile(None, "ana@example.com", None, None), "ana@example.com"),
        (Profile(None, None, None, None), "Somebody without a name"),
    ],
    ids=["an address", "nothing"],
)
def test_who_has_no_name_is_called_by_what_there_is(profile: Profile, title: str) -> None:
    found = Account(profile, None, may_see_room=False)
    assert whois.answer(asked("whois", person=Person("bo")), found).title == title
