from dataclasses import replace

import pytest

from bot import commands
from bot.dispatch.ask import Ask
from bot.dispatch.command import Command, command
from bot.dispatch.context import Context
from bot.dispatch.grammar.line import words
from bot.dispatch.help_offer import Standing, offer
from bot.dispatch.policy import Audience, Matter
from bot.dispatch.registry import Registry, commands_in
from bot.reply.blocks import Reply

REGISTRY = Registry(commands_in(commands))
COMMANDS = REGISTRY.commands
PERSON = Standing(
    is_direct=True,
    is_help_desk=False,
    is_insider=True,
    has_rooms=True,
    can_connect=True,
    shows_rooms=True,
)
HELP_DESK = replace(PERSON, is_help_desk=True)
GUEST = replace(PERSON, is_insider=False, has_rooms=False, can_connect=False)


def _fetch(_desk: Context, _ask: Ask) -> None:
    return None


@command(
    "desks [person] [site]",
    fetch=_fetch,
    matter=Matter.SITES,
    examples=("desks of ana@example.com", "desks", "desks on site4-example.webex.com"),
)
def desks(_ask: Ask, _nothing: None) -> Reply:
    """List your desks."""
    return Reply("Desks")


def _command(title: str) -> Command:
    found = REGISTRY.get(title)
    assert found is not None
    return found


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.title)
def test_each_example_reads_as_the_command_that_it_is_of(command: Command) -> None:
    for example in command.examples:
        found, rest = REGISTRY.find(tuple(words(example)))
        assert found is command
        found.usage.read(rest)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.title)
def test_what_is_listed_has_an_example(command: Command) -> None:
    assert bool(command.examples) is command.is_listed


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.title)
@pytest.mark.parametrize("standing", [PERSON, HELP_DESK, GUEST], ids=["person", "desk", "guest"])
def test_what_is_offered_has_an_example_too(command: Command, standing: Standing) -> None:
    found = offer(command, standing)
    assert found.examples or found.obstacle or not command.is_listed


def test_the_help_desk_is_offered_other_people() -> None:
    found = offer(desks, HELP_DESK)
    assert (found.usage, found.examples) == ("desks [person] [site]", desks.examples)


def test_others_are_offered_their_own_things() -> None:
    found = offer(desks, PERSON)
    assert found.usage == "desks [site]"
    assert found.examples == ("desks", "desks on site4-example.webex.com")


def test_accounts_of_others_are_offered_to_people_of_the_organisation() -> None:
    found = offer(_command("whois"), PERSON)
    assert (found.usage, found.examples) == ("whois <person>", ("whois ana@example.com",))
    assert found.obstacle is None


@pytest.mark.parametrize(
    ("title", "obstacle"),
    [
        ("whois", "It is for people of this organisation."),
        ("pmr", "I cannot read personal rooms for you."),
        ("sites", "I cannot read personal rooms for you."),
        ("connect", "Connecting an account is not set up."),
        ("disconnect", "Connecting an account is not set up."),
        ("whoami", None),
        ("room", None),
        ("id", None),
    ],
)
def test_a_guest_is_told_what_stands_in_the_way(title: str, obstacle: str | None) -> None:
    assert offer(_command(title), GUEST).obstacle == obstacle


def test_a_help_desk_may_look_up_accounts_wherever_its_people_come_from() -> None:
    assert offer(_command("whois"), replace(GUEST, is_help_desk=True)).obstacle is None


@pytest.mark.parametrize("is_direct", [True, False], ids=["1:1", "in a space"])
def test_what_is_answered_1_to_1_only_is_elsewhere_in_a_space(is_direct: bool) -> None:
    found = offer(_command("rooms"), replace(PERSON, is_direct=is_direct))
    assert found.audience is Audience.ONE_TO_ONE
    assert found.is_elsewhere is not is_direct


def test_personal_rooms_are_elsewhere_where_the_operator_keeps_them_out_of_spaces() -> None:
    in_space = replace(PERSON, is_direct=False)
    assert offer(_command("pmr"), in_space).audience is Audience.PARTLY
    assert not offer(_command("pmr"), in_space).is_elsewhere
    found = offer(_command("pmr"), replace(in_space, shows_rooms=False))
    assert (found.audience, found.is_elsewhere) == (Audience.ONE_TO_ONE, True)


def test_an_example_that_is_none_is_refused() -> None:
    wrong = replace(desks, examples=("desks of atlantis",))
    with pytest.raises(ValueError, match="'desks of atlantis' is no example of 'desks"):
        offer(wrong, PERSON)
