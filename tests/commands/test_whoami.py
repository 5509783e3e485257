import pytest

from bot.commands.shared.account import account, folded_ids
from bot.commands.whoami import Me, whoami
from bot.reply.blocks import Button, Note, Reply, Text
from bot.webex.model.profile import Profile
from tests.commands.asking import asked

ASK = asked("whoami")
ANA = Profile("ana", "ana@example.com", "Ana Ruiz", "Ana", "org")


def test_a_room_that_cannot_be_read_is_not_offered() -> None:
    me = Me(ANA, is_help_desk=False, has_room=False, organisation="org")
    assert whoami.answer(ASK, me) == Reply(
        "You are Ana Ruiz", [*account(ANA, "org"), *folded_ids(ANA)]
    )


def test_the_help_desk_is_told_that_it_is_that() -> None:
    assert whoami.answer(
        ASK, Me(ANA, is_help_desk=True, has_room=True, organisation=None)
    ) == Reply(
        "You are Ana Ruiz",
        [
            *account(ANA, None),
            Text("You are of the help desk: you may look up other people’s rooms."),
            Button("My personal room", says="pmr"),
            *folded_ids(ANA),
        ],
    )


def test_what_webex_did_not_tell_is_not_passed_over() -> None:
    me = Me(ANA, is_help_desk=False, has_room=False, organisation="org", is_sure=False)
    told = "Webex did not tell me all about you just now, so this may be shorter than usual."
    assert whoami.answer(ASK, me) == Reply(
        "You are Ana Ruiz", [*account(ANA, "org"), Note(told), *folded_ids(ANA)]
    )


@pytest.mark.parametrize(
    ("profile", "title"),
    [
        (Profile(None, "ana@example.com", None, None), "You are ana@example.com"),
        (Profile(None, None, None, None), "You are somebody without a name"),
    ],
    ids=["an address", "nothing"],
)
def test_who_has_no_name_is_called_by_what_there_is(profile: Profile, title: str) -> None:
    me = Me(profile, is_help_desk=False, has_room=True, organisation=None)
    assert whoami.answer(ASK, me).title == title
