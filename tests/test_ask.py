from datetime import UTC, datetime

from bot.argument import Args, Person, Space
from bot.ask import Ask, Origin

ANA = Person(id="ana", email="ana@example.com")
BO = Person(email="bo@example.com")
HERE = Origin(ANA, "here", False, "thread", datetime(2026, 3, 1, tzinfo=UTC))


def test_a_question_is_about_the_asker_and_the_space_it_was_asked_in() -> None:
    ask = Ask("pmr", HERE)
    assert (ask.asker, ask.person, ask.space, ask.site, ask.words) == (
        ANA,
        ANA,
        Space(id="here"),
        None,
        (),
    )


def test_a_question_is_about_whoever_and_whatever_it_names() -> None:
    ask = Ask("…", HERE, Args(BO, "a.webex.com", Space(title="Q1"), words=("w",)))
    assert (ask.asker, ask.person, ask.space, ask.site, ask.words) == (
        ANA,
        BO,
        Space(title="Q1"),
        "a.webex.com",
        ("w",),
    )


def test_who_names_themselves_is_the_asker_with_all_that_is_known() -> None:
    assert Ask("pmr ANA@example.com", HERE, Args(Person(email="ANA@example.com"))).person is ANA
