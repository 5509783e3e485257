"""Messages to one person who did not just ask for them."""

import logging

import pytest

from bot.conversation.outgoing import DirectMessages
from bot.reply.blocks import Button, Private, Reply, Text
from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from bot.webex.messages import Messages
from tests.by_hand import bearer_at

_REPLY = Reply("News", [Private((Text("For you."),), instead="not here"), Button("Help", "help")])


def test_a_person_is_told_one_to_one(webex: Sandbox) -> None:
    DirectMessages(Messages(bearer_at(webex)))(name.JOHN_ID, _REPLY)
    (said,) = webex.direct_messages(name.JOHN_EMAIL)
    assert said.markdown == "**News**\n\nFor you.\n\nYou can say: `help`"
    assert said.card


def test_where_webex_does_not_take_it_that_is_logged(
    webex: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    webex.faults.add(Fault(path="/messages", status=503))
    DirectMessages(Messages(bearer_at(webex)))(name.JOHN_ID, _REPLY)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "somebody could not be told “News”: POST /messages: 503" in caplog.text
