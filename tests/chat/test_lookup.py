"""A room that is not on the default site is found on another one; a link names a site."""

import time

import pytest

from bot.sandbox import Fault, Sandbox
from bot.sandbox.message import Message
from bot.sandbox.seed import name
from tests.by_hand import Bot
from tests.chat.browser import accept, link_in
from tests.chat.own import own_chat, own_webex
from tests.chat.running import Chat, says

_ELSEWHERE = "site2-example.webex.com"
_JOHNS_LINK = f"https://{name.SITE}/meet/john"


__all__ = ["own_chat", "own_webex"]


def _room(message: Message) -> str:
    """Return an answer without its buttons, which keep to the site that was named."""
    return says(message).partition("\n\nYou can say")[0]


def _move(webex: Sandbox) -> None:
    """John's room is on another site than his default one."""
    webex.world.pmrs[name.JOHN_EMAIL, _ELSEWHERE] = webex.world.pmrs.pop(
        (name.JOHN_EMAIL, name.SITE)
    )


def _asked(webex: Sandbox, since: float) -> list[str]:
    """Return what was asked of Webex about meetings: the last word of the path, and the query."""
    return [
        f"{call.path.rpartition('/')[2]}?{call.query}".rstrip("?")
        for call in webex.calls(since)
        if "meeting" in call.path
    ]


# The first site that knows them.


def test_with_the_organisation_s_access_it_is_found_and_its_site_told(chat: Chat) -> None:
    _move(chat.webex)
    answer = chat.ask("pmr")
    assert says(answer).startswith("**Your personal room**")
    assert f"\n- **Site:** `{_ELSEWHERE}`\n" in says(answer)
    assert f"`pmr numbers {_ELSEWHERE}`" in says(answer)
    numbers = chat.press(answer, "Numbers worldwide")
    assert "- **Access code:** `1234567890`\n" in says(numbers)
    assert f"- **Site:** `{_ELSEWHERE}`\n" in chat.told("pmr numbers")


def test_with_one_s_own_access_it_takes_no_call_that_is_not_needed(chat: Chat) -> None:
    accept(link_in(chat.ask("connect", room=None)), name.JOHN_EMAIL)
    since = time.monotonic()
    assert "**Site:**" not in chat.told("pmr")
    assert _asked(chat.webex, since) == ["personalMeetingRoom"]
    _move(chat.webex)
    since = time.monotonic()
    assert f"- **Site:** `{_ELSEWHERE}`" in chat.told("pmr")
    assert _asked(chat.webex, since) == [
        "personalMeetingRoom",
        "sites",
        "personalMeetingRoom?siteUrl=site1-example.webex.com",
        f"personalMeetingRoom?siteUrl={_ELSEWHERE}",
    ]


def test_where_the_default_site_knows_them_nothing_else_is_asked(chat: Chat) -> None:
    chat.ask("pmr")
    since = time.monotonic()
    chat.ask("pmr")
    assert _asked(chat.webex, since) == [
        "personalMeetingRoom?userEmail=john.andersen%40example.com"
    ]


def test_the_help_desk_finds_whoever_is_on_another_site(chat: Chat) -> None:
    said = chat.told(f"pmr {name.HANA_EMAIL}", name.HANA_EMAIL, None)
    assert f"- **Site:** `{name.OTHER_SITE}`" in said


@pytest.mark.parametrize("is_connected", [True, False])
def test_the_pin_is_that_of_the_room_that_is_found(chat: Chat, is_connected: bool) -> None:
    if is_connected:
        accept(link_in(chat.ask("connect", room=None)), name.JOHN_EMAIL)
    _move(chat.webex)
    said = chat.told("pmr pin", room=None)
    assert said.startswith(
        f"**Your host PIN**\n\n- **Host PIN:** `4325`\n- **Site:** `{_ELSEWHERE}`\n"
    )


def test_the_pin_of_two_rooms_is_that_of_the_default_site(chat: Chat) -> None:
    rooms = chat.webex.world.pmrs
    rooms[name.JOHN_EMAIL, _ELSEWHERE] = {
        **rooms[name.JOHN_EMAIL, name.SITE],
        "hostPin": "9999",
        "personalMeetingRoomLink": f"https://{_ELSEWHERE}/meet/john",
        "sipAddress": f"john@{_ELSEWHERE}",
    }
    assert "- **Host PIN:** `4325`" in chat.told("pmr pin", room=None)
    assert "- **Host PIN:** `9999`" in chat.told(f"pin on {_ELSEWHERE}", room=None)


# Where there is none.


@pytest.mark.parametrize("line", ["pmr", "pmr numbers", "pmr co-hosts", "pmr pin", "sites"])
def test_who_is_on_no_site_is_told_who_enables_a_room(chat: Chat, line: str) -> None:
    chat.webex.world.sites.pop(name.NOOR_EMAIL)
    said = chat.told(line, name.NOOR_EMAIL, None)
    assert said.startswith("**You have no ")
    assert "in Control Hub" in said


