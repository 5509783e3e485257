"""A right is asked for again at each try, an answer that was found notwithstanding."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from bot.database.schema.tables import questions
from bot.sandbox import Fault
from bot.sandbox.seed import name
from tests.by_hand import Bot, Start

_DESK = name.stable_id("ROOM", name.HELP_DESK)
_PARTNERS = name.stable_id("ROOM", name.PARTNERS)
_NOT_YOURS = "**I can’t find that space for you**"


@pytest.fixture
def bot(start: Start) -> Bot:
    return start(changes={"HELPDESK_SPACE": _DESK})


def _leave_partners(bot: Bot) -> None:
    bot.webex.remove(name.JOHN_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)


def _leave_the_help_desk(bot: Bot) -> None:
    bot.webex.remove(name.HANA_EMAIL, name.HELP_DESK, by=name.HANA_EMAIL)


_ASKED = [
    pytest.param(f"room {_PARTNERS}", name.JOHN_EMAIL, _leave_partners, _NOT_YOURS, id="a space"),
    pytest.param(
        "room partner", name.JOHN_EMAIL, _leave_partners, _NOT_YOURS, id="a space by a word"
    ),
    pytest.param(
        f"meeting {_PARTNERS}", name.JOHN_EMAIL, _leave_partners, _NOT_YOURS, id="its meeting"
    ),
    pytest.param(
        "rooms partner", name.JOHN_EMAIL, _leave_partners, "I found no such space", id="the list"
    ),
    pytest.param(
        "room p", name.JOHN_EMAIL, _leave_partners, "**Which space do you mean?**", id="which one"
    ),
    pytest.param(
        f"pmr {name.JOHN_EMAIL}",
        name.HANA_EMAIL,
        _leave_the_help_desk,
        "**Only the help desk may look up",
        id="the help desk's right",
    ),
]


def _looks(bot: Bot) -> int:
    """Return how often Webex was asked whether somebody is in a space."""
    asked = [call.query for call in bot.webex.calls() if call.path == "/v1/memberships"]
    return sum("personId" in query for query in asked)


@pytest.mark.parametrize(("line", "who", "leave", "said"), _ASKED)
@pytest.mark.parametrize("room", [None, name.UNICORN], ids=["1:1", "in a space"])
def test_whoever_has_left_before_the_post_that_works_does_not_get_the_answer(
    bot: Bot, line: str, who: str, leave: Callable[[Bot], None], said: str, room: str | None
) -> None:
    if room and who == name.HANA_EMAIL:
        bot.webex.invite(who, room, by=name.JOHN_EMAIL)
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=429, times=1))
    asked = bot.ask(line, who, room)
    wait_s = bot.step()
    leave(bot)
    bot.try_again(wait_s)
    (answer,) = bot.webex.replies(asked.id)
    if room is None or not line.startswith("rooms"):
        assert said in (answer.markdown or "")
    assert name.PARTNERS not in str(answer.sent)
    assert "John's PMR" not in str(answer.sent)


@pytest.mark.parametrize(
    ("line", "who"), [pytest.param(*one.values[:2], id=one.id) for one in _ASKED]
)
def test_the_first_try_asks_once_and_another_one_asks_the_same_again(
    bot: Bot, line: str, who: str
) -> None:
    asked = bot.ask(line, who, None)
    assert bot.step() is None
    first = _looks(bot)
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=429, times=1))
    again = bot.ask(line, who, None)
    bot.try_again(bot.step())
    assert _looks(bot) == 3 * first
    assert len(bot.webex.replies(asked.id)) == len(bot.webex.replies(again.id)) == 1


def test_a_right_that_was_given_meanwhile_counts_too(bot: Bot) -> None:
    _leave_partners(bot)
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=429, times=1))
    asked = bot.ask(f"room {_PARTNERS}", room=None)
    wait_s = bot.step()
    bot.webex.invite(name.JOHN_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
    bot.try_again(wait_s)
    (answer,) = bot.webex.replies(asked.id)
    assert (answer.markdown or "").startswith(f"**{name.PARTNERS}**")


def test_an_answer_waits_until_webex_tells_whether_it_may_be_said(bot: Bot) -> None:
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=429, times=1))
    asked = bot.ask(f"room {_PARTNERS}", room=None)
    wait_s = bot.step()
    bot.webex.faults.add(Fault(path="/memberships", status=503, times=1))
    wait_s = bot.try_again(wait_s)
    assert bot.webex.replies(asked.id) == []
    bot.try_again(wait_s)
    (answer,) = bot.webex.replies(asked.id)
    assert (answer.markdown or "").startswith(f"**{name.PARTNERS}**")


def test_an_answer_that_cannot_be_looked_at_again_is_not_sent_1_to_1_either(bot: Bot) -> None:
    bot.webex.faults.add(Fault(method="POST", path="/messages", status=429, times=1))
    asked = bot.ask(f"room {_PARTNERS}")
    wait_s = bot.step()
    bot.webex.faults.add(Fault(path="/memberships", status=503))
    a_day_ago = update(questions).values(arrived_at=questions.c.arrived_at - 25 * 3600)
    with bot.database.begin() as connection:
        connection.execute(a_day_ago)
    assert bot.try_again(wait_s) is None
    assert bot.webex.replies(asked.id) == []
    assert bot.webex.direct_messages(name.JOHN_EMAIL) == []
