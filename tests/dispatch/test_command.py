import pytest

from bot.dispatch.ask import Ask
from bot.dispatch.command import command
from bot.dispatch.context import Context
from bot.dispatch.grammar.usage import Usage
from bot.reply.blocks import Reply
from bot.reply.explain import NOTHING_SPECIAL, Cause, Explanation


def _fetch(_desk: Context, _ask: Ask) -> str:
    return "data"


def _undocumented(_ask: Ask, data: str) -> Reply:
    return Reply(data)


def _greet(_ask: Ask, data: str) -> Reply:
    """Say hello.

    Twice, if need be.

    And loudly.
    """
    return Reply(data)


def test_a_command_is_made_of_its_usage_line_and_its_docstring() -> None:
    made = command("say hello [person]", fetch=_fetch, aliases=("hi", "good day"))(_greet)
    assert made.usage == Usage.parse("say hello [person]")
    assert made.title == "say hello"
    assert made.names == (("say", "hello"), ("hi",), ("good", "day"))
    assert made.summary == "Say hello."
    assert made.details == "Twice, if need be.\n\nAnd loudly."
    assert (made.fetch, made.answer, made.explain) == (_fetch, _greet, NOTHING_SPECIAL)


def test_a_command_may_explain_failures_in_its_own_way() -> None:
    special: dict[Cause, Explanation] = {
        404: Explanation("Nobody there", "They left.", "Come back later.")
    }
    assert command("greet", fetch=_fetch, explain=special)(_greet).explain == special


def test_a_command_without_a_docstring_is_refused() -> None:
    with pytest.raises(ValueError, match="'greet' needs a docstring"):
        command("greet", fetch=_fetch)(_undocumented)


def test_a_command_with_a_usage_line_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a usage line"):
        command("greet [animal]", fetch=_fetch)(_greet)