def test_of_a_person_without_a_room_the_sites_offered_are_theirs(chat: Chat) -> None:
    said = chat.told(f"pmr {name.NOOR_EMAIL}", name.HANA_EMAIL, None)
    assert said.startswith(f"**{name.NOOR_EMAIL} has no personal room**")
    assert said.endswith(f"You can say: `sites {name.NOOR_EMAIL}`")


def test_after_a_mention_a_name_is_said_and_no_id(chat: Chat) -> None:
    chat.webex.invite(name.NOOR_EMAIL, name.HELP_DESK, by=name.HANA_EMAIL)
    said = chat.told("pmr @Noor Haddad", name.HANA_EMAIL, name.HELP_DESK)
    assert said.startswith("**Noor Haddad has no personal room**")
    assert said.endswith(f"You can say: `sites {name.NOOR_EMAIL}`")


@pytest.mark.parametrize("command", ["pmr", "pmr numbers", "pmr co-hosts", "sites", "whois"])
@pytest.mark.parametrize("whom", ["nobody@example.com", "bob@elsewhere.example"])
def test_an_address_that_nobody_has_is_said_to_be_nobody_s(
    chat: Chat, command: str, whom: str
) -> None:
    said = chat.told(f"{command} {whom}", name.HANA_EMAIL, None)
    assert said == (
        f"**I find nobody called {whom}**\n"
        "\n"
        "Webex shows me people of this organisation, by their exact address, and those who are "
        "mentioned. Check the address, or @mention them."
    )


def test_a_site_that_is_none_of_theirs_shows_nobody_a_room(chat: Chat) -> None:
    answer = chat.ask("pmr ana.ruiz", name.HANA_EMAIL, None)
    assert says(answer) == (
        "**“ana.ruiz” is none of your Webex sites**\n"
        "\n"
        f"Yours: {name.OTHER_SITE}, {name.SITE}. "
        "For somebody else type the whole address: pmr name@example.com\n"
        "\n"
        f"You can say: `pmr {name.OTHER_SITE}`, `pmr {name.SITE}`"
    )


@pytest.mark.parametrize("whom", ["", f" {name.JOHN_EMAIL}"], ids=["the asker", "by address"])
def test_a_room_on_another_site_than_the_one_named_is_taken_and_told(chat: Chat, whom: str) -> None:
    said = chat.told(f"pmr{whom} {_ELSEWHERE}")
    note = f"_There is no room on {_ELSEWHERE}: this one is on {name.SITE}._"
    assert said.startswith(f"**Your personal room**\n\n{note}\n")


def test_somebody_of_another_organisation_is_said_to_be_that(chat: Chat) -> None:
    said = chat.told(f"pmr {name.OLGA_EMAIL}", name.HANA_EMAIL, None)
    assert said == (
        f"**I find nobody called {name.OLGA_EMAIL} in this organisation**\n"
        "\n"
        "I see personal rooms of people of this organisation alone. Check the address; somebody "
        "of another organisation can tell you themselves."
    )


def test_a_search_that_webex_interrupts_goes_on(bot: Bot) -> None:
    _move(bot.webex)
    bot.webex.faults.add(Fault(path="/meetingPreferences/sites", status=503, times=1))
    asked = bot.ask("pmr")
    bot.try_again(bot.step())
    (answer,) = bot.webex.replies(asked.id)
    assert f"- **Site:** `{_ELSEWHERE}`" in says(answer)


# Links.


@pytest.mark.parametrize(
    "link",
    [_JOHNS_LINK, f"{name.SITE}/meet/john", f"HTTP://{name.SITE.upper()}/meet/John/?x=1"],
)
def test_one_s_own_link_names_the_site(chat: Chat, link: str) -> None:
    assert _room(chat.ask(f"pmr {link}")) == _room(chat.ask("pmr"))
    said = chat.told(f"pmr numbers {link} uk")
    assert said.count(" · tap") == 1
    assert "- **Host PIN:** `4325`" in chat.told(f"pmr pin {link}", room=None)


_NOT_YOURS = (
    "**That is not the link of your room**\n"
    "\n"
    "Webex finds a personal room by its owner’s address, not by its link. "
)


@pytest.mark.parametrize("command", ["pmr", "pmr numbers", "pmr co-hosts"])
@pytest.mark.parametrize("host", [name.SITE, name.OTHER_SITE, "evil.example"])
def test_a_link_that_is_not_one_s_own_shows_no_room(chat: Chat, command: str, host: str) -> None:
    line = f"{command} https://{host}/meet/ana.ruiz"
    own = f"{command} {host}" if host == name.SITE else command
    assert chat.told(line, room=None) == (
        f"{_NOT_YOURS}Only the help desk may look up other people’s. For your own type: {own}\n\n"
        f"You can say: `{own}`"
    )


