import pytest

from bot.dispatch.grammar.arguments import Args
from bot.dispatch.grammar.space_among_words import titled
from bot.webex.model.named import Space

BOTH = frozenset({"space", "words", "page"})
SAID = Args(words=("project", "unicorn"), page=2)


def test_words_that_are_asked_1_to_1_are_the_title_of_another_space() -> None:
    assert titled(SAID, BOTH, is_direct=True) == Args(space=Space(title="project unicorn"), page=2)


@pytest.mark.parametrize(
    ("args", "kinds", "is_direct"),
    [
        pytest.param(SAID, BOTH, False, id="in a space they are about that space"),
        pytest.param(SAID, frozenset({"words"}), True, id="a command that takes no space"),
        pytest.param(Args(space=Space("x"), words=("a",)), BOTH, True, id="a space is named"),
        pytest.param(Args(page=2), BOTH, True, id="there are none"),
    ],
)
def test_other_words_stay_words(args: Args, kinds: frozenset[str], *, is_direct: bool) -> None:
    assert titled(args, kinds, is_direct=is_direct) is args
