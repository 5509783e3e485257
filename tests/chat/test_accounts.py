"""Whose account may be looked up by whom: `whoami` and `whois`."""

import time
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.ids import decode
from bot.sandbox import Fault, Sandbox
from bot.sandbox.grant import ADMIN_ORGANIZATIONS
from bot.sandbox.ids import make_id
from bot.sandbox.seed import name
from bot.sandbox.typed import HtmlForm
from tests.chat.own import own_webex
from tests.chat.running import Open, says

__all__ = ["own_webex"]

_NOBODY = make_id("PEOPLE", "00000000-0000-4000-8000-000000000000")
_ANA_ID = name.stable_id("PEOPLE", name.ANA_EMAIL)
_OLGA_ID = name.stable_id("PEOPLE", name.OLGA_EMAIL)
_YOURSELF_ONLY = (
    "**You may look up yourself only**\n"
    "\n"
    "Other accounts are for people of this organisation. Ask Hana.\n"
    "\n"
    "You can say: `whoami`"
)
_UNKNOWN = (
    "Webex shows me people of this organisation, by their exact address, and those who are "
    "mentioned. Check the address, or @mention them."
)


def _uuid(webex_id: str) -> str:
    found = decode(webex_id)
    assert found is not None
    return found.key


def _account(person: str, email: str, organisation: str) -> str:
    return (
        f"- **Name:** {person}\n"
        f"- **Email:** `{email}`\n"
        "- **Since:** 10 years ago (2015-10-18 14:26 UTC)\n"
        f"- **Organisation:** {organisation}"
    )


def _ids(webex_id: str, org_id: str) -> str:
    return (
        "**Ids**\n"
        "\n"
        f"- **Person id:** `{webex_id}`\n"
        f"- **Person UUID:** `{_uuid(webex_id)}`\n"
        f"- **Organisation id:** `{org_id}`"
    )


def _without_age(said: str) -> str:
    """Return what is said as if it was said in a certain year."""
    return "\n".join(
        "- **Since:** 10 years ago (2015-10-18 14:26 UTC)" if "**Since:**" in line else line
        for line in said.split("\n")
    )


_ANA = _account("Ana Ruiz", name.ANA_EMAIL, "this bot’s own")
_ANA_IDS = _ids(_ANA_ID, name.ORG_ID)
_OLGA = _account("Olga Sorokina", name.OLGA_EMAIL, "another one")
_OLGA_IDS = _ids(_OLGA_ID, name.OTHER_ORG_ID)


# One's own.


@pytest.mark.parametrize("room", [name.PARTNERS, None], ids=["in a space", "1:1"])
@pytest.mark.parametrize("line", ["whoami", "who am I?"])
def test_everybody_may_ask_who_they_are(desk: Open, line: str, room: str | None) -> None:
    chat = desk({})
    said = _without_age(chat.told(line, name.OLGA_EMAIL, room))
    assert said == (
        f"**You are Olga Sorokina**\n\n{_OLGA}\n\n"
        f"You can say:\n- **My personal room:** `pmr`\n\n{_OLGA_IDS}"
    )


def test_the_help_desk_learns_that_it_is_that(desk: Open) -> None:
    said = says(desk({}).ask("whoami", name.HANA_EMAIL, None))
    assert "You are of the help desk: you may look up other people’s rooms." in said


@pytest.mark.parametrize(
    "whom", ["me", name.OLGA_EMAIL.upper(), _OLGA_ID, _uuid(_OLGA_ID), "@Olga Sorokina"]
)
def test_guests_may_look_up_themselves_by_any_name(desk: Open, whom: str) -> None:
    said = says(desk({}).ask(f"whois {whom}", name.OLGA_EMAIL, name.PARTNERS))
    assert _without_age(said).startswith(f"**Olga Sorokina**\n\n{_OLGA}")


def test_whom_webex_does_not_tell_is_told_so(webex: Sandbox, desk: Open) -> None:
    webex.faults.add(Fault(path=f"/people/{name.JOHN_ID}", status=404))
    assert says(desk({}).ask("whoami")) == (
        "**Webex does not tell me who you are**\n\nAsk again in a few minutes."
    )


def test_an_organisation_is_called_by_its_name_where_webex_tells_it(
    webex: Sandbox, desk: Open
) -> None:
    token = webex.world.tokens[name.BOT_TOKEN]
    may_read = token.scopes | {ADMIN_ORGANIZATIONS}
    webex.world.tokens[name.BOT_TOKEN] = replace(token, scopes=may_read)
    chat = desk({})
    for line in ("whoami", "room"):
        assert "- **Organisation:** Example Company\n" in chat.told(line)


