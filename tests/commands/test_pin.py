from datetime import UTC, datetime

from bot.commands.hide import hide
from bot.commands.pin import HostPin, pin
from bot.dispatch.ask import Ask, Origin
from bot.reply.blocks import Button, Copy, Facts, Note, Reply, Text
from bot.secret import Secret
from bot.webex.model.named import Person

ASK = Ask("pin", Origin(Person("ana"), "room", False, "t", datetime(2026, 3, 1, tzinfo=UTC)))


def test_the_pin_stands_in_the_part_for_the_asker_alone() -> None:
    assert pin.answer(ASK, HostPin(Secret("4325"))) == Reply(
        "Your host PIN",
        [Text("I sent it to you 1:1.")],
        alone=Reply(
            "Your host PIN",
            [
                Facts([("Host PIN", Secret("4325"))]),
                Note("Whoever has it can host your meetings. Remove it when you have used it."),
                Button("Remove this message", says="hide", needs_press=True),
            ],
        ),
    )


def test_the_pin_of_a_room_that_was_looked_for_stands_beside_its_site() -> None:
    reply = pin.answer(ASK, HostPin(Secret("4325"), "a.webex.com"))
    assert reply.alone
    assert reply.alone.blocks[0] == Facts(
        [("Host PIN", Secret("4325")), ("Site", Copy("a.webex.com"))]
    )
    assert not reply.may_be_kept


def test_a_reply_with_a_pin_is_not_kept_for_another_try() -> None:
    assert not pin.answer(ASK, HostPin(Secret("4325"))).may_be_kept
    assert pin.answer(ASK, HostPin(None)).may_be_kept


def test_a_room_without_a_pin_says_so_to_everybody() -> None:
    assert pin.answer(ASK, HostPin(None)) == Reply(
        "Webex tells no host PIN", [Text("Your room has none that I could send you.")]
    )


def test_what_was_removed_is_said_to_be_gone() -> None:
    assert hide.answer(ASK, None) == Reply("Removed", [Text("That message of mine is gone.")])
    assert not hide.is_listed
