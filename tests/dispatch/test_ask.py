from datetime import UTC, datetime

import pytest

from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.webex.model.named import Person, Space

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
    ask = Ask("…", HERE, Args(BO, "a.webex.com", space=Space(title="Q1"), words=("w",)))
    assert (ask.asker, ask.person, ask.space, ask.site, ask.words) == (
        ANA,
        BO,
        Space(title="Q1"),
        "a.webex.com",
        ("w",),
    )


def test_who_names_themselves_is_the_asker_with_all_that_is_known() -> None:
    assert Ask("pmr ANA@example.com", HERE, Args(Person(email="ANA@example.com"))).person is ANA


@pytest.mark.parametrize(
    ("args", "page", "line"),
    [
        pytest.param(Args(), None, "list", id="nothing"),
        pytest.param(Args(ANA), None, "list", id="the asker"),
        pytest.param(
            Args(BO, "a.webex.com"), 2, "list bo@example.com a.webex.com page 2", id="a person"
        ),
        pytest.param(
            Args(site="a.webex.com", link="https://a.webex.com/meet/a"),
            None,
            "list https://a.webex.com/meet/a",
            id="a link",
        ),
        pytest.param(Args(space=Space(id="R")), None, "list R", id="a space"),
        pytest.param(Args(space=Space(title="Q1")), None, "list Q1", id="a title"),
        pytest.param(
            Args(space=Space(title="Q1"), words=("bo",)), 2, "list bo of Q1 page 2", id="both"
        ),
        pytest.param(Args(anything="X"), None, "list X", id="anything"),
        pytest.param(
            Args(words=("out of", "it"), page=4), 5, 'list "out of" it page 5', id="words"
        ),
    ],
)
def test_a_question_can_be_asked_again(args: Args, page: int | None, line: str) -> None:
    assert Ask("…", HERE, args).again("list", page) == line
