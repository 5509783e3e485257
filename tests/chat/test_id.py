"""What an id, a UUID or a link is, for those who may know."""

import base64
import time

import pytest

from bot.ids import decode
from bot.sandbox.ids import make_id
from bot.sandbox.seed import name
from tests.chat.running import Chat, says

NOBODY = "00000000-0000-4000-8000-000000000000"
_BERLIN_ID = name.stable_id("ROOM", name.BERLIN, name.EU_CLUSTER)
_ANA_ID = name.stable_id("PEOPLE", name.ANA_EMAIL)
_YES = "- **You and I see it:** yes"
_NO = "- **You and I see it:** no: it may not exist, or one of us does not see it"
_UNTOLD = "- **You and I see it:** I cannot tell"


def _uuid(webex_id: str) -> str:
    found = decode(webex_id)
    assert found is not None
    return found.key


def _encoded(inside: str) -> str:
    return base64.b64encode(inside.encode()).decode().rstrip("=")


_UNICORN_UUID = _uuid(name.UNICORN_ID)
_CONVERSATION = f"https://conv-a.wbx2.com/conversation/api/v1/conversations/{_UNICORN_UUID}"


@pytest.mark.parametrize("room", [name.UNICORN, name.PARTNERS, None], ids=["there", "else", "1:1"])
@pytest.mark.parametrize(
    "named",
    [
        pytest.param(name.UNICORN_ID, id="API id"),
        pytest.param(f"<{_UNICORN_UUID.upper()}>.", id="UUID in capitals and brackets"),
        pytest.param(
            f"https://web.webex.com/spaces/{_encoded(_CONVERSATION)}", id="by conversation"
        ),
    ],
)
def test_a_space_of_both_is_told_whatever_its_name(
    chat: Chat, named: str, room: str | None
) -> None:
    answer = chat.ask(f"id {named}", room=room)
    assert says(answer) == (
        "**This is the id of a space**\n"
        "\n"
        f"- **API id:** `{name.UNICORN_ID}`\n"
        f"- **UUID:** `{_UNICORN_UUID}`\n"
        "- **Kind:** space\n"
        "- **Cluster:** us\n"
        f"- **Link:** `webexteams://im?space={_UNICORN_UUID}`\n"
        f"{_YES}\n"
        "\n"
        "You can say:\n"
        f"- **About this space:** `room {_UNICORN_UUID}`"
    )
    assert says(chat.press(answer, "About this space")).startswith(f"**{name.UNICORN}**")


@pytest.mark.parametrize("room", [name.BERLIN, None], ids=["there", "1:1"])
def test_a_wrong_cluster_is_recognised(chat: Chat, room: str | None) -> None:
    wrong = make_id("ROOM", _uuid(_BERLIN_ID))
    answer = chat.ask(f"id {wrong}", name.ANA_EMAIL, room)
    assert says(answer).startswith(
        "**This is the id of a space**\n"
        "\n"
        f"Its cluster is wrong: it says “us”. It lives in “{name.EU_CLUSTER}”. "
        "Use the API id below.\n"
        "\n"
        f"- **API id:** `{_BERLIN_ID}`\n"
    )
    pressed = chat.press(answer, "About this space", name.ANA_EMAIL)
    assert says(pressed).startswith(f"**{name.BERLIN}**")


def test_a_wrong_cluster_is_not_told_to_who_is_not_there(chat: Chat) -> None:
    said = chat.told(f"id {make_id('ROOM', _uuid(_BERLIN_ID))}", room=None)
    assert name.EU_CLUSTER not in said
    assert _NO in said


def test_a_person_is_told_with_the_one_cluster_that_people_have(chat: Chat) -> None:
    wrong = make_id("PEOPLE", _uuid(_ANA_ID), name.EU_CLUSTER)
    said = chat.told(f"id {wrong}", room=None)
    assert f"Its cluster is wrong: it says “{name.EU_CLUSTER}”. It lives in “us”." in said
    assert f"- **API id:** `{_ANA_ID}`\n" in said


@pytest.mark.parametrize("who", [name.JOHN_EMAIL, name.ANA_EMAIL, name.HANA_EMAIL])
@pytest.mark.parametrize("named", [_ANA_ID, _uuid(_ANA_ID)], ids=["API id", "UUID"])
def test_people_of_the_organisation_are_told_of_each_other(
    chat: Chat, who: str, named: str
) -> None:
    answer = chat.ask(f"id {named}", who, None)
    assert says(answer).startswith("**This is the id of a person**\n")
    assert _YES in says(answer)
    assert says(chat.press(answer, "Who is that?", who)).startswith("**Ana Ruiz**")


