"""The bot does not answer itself, however Webex calls it."""

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from bot.sandbox.typed import HtmlForm
from tests.by_hand import Bot, Start, event_of

_OLDER_ID = name.stable_id("PEOPLE", "the bot, as it was called once")


@pytest.fixture
def bot(webex: Sandbox, start: Start) -> Bot:
    webex.world.switches.me = {"id": _OLDER_ID}
    return start()


def test_its_own_message_is_known_by_its_address_at_the_door(bot: Bot) -> None:
    asked = bot.ask("help", room=None)
    assert bot.step() is None
    (answer,) = bot.webex.replies(asked.id)
    assert bot.intake.receive(event_of(answer)) == "my own"


def test_its_own_message_that_came_in_before_it_knew_itself_is_not_answered(bot: Bot) -> None:
    asked = bot.ask("help", room=None)
    assert bot.step() is None
    (answer,) = bot.webex.replies(asked.id)
    assert bot.inbox.accept(event_of(answer))
    assert bot.step() is None
    assert len(bot.webex.replies(asked.id)) == 1
    assert bot.calls("GET", f"/messages/{answer.id}") == 0


@pytest.mark.parametrize("form", ["p", "uuid", "div", "bare"])
@pytest.mark.parametrize(
    "line", ["@Roomdesk room", "room @Roomdesk", "@Roomdesk, please show me the room"]
)
def test_its_mention_is_taken_out_by_its_name(bot: Bot, line: str, form: HtmlForm) -> None:
    asked = bot.webex.say(name.JOHN_EMAIL, name.UNICORN, line, html_form=form)
    assert bot.inbox.accept(event_of(asked))
    assert bot.step() is None
    (answer,) = bot.webex.replies(asked.id)
    assert (answer.markdown or "").startswith(f"**{name.UNICORN}**")


def test_beside_a_mention_of_its_own_one_of_a_namesake_stays(bot: Bot) -> None:
    bot.webex.world.switches.me = {}
    bot.webex.world.person(name.ANA_EMAIL).display_name = "Roomdesk"
    asked = bot.webex.say(name.ANA_EMAIL, None, "whois @Roomdesk")
    assert bot.inbox.accept(event_of(asked))
    assert bot.step() is None
    assert len(bot.webex.replies(asked.id)) == 1


def test_if_nothing_tells_that_it_is_the_bot_s_a_thread_ends_after_twenty(bot: Bot) -> None:
    bot.webex.world.switches.me = {"id": _OLDER_ID, "emails": ["another@webex.bot"]}
    asked = bot.ask("help", room=None)
    for _ in range(40):
        bot.answer_all()
        answers = bot.webex.replies(asked.id)
        bot.inbox.accept(event_of(answers[-1]))
    bot.answer_all()
    assert len(bot.webex.replies(asked.id)) == 21  # the first one began the thread
    assert len(bot.webex.direct_messages(name.JOHN_EMAIL)) == 22
    bot.clock.now += 61
    again = bot.ask("help", room=None)
    bot.answer_all()
    assert len(bot.webex.replies(again.id)) == 1
