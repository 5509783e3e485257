from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import commands
from bot.dispatch.ask import Ask
from bot.dispatch.command import Command, command
from bot.dispatch.context import Context
from bot.dispatch.grammar.line import Line, Mention
from bot.dispatch.registry import Registry, commands_in, plain
from bot.errors import UnknownCommandError
from bot.reply.blocks import Reply


def _fetch(_desk: Context, _ask: Ask) -> None:
    return None


def _answer(_ask: Ask, _data: None) -> Reply:
    """Answer."""
    return Reply("answer")


def named(usage: str, *aliases: str) -> Command:
    return command(usage, fetch=_fetch, aliases=aliases)(_answer)


REGISTRY = Registry(
    [
        named("room [space]", "space", "info"),
        named("pmr [person] [site]", "personal room"),
        named("pmr pin"),
        named("help [command]", "?"),
    ]
)
ANA = Mention("ana", "Ana")


@pytest.mark.parametrize(
    ("line", "title", "rest"),
    [
        pytest.param(("room",), "room", (), id="by its name"),
        pytest.param(("space", "Q1"), "room", ("Q1",), id="by an alias"),
        pytest.param(("personal", "room", ANA), "pmr", (ANA,), id="by an alias of two words"),
        pytest.param(("pmr", "pin"), "pmr pin", (), id="by the longest name"),
        pytest.param(("pmr", "pins"), "pmr", ("pins",), id="by whole words only"),
        pytest.param(("ROOM",), "room", (), id="in capitals"),
        pytest.param(("/room",), "room", (), id="with a slash"),
        pytest.param(("room?!",), "room", (), id="with punctuation"),
        pytest.param(("ｒｏｏｍ",), "room", (), id="from a full-width keyboard"),
        pytest.param(("please", "show", "me", "my", "pmr"), "pmr", (), id="as one talks"),
        pytest.param(("what's", "the", "room"), "room", (), id="as a question"),
        pytest.param(("?",), "help", (), id="by a mark"),
        pytest.param(("/?", "pmr"), "help", ("pmr",), id="by a mark with a slash"),
    ],
)
def test_a_command_is_found(line: Line, title: str, rest: Line) -> None:
    found, left = REGISTRY.find(line)
    assert (found.title, left) == (title, rest)


@pytest.mark.parametrize(
    ("line", "title", "advice", "try_lines"),
    [
        pytest.param(
            ("rom", "Q1"),
            "I don’t know “rom”",
            "Did you mean one of these?",
            ("room",),
            id="a slip of the finger",
        ),
        pytest.param(
            ("please", "Spaec!"),
            "I don’t know “Spaec!”",
            "Did you mean one of these?",
            ("room",),
            id="near an alias, after an opener",
        ),
        pytest.param(
            ("weather",),
            "I don’t know “weather”",
            "Type “help” to see what I can do.",
            ("help",),
            id="near nothing",
        ),
    ],
)
def test_an_unknown_word_is_answered_with_what_is_near(
    line: Line, title: str, advice: str, try_lines: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownCommandError) as error:
        REGISTRY.find(line)
    assert (error.value.title, error.value.advice, error.value.try_lines) == (
        title,
        advice,
        try_lines,
    )


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(("please",), id="openers alone"),
        pytest.param((ANA,), id="a mention"),
        pytest.param((), id="nothing"),
        pytest.param(("!!!",), id="marks"),
    ],
)
def test_a_line_that_asks_for_nothing_asks_for_help(line: Line) -> None:
    assert REGISTRY.find(line)[0].title == "help"
    with pytest.raises(UnknownCommandError):
        Registry([named("room")]).find(line)


def test_whoever_was_mentioned_before_the_command_is_whom_it_is_about() -> None:
    command_, rest = REGISTRY.find((ANA, "pmr", "me"))
    assert (command_.title, rest) == ("pmr", ("me", ANA))
    assert REGISTRY.find((ANA, "room"))[1] == ()


@given(st.lists(st.text() | st.builds(Mention, st.text(), st.text()), max_size=5).map(tuple))
def test_any_line_is_a_command_or_unknown(line: Line) -> None:
    rest: Line = ()
    with suppress(UnknownCommandError):
        _, rest = REGISTRY.find(line)
    assert set(rest) <= set(line)


def test_two_commands_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two commands are called 'info'"):
        Registry([named("room", "info"), named("meeting", "info")])


def test_an_empty_registry_knows_nothing() -> None:
    assert Registry([]).named(["room"]) is None


def test_every_file_of_the_package_is_a_command_and_no_two_clash() -> None:
    titles = [found.title for found in Registry(commands_in(commands)).commands]
    assert titles == sorted(titles)
    assert {"help", "meeting", "pmr", "room", "sites"} <= set(titles)


@pytest.mark.parametrize("line", [("pmr", "help"), ("please", "PMR", "help?")])
def test_help_behind_a_name_is_help_with_that(line: tuple[str, ...]) -> None:
    command, rest = Registry(commands_in(commands)).find(line)
    assert (command.title, [plain(token) for token in rest]) == ("help", ["pmr"])


def test_help_behind_more_than_a_name_is_none() -> None:
    command, rest = Registry(commands_in(commands)).find(("rooms", "help", "desk"))
    assert (command.title, rest) == ("rooms", ("help", "desk"))
