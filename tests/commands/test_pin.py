from bot.commands.pin import HostPin, pin
from bot.reply.blocks import Copy, Facts
from bot.secret import Secret
from tests.commands.asking import asked

ASK = asked("pmr pin")


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
