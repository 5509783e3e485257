import pytest

from bot.reply.width import cut, widest_word, width


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("red 1", 5, id="small letters, digits and blanks"),
        pytest.param("Room", 5, id="a capital and an m are wider"),
        pytest.param("a@b", 4, id="signs as wide as two"),
        pytest.param("会议", 4, id="scripts as wide as two"),
    ],
)
def test_a_text_is_as_wide_as_its_characters(text: str, wide: float) -> None:
    assert width(text) == wide


def test_the_widest_word_counts() -> None:
    assert widest_word("a bbb  cc\ndd") == 3
    assert widest_word("") == 0


@pytest.mark.parametrize(
    ("text", "short"),
    [
        pytest.param("abcde", "abcde", id="fits"),
        pytest.param("abcdef", "abc…", id="does not"),
        pytest.param("ab cdef", "ab…", id="no blank before the ellipsis"),
    ],
)
def test_a_text_is_cut_to_a_width(text: str, short: str) -> None:
    assert cut(text, 5) == short
