from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.dispatch.ask import Ask, Origin
from bot.dispatch.grammar.arguments import Args
from bot.dispatch.policy import Matter, Rules
from bot.errors import RefusedError
from bot.reply.blocks import Note, Private, Reply, Text
from bot.reply.message import audible, heard_by_all
from bot.settings.settings import Bounds
from bot.webex.model.named import Person

ANA = Person(id="ana", email="ana@example.com")
BO = Person(email="bo@example.com")
IN_A_SPACE = Origin(ANA, "room", False, "thread", datetime(2026, 3, 1, tzinfo=UTC))
ALONE = replace(IN_A_SPACE, is_direct=True)
FREE = Rules(Bounds(), "the help desk")
OWN = [
    pytest.param(Args(), id="nobody named"),
    pytest.param(Args(person=Person(email="Ana@Example.com")), id="oneself by address"),
    pytest.param(Args(person=Person(id="ana", name="Ana")), id="oneself by mention"),
]


def _never() -> bool:
    raise AssertionError("the help desk does not matter here")


def _yes() -> bool:
    return True


def _no() -> bool:
    return False


def _refused(act: Callable[[], None]) -> tuple[str, str]:
    with pytest.raises(RefusedError) as error:
        act()
    return error.value.title, error.value.advice


# Who may use the bot at all.

BOUNDED = Rules(
    Bounds(
        allowed_domains=frozenset({"example.com"}),
        allowed_people=frozenset({"cy@other.example"}),
        helpdesk_people=frozenset({"hana@desk.example"}),
    ),
    "the help desk",
)


@pytest.mark.parametrize(
    "email", ["ana@example.com", "Ana@EXAMPLE.com", "CY@other.example", "Hana@desk.example"]
)
def test_who_is_named_or_of_a_named_domain_may_use_the_bot(email: str) -> None:
    BOUNDED.admit(email)


@pytest.mark.parametrize(
    "email",
    [
        pytest.param("bo@other.example", id="of another domain"),
        pytest.param("bo@sub.example.com", id="of a domain below"),
        pytest.param("bo@notexample.com", id="of a domain that ends alike"),
        pytest.param("example.com", id="of no domain"),
        pytest.param("example.com@evil.example", id="a domain for a name"),
        pytest.param("", id="without an address"),
        pytest.param(None, id="of whom nothing is known"),
    ],
)
def test_who_is_not_named_may_not_and_is_told_whom_to_ask(email: str | None) -> None:
    assert _refused(lambda: BOUNDED.admit(email)) == (
        "I may not answer you",
        (
            "Whoever runs this bot has said whom it answers, and your address is not among them. "
            "If it should be, ask the help desk."
        ),
    )


@pytest.mark.parametrize("email", ["bo@other.example", None])
def test_without_bounds_everybody_may_use_the_bot(email: str | None) -> None:
    FREE.admit(email)


def test_a_help_desk_alone_is_no_bound() -> None:
    rules = Rules(Bounds(helpdesk_people=frozenset({"hana@desk.example"})), "the help desk")
    assert not rules.is_bounded
    rules.admit("bo@other.example")


# About whom.


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("origin", [IN_A_SPACE, ALONE], ids=["in a space", "1:1"])
@pytest.mark.parametrize("args", OWN)
def test_everybody_may_ask_about_themselves(args: Args, origin: Origin, matter: Matter) -> None:
    FREE.permit(Ask("…", origin, args), matter, _never, _never)


@pytest.mark.parametrize("matter", [one for one in Matter if one is not Matter.HOST_PIN])
@pytest.mark.parametrize("origin", [IN_A_SPACE, ALONE], ids=["in a space", "1:1"])
def test_the_help_desk_may_ask_about_others(origin: Origin, matter: Matter) -> None:
    FREE.permit(Ask("…", origin, Args(person=BO)), matter, _yes, _no)


@pytest.mark.parametrize(
    ("matter", "title"),
    [
        (Matter.OPEN, "Only the help desk may look up other people"),
        (Matter.SITES, "Only the help desk may look up other people’s sites"),
        (Matter.PERSONAL_ROOM, "Only the help desk may look up other people’s rooms"),
    ],
)
def test_nobody_else_may_ask_about_others(matter: Matter, title: str) -> None:
    ask = Ask("…", ALONE, Args(person=BO))
    assert _refused(lambda: FREE.permit(ask, matter, _no, _no)) == (
        title,
        "Ask the help desk to look it up, or the person to ask me.",
    )


