"""connect and disconnect: what they say."""

from datetime import UTC, datetime

from bot.commands.connect import connect
from bot.commands.disconnect import disconnect
from bot.dispatch.ask import Ask, Origin
from bot.reply.blocks import Note, Open, Reply, Text
from bot.webex.model.named import Person

ASK = Ask(
    "connect",
    Origin(Person(id="ana"), "here", False, "thread", datetime(2026, 3, 1, 12, tzinfo=UTC)),
)


def test_the_link_is_for_the_asker_alone() -> None:
    assert connect.answer(ASK, "https://webexapis.com/v1/authorize?state=x") == Reply(
        "Connect your account",
        [Text("I sent you the link 1:1.")],
        alone=Reply(
            "Connect your account",
            [
                Text("Sign in at Webex and allow me to read your meeting settings and your name."),
                Open("Connect", "https://webexapis.com/v1/authorize?state=x"),
                Note("The link is for you alone, works once, and for ten minutes."),
            ],
        ),
    )


def test_who_was_connected_is_told_what_was_deleted() -> None:
    assert disconnect.answer(ASK, True) == Reply(
        "Disconnected",
        [
            Text(
                "I have deleted my access to your account. In Webex it may still be listed among "
                "your apps, where you can revoke it too."
            )
        ],
    )


def test_who_was_not_connected_is_told_so() -> None:
    assert disconnect.answer(ASK, False) == Reply(
        "You were not connected", [Text("I keep nothing of your account.")]
    )
