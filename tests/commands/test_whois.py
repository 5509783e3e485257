from datetime import UTC, datetime

import pytest

from bot.commands.shared.account import account, folded_ids
from bot.commands.whois import Account, whois
from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.reply.blocks import Button, Reply
from bot.webex.model.named import Person
from bot.webex.model.profile import Profile

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HERE = Origin(Person("bo", "bo@example.com"), "room", True, "thread", NOW)
ANA = Profile("ana", "ana@example.com", "Ana Ruiz", "Ana", "org")


def _about(person: Person) -> Ask:
    return Ask("whois …", HERE, Args(person=person))


def test_somebody_s_account_is_shown() -> None:
    found = Account(ANA, "org", may_see_room=False)
    assert whois.answer(_about(Person("ana")), found) == Reply(
        "Ana Ruiz", [*account(ANA, "org"), *folded_ids(ANA)]
    )


@pytest.mark.parametrize(
    ("person", "line"),
    [
        pytest.param(Person(email="ana@example.com"), "pmr ana@example.com", id="by address"),
        pytest.param(Person("ana", name="Ana"), "pmr ana", id="by mention"),
        pytest.param(Person("bo"), "pmr", id="oneself"),
    ],
)
def test_who_may_see_the_room_gets_a_button_for_it(person: Person, line: str) -> None:
    reply = whois.answer(_about(person), Account(ANA, "org", may_see_room=True))
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
    assert whois.answer(_about(Person("ana")), found).title == title