# Those of others.


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        pytest.param(name.JOHN_EMAIL, {}, id="of the organisation"),
        pytest.param(name.HANA_EMAIL, {}, id="the help desk"),
        pytest.param(name.JOHN_EMAIL, {"ALLOWED_DOMAINS": "example.com"}, id="of the domain"),
        pytest.param(
            name.OLGA_EMAIL, {"ALLOWED_DOMAINS": "other.example"}, id="a guest of a domain"
        ),
        pytest.param(
            name.OLGA_EMAIL, {"HELPDESK_PEOPLE": name.OLGA_EMAIL}, id="a guest as help desk"
        ),
    ],
)
def test_those_for_whom_the_bot_is_there_look_up_others(
    desk: Open, who: str, changes: Mapping[str, str]
) -> None:
    said = _without_age(says(desk(changes).ask(f"whois {name.ANA_EMAIL}", who, None)))
    assert said.startswith(f"**Ana Ruiz**\n\n{_ANA}")
    is_help_desk = who == name.HANA_EMAIL or "HELPDESK_PEOPLE" in changes
    assert (f"`pmr {name.ANA_EMAIL}`" in said) is is_help_desk
    assert said.endswith(_ANA_IDS)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="unbounded"),
        pytest.param({"ALLOWED_PEOPLE": name.OLGA_EMAIL}, id="let in by name"),
        pytest.param(
            {"ALLOWED_DOMAINS": "example.com", "ALLOWED_PEOPLE": name.OLGA_EMAIL},
            id="let in besides a domain",
        ),
    ],
)
@pytest.mark.parametrize("whom", [name.ANA_EMAIL, _ANA_ID, _uuid(_ANA_ID), "@Ana Ruiz", _NOBODY])
def test_guests_look_up_nobody_and_cannot_tell_who_there_is(
    webex: Sandbox, desk: Open, changes: Mapping[str, str], whom: str
) -> None:
    chat, since = desk(changes), time.monotonic()
    said = chat.told(f"whois {whom}", name.OLGA_EMAIL, name.PARTNERS)
    assert said == _YOURSELF_ONLY
    paths = {call.path for call in webex.calls(since)}
    assert not {f"/v1/people/{_ANA_ID}", f"/v1/people/{_NOBODY}", "/v1/people"} & paths


def test_people_of_the_organisation_outside_the_domain_look_up_nobody(desk: Open) -> None:
    chat = desk({"ALLOWED_DOMAINS": "other.example", "ALLOWED_PEOPLE": name.JOHN_EMAIL})
    assert chat.told(f"whois {name.ANA_EMAIL}", room=None) == _YOURSELF_ONLY


@pytest.mark.parametrize("form", ["p", "uuid"])
def test_a_mention_names_somebody_whichever_id_it_carries(
    webex: Sandbox, desk: Open, form: HtmlForm
) -> None:
    chat = desk({})
    webex.invite(name.HANA_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
    line = "@Roomdesk whois @Olga Sorokina"
    asked = webex.say(name.HANA_EMAIL, name.PARTNERS, line, html_form=form)
    answer = webex.wait_for_reply(asked.id)
    assert _without_age(says(answer)).startswith(f"**Olga Sorokina**\n\n{_OLGA}")
    pressed = says(chat.press(answer, "Personal room", name.HANA_EMAIL))
    # Webex itself does not show the organisation's access a room of another one.
    assert pressed.startswith(f"**I find nobody called {name.OLGA_EMAIL} in this organisation**")


@pytest.mark.parametrize(
    "whom",
    [
        pytest.param("nobody@example.com", id="an address that nobody has"),
        pytest.param(name.OLGA_EMAIL, id="an address of another organisation"),
        pytest.param(_NOBODY, id="an id that nobody has"),
        pytest.param(_uuid(_NOBODY), id="a UUID that nobody has"),
    ],
)
def test_whom_webex_does_not_show_is_not_found(desk: Open, whom: str) -> None:
    said = says(desk({}).ask(f"whois {whom}", name.HANA_EMAIL, None))
    title = f"I find nobody called {whom}" if "@" in whom else "I can’t find that person"
    assert said == f"**{title}**\n\n{_UNKNOWN}"


def test_whois_alone_says_what_to_add(desk: Open) -> None:
    answer = (chat := desk({})).ask("whois", room=None)
    assert says(answer) == (
        "**“whois” needs more**\n"
        "\n"
        "Add a person: an email address, an @mention or “me”. Usage: whois &lt;person>\n"
        "\n"
        "You can say: `help whois`"
    )
    assert says(chat.press(answer, "help whois")).startswith("**whois**")


# From a press.


def test_a_press_looks_up_as_the_person_who_presses(webex: Sandbox, desk: Open) -> None:
    chat = desk({})
    answer = chat.ask("id @Ana Ruiz", room=name.PARTNERS)
    pressed = says(chat.press(answer, "Who is that?"))
    assert _without_age(pressed).startswith(f"**Ana Ruiz**\n\n{_ANA}")
    assert says(chat.press(answer, "Who is that?", name.OLGA_EMAIL)) == _YOURSELF_ONLY


def test_a_press_shows_nobody_a_room_that_the_asker_alone_may_see(
    webex: Sandbox, desk: Open
) -> None:
    chat = desk({})
    webex.invite(name.HANA_EMAIL, name.PARTNERS, by=name.ANA_EMAIL)
    answer = chat.ask(f"whois {name.ANA_EMAIL}", name.HANA_EMAIL, name.PARTNERS)
    press = "Personal room"
    assert says(chat.press(answer, press, name.HANA_EMAIL)).startswith("**Personal room of ")
    assert says(chat.press(answer, press, name.ANA_EMAIL)).startswith("**Your personal room**")
    assert says(chat.press(answer, press, name.JOHN_EMAIL)).startswith("**Only the help desk may")


def test_one_s_own_account_by_a_press_is_the_presser_s(desk: Open) -> None:
    chat = desk({})
    answer = chat.ask("help more", room=name.PARTNERS)
    assert says(chat.press(answer, "whoami")).startswith("**You are John Andersen**")
    assert says(chat.press(answer, "whoami", name.OLGA_EMAIL)).startswith(
        "**You are Olga Sorokina**"
    )