def test_a_mention_is_the_id_of_a_person(chat: Chat) -> None:
    for form in ("p", "uuid"):
        asked = chat.webex.say(
            name.JOHN_EMAIL, name.UNICORN, "@Roomdesk id @Ana Ruiz", html_form=form
        )
        said = says(chat.webex.wait_for_reply(asked.id))
        assert said.startswith("**This is the id of a person**\n")
        assert f"- **API id:** `{_ANA_ID}`\n" in said


@pytest.mark.parametrize("line", ["id me", f"id {name.OLGA_EMAIL}"])
def test_one_s_own_id_is_a_word_away(chat: Chat, line: str) -> None:
    answer = chat.ask(line, name.OLGA_EMAIL, None)
    if line == "id me":
        assert _YES in says(answer)
        return
    assert says(answer).startswith("**That is an address, not an id**")
    assert says(chat.press(answer, f"whois {name.OLGA_EMAIL}", name.OLGA_EMAIL)).startswith(
        "**Olga Sorokina**"
    )


@pytest.mark.parametrize(
    ("named", "seen"),
    [
        pytest.param(_ANA_ID, _UNTOLD, id="a person"),
        pytest.param(make_id("PEOPLE", NOBODY), _UNTOLD, id="nobody"),
        pytest.param(_uuid(_ANA_ID), _NO, id="a person by UUID"),
        pytest.param(NOBODY, _NO, id="nobody by UUID"),
        pytest.param(name.stable_id("PEOPLE", name.OLGA_EMAIL), _YES, id="oneself"),
    ],
)
def test_a_guest_is_told_of_themselves_alone(chat: Chat, named: str, seen: str) -> None:
    since = time.monotonic()
    assert seen in chat.told(f"id {named}", name.OLGA_EMAIL, name.PARTNERS)
    people = {call.path for call in chat.webex.calls(since) if call.path.startswith("/v1/people/")}
    assert f"/v1/people/{_ANA_ID}" not in people


def test_a_person_that_nobody_is_cannot_be_seen(chat: Chat) -> None:
    assert _NO in chat.told(f"id {make_id('PEOPLE', NOBODY)}", room=None)


# Messages.


def test_a_message_that_both_see_is_told(chat: Chat) -> None:
    said = chat.say("help")
    answer = chat.ask(f"id {said.id}", name.ANA_EMAIL, None)
    assert says(answer).startswith("**This is the id of a message**\n")
    assert _YES in says(answer)
    link = f"webexteams://im?space={_UNICORN_UUID}&message={_uuid(said.id)}"
    assert "- **Kind:** message\n" in chat.told(f"id {link}", name.ANA_EMAIL, None)


# What cannot be read.


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(name.UNICORN_ID[:-3], "This id is damaged", id="cut off"),
        pytest.param(
            _encoded("ciscospark://us/PEOPLE/me"), "This id is damaged", id="another’s name"
        ),
        pytest.param(
            _encoded(f"ciscospark://??????/MESSAGE/{NOBODY}"), "This id is damaged", id="no path"
        ),
        pytest.param("[x](y) <@all>", "I can’t read that as an id", id="a mention of all"),
        pytest.param("../../people/me", "I can’t read that as an id", id="a path"),
        pytest.param("x" * 7000, "I can’t read that as an id", id="very long"),
        pytest.param("\u202e\u0000 ''\"", "I can’t read that as an id", id="marks"),
        pytest.param(
            f"{NOBODY} {_UNICORN_UUID}", f"I don’t understand “{_UNICORN_UUID}” here", id="two"
        ),
    ],
)
def test_what_is_no_id_is_told_apart_from_what_is_damaged(
    chat: Chat, text: str, title: str
) -> None:
    answer = chat.ask(f"id {text}", room=None)
    assert says(answer).startswith(f"**{title}**\n")
    assert "<@" not in str(answer.sent)


@pytest.mark.parametrize(
    "inside",
    [
        f"ciscospark://us/TEAM/{NOBODY}",
        f"ciscospark://us/CONTENT/{NOBODY}/0",
        "ciscospark://us/SOMETHING_NEW/<@all>[x](y)*z*",
        f"ciscospark://us/SOMETHING_NEW/{'k' * 3000}",
    ],
    ids=["a team", "a file", "hostile", "long"],
)
def test_other_kinds_are_decoded_and_asked_of_nobody(chat: Chat, inside: str) -> None:
    chat.ask("help", room=None)
    since = time.monotonic()
    answer = chat.ask(f"id {_encoded(inside)}", room=None)
    assert _UNTOLD in says(answer)
    assert "<@" not in str(answer.sent)
    reads = [call for call in chat.webex.calls(since) if call.method == "GET"]
    assert [call.path for call in reads] == [f"/v1/messages/{answer.parent_id}"]