@pytest.mark.parametrize("host", [name.SITE, name.OTHER_SITE, "evil.example"])
def test_the_help_desk_is_told_to_type_whose_a_link_is(chat: Chat, host: str) -> None:
    on_site = f" {host}" if host == name.OTHER_SITE else ""  # where Hana has her room
    said = chat.told(f"pmr https://{host}/meet/ana.ruiz", name.HANA_EMAIL, None)
    assert said == (
        f"{_NOT_YOURS}Type whose it is: pmr name@example.com{on_site}\n\n"
        f"You can say: `pmr{on_site}`"
    )


@pytest.mark.parametrize("who", [name.JOHN_EMAIL, name.HANA_EMAIL])
@pytest.mark.parametrize("room", [name.PARTNERS, None])
def test_no_pin_is_sent_for_a_link_that_is_not_one_s_own(
    chat: Chat, who: str, room: str | None
) -> None:
    if room:
        chat.webex.invite(name.HANA_EMAIL, room, by=name.ANA_EMAIL)
    answer = chat.ask(f"pmr pin {name.SITE}/meet/ana.ruiz", who, room)
    # Hana has no room on that site, so that it is no use to her.
    own = f"pmr pin {name.SITE}" if who == name.JOHN_EMAIL else "pmr pin"
    assert says(answer) == (
        f"{_NOT_YOURS}I tell you this of your own room alone: {own}\n\nYou can say: `{own}`"
    )
    for email in (who, name.ANA_EMAIL):
        told = "".join(map(says, chat.webex.direct_messages(email)))
        assert "Host PIN:" not in told


def test_a_person_and_their_link_show_the_room(chat: Chat) -> None:
    line = f"pmr {name.JOHN_EMAIL} {_JOHNS_LINK}"
    said = chat.told(line, name.HANA_EMAIL, None)
    assert said.startswith(f"**Personal room of {name.JOHN_EMAIL}**\n\n**[Join]")


@pytest.mark.parametrize("command", ["pmr", "pmr numbers"])
def test_a_person_and_another_s_link_show_the_person_s_room_and_say_so(
    chat: Chat, command: str
) -> None:
    line = f"{command} {_JOHNS_LINK} of {name.ANA_EMAIL}"
    said = chat.told(line, name.HANA_EMAIL, None)
    assert "\n\n_The link in your question is not that of this room._\n" in said
    assert "2551230042" in said


def test_a_link_on_a_site_that_nobody_is_on_is_no_room_either(chat: Chat) -> None:
    said = chat.told("pmr https://elsewhere.example/meet/john")
    assert said.startswith(_NOT_YOURS)


# As people paste it.


@pytest.mark.parametrize(
    "line",
    [
        "pmr me",
        f"pmr on {name.SITE}",
        f"pmr for me on {name.SITE}, please",
        f"pmr mailto:{name.JOHN_EMAIL}",
        f"my pmr on https://{name.SITE}/",
        f"PMR <{name.JOHN_EMAIL}>",
    ],
)
def test_one_s_own_room_is_asked_for_in_many_ways(chat: Chat, line: str) -> None:
    assert _room(chat.ask(line)) == _room(chat.ask("pmr"))


@pytest.mark.parametrize(
    "line",
    [
        f"pmr for {name.JOHN_EMAIL}",
        f"pmr {name.JOHN_EMAIL} on {name.SITE}",
        f"pmr {name.SITE} {name.JOHN_EMAIL}",
        f"pmr of {name.JOHN_ID}",
    ],
)
def test_another_s_room_is_asked_for_in_many_ways(chat: Chat, line: str) -> None:
    assert chat.told(line, name.HANA_EMAIL, None).startswith("**Personal room of ")


# Co-hosts.


def test_many_co_hosts_are_cut_and_the_rest_is_one_press_away(chat: Chat) -> None:
    people = [{"displayName": f"C{n}", "email": f"c{n}@example.com"} for n in range(25)]
    chat.webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["coHosts"] = people
    answer = chat.ask("pmr", room=None)
    assert "- **C9:** `c9@example.com`\n\n_10 of 25_" in says(answer)
    first = chat.press(answer, "All cohosts")
    assert says(first).startswith("**Cohosts of your room**\n\n- **C0:** `c0@example.com`\n")
    assert "_1 to 20 of 25_" in says(first)
    assert "- **C24:** `c24@example.com`\n\n_21 to 25 of 25_" in says(
        chat.press(first, "Show more")
    )


def test_co_hosts_are_told_1_to_1_and_the_help_desk(chat: Chat) -> None:
    since = time.monotonic()
    assert chat.told("pmr co-hosts") == "**Cohosts of your room**\n\n_Cohosts: ask me 1:1._"
    assert _asked(chat.webex, since) == []
    line = f"cohosts of {name.JOHN_EMAIL}"
    said = chat.told(line, name.HANA_EMAIL, None)
    assert said == (
        f"**Cohosts of {name.JOHN_EMAIL}’s room**\n\n- **John Andersen:** `{name.JOHN_EMAIL}`"
    )
    said = chat.told(line, name.ANA_EMAIL, None)
    assert said.startswith("**Only the help desk may look up other people’s rooms**")
