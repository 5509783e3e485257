import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.plain_text import clip, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("  a \t b\r\n\n c ", "a b c", id="white space is folded"),
        pytest.param("a\u2028b\u2029c\u0085d\x00e", "a b c d e", id="every kind of line break"),
        pytest.param("\u202egnp.exe\u202c", "gnp.exe", id="direction overrides"),
        pytest.param("he\u200bl\u2060p\ufeff", "help", id="characters of no width"),
        pytest.param("a\ud800b", "ab", id="half of a surrogate pair"),
        pytest.param("👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم", id="joiners stay"),
        pytest.param("\u200b \u2066", "", id="nothing to be seen"),
    ],
)
def test_text_is_made_fit_for_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text(st.characters()))
def test_one_line_holds_no_break_and_nothing_hidden_and_is_stable(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert len(line.splitlines()) <= 1
    hidden = {char for char in line if unicodedata.category(char) in {"Cc", "Cf", "Cs"}}
    assert hidden <= {"\u200c", "\u200d"}
    line.encode()


def test_a_short_text_is_not_cut() -> None:
    assert clip("four", 4) == "four"


def test_a_long_text_is_cut_and_the_rest_counted() -> None:
    assert clip("one two three", 4) == "one … (9 more characters)"
