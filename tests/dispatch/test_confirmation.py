"""What the two buttons below a change say."""

from bot.dispatch.confirmation import buttons, new_nonce
from bot.dispatch.grammar.line import words


def test_the_buttons_say_the_nonce_and_nothing_else() -> None:
    assert [(one.label, one.says) for one in buttons("00ff")] == [
        ("Change it", "confirm 00ff"),
        ("Leave it", "decline 00ff"),
    ]


def test_no_two_nonces_are_the_same_and_each_is_one_word() -> None:
    found = {new_nonce() for _ in range(100)}
    assert len(found) == 100
    assert all([*words(one)] == [one] and len(one) == 20 for one in found)