def test_people_of_the_organisation_may_look_up_accounts() -> None:
    FREE.permit(Ask("…", IN_A_SPACE, Args(person=BO)), Matter.ACCOUNT, _never, _yes)


@pytest.mark.parametrize(
    "matter", [one for one in Matter if one not in {Matter.ACCOUNT, Matter.OWN_ROOM}]
)
def test_being_of_the_organisation_opens_nothing_else(matter: Matter) -> None:
    ask = Ask("…", ALONE, Args(person=BO))
    with pytest.raises(RefusedError):
        FREE.permit(ask, matter, _no, _yes)


def test_others_may_look_up_their_own_account_only() -> None:
    ask = Ask("…", ALONE, Args(person=BO))
    assert _refused(lambda: FREE.permit(ask, Matter.ACCOUNT, _no, _no)) == (
        "You may look up yourself only",
        "Other accounts are for people of this organisation. Ask the help desk.",
    )


@pytest.mark.parametrize("origin", [IN_A_SPACE, ALONE], ids=["in a space", "1:1"])
def test_the_host_pin_is_for_the_owner_not_for_the_help_desk(origin: Origin) -> None:
    ask = Ask("…", origin, Args(person=BO))
    assert _refused(lambda: FREE.permit(ask, Matter.HOST_PIN, _yes, _yes)) == (
        "The host PIN is for the owner of the room alone",
        "They can ask me for it themselves. “pmr pin” gets you your own.",
    )


# Where.

QUIET = Rules(Bounds(pmr_in_spaces=False), "the help desk")


@pytest.mark.parametrize("args", [*OWN, pytest.param(Args(person=BO), id="somebody else")])
def test_where_the_operator_wants_it_personal_rooms_are_for_1_to_1_spaces(args: Args) -> None:
    ask = Ask("…", IN_A_SPACE, args)
    assert _refused(lambda: QUIET.permit(ask, Matter.PERSONAL_ROOM, _yes, _no)) == (
        "I show personal rooms 1:1 only",
        "Open a 1:1 space with me and ask me there.",
    )
    QUIET.permit(Ask("…", ALONE, args), Matter.PERSONAL_ROOM, _yes, _no)


@pytest.mark.parametrize("matter", [one for one in Matter if one is not Matter.PERSONAL_ROOM])
def test_everything_else_may_still_be_asked_in_a_space(matter: Matter) -> None:
    QUIET.permit(Ask("…", IN_A_SPACE), matter, _never, _never)


# With whose access.


def test_the_organisations_access_serves_its_own_people() -> None:
    FREE.lend(True)


@pytest.mark.parametrize("belongs", [False, None], ids=["another's", "nobody knows whose"])
def test_the_organisations_access_serves_nobody_else(belongs: bool | None) -> None:
    assert _refused(lambda: FREE.lend(belongs)) == (
        "This is for people of this bot’s organisation",
        (
            "Your account belongs to another one, or Webex does not tell me to which. If you "
            "should be let in, ask the help desk."
        ),
    )


# Which part of a reply.

ALONE_REPLY = Reply("For you alone", [Text("x")])
REPLY = Reply("T", [Text("a"), Private((Text("b"), Note("c")), "Ask me 1:1."), Text("d")])


def test_private_blocks_are_said_in_a_1_to_1_space() -> None:
    assert audible(REPLY, is_direct=True) == (Text("a"), Text("b"), Note("c"), Text("d"))


def test_a_group_space_sees_what_stands_instead_of_private_blocks() -> None:
    assert audible(REPLY, is_direct=False) == (Text("a"), Note("Ask me 1:1."), Text("d"))


def test_what_is_for_the_asker_alone_is_the_answer_1_to_1_and_only_there() -> None:
    reply = Reply("T", [Text("I sent it to you 1:1.")], ALONE_REPLY)
    assert heard_by_all(reply, is_direct=True) == ALONE_REPLY
    assert heard_by_all(reply, is_direct=False) == reply


@pytest.mark.parametrize("is_direct", [True, False], ids=["1:1", "in a space"])
def test_what_is_for_everybody_is_said_everywhere(is_direct: bool) -> None:
    assert heard_by_all(REPLY, is_direct) == REPLY
