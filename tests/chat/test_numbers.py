"""The numbers to call a personal room at, worldwide."""

import time
from pathlib import Path

import pytest

from bot.sandbox import Fault, Sandbox
from bot.sandbox.http_server import served
from bot.sandbox.seed import name
from tests.by_hand import Bot
from tests.chat.browser import accept, link_in
from tests.chat.own import own_chat, own_webex
from tests.chat.running import Chat, roomdesk, says

_LIST = "/meetings/*/globalCallinNumbers"
_JOHNS = (
    "**Your call-in numbers**\n"
    "\n"
    "- **Access code:** `1234567890`\n"
    "\n"
    "**Toll**\n"
    "\n"
    "- **UK:** +44-20-7946-0018 · tap `+442079460018,,1234567890#`\n"
    "- **US:** 123456789 · tap `123456789,,1234567890#`\n"
    "\n"
    "You can say:\n- **The room:** `pmr`"
)
_OWN = (
    "**Your call-in numbers**\n"
    "\n"
    "- **Access code:** `1234567890`\n"
    "\n"
    "**Toll**\n"
    "\n"
    "- **US:** 123456789 · tap `123456789,,1234567890#`\n"
    "\n"
)


__all__ = ["own_chat", "own_webex"]


def _callers(webex: Sandbox, since: float) -> list[str | None]:
    """Return with whose access each list was read."""
    return [
        one.token_owner_email
        for one in webex.calls(since)
        if one.path.endswith("globalCallinNumbers")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "pmr numbers",
        "my call-in numbers, please",
        "Dial-in numbers?",
        "dial in numbers",
        "numbers for me",
    ],
)
def test_the_list_is_read_with_the_organisation_s_access(chat: Chat, line: str) -> None:
    since = time.monotonic()
    assert chat.told(line) == _JOHNS
    assert _callers(chat.webex, since) == [name.SERVICE_APP_EMAIL]


def test_whoever_is_connected_reads_it_with_their_own_access(chat: Chat) -> None:
    accept(link_in(chat.ask("connect", room=None)), name.JOHN_EMAIL)
    since = time.monotonic()
    assert chat.told("pmr numbers") == _JOHNS
    assert _callers(chat.webex, since) == [name.JOHN_EMAIL]


def test_a_button_below_the_room_leads_there_and_back(chat: Chat) -> None:
    answer = chat.ask("pmr")
    numbers = chat.press(answer, "Numbers worldwide")
    assert says(numbers) == _JOHNS
    assert says(chat.press(numbers, "The room")) == says(answer)


def test_a_room_without_a_link_offers_no_such_button(chat: Chat) -> None:
    said = chat.told("pmr", name.HANA_EMAIL, None)
    assert said.startswith("**Your personal room**")
    assert "pmr numbers" not in said


def test_a_long_list_comes_a_page_at_a_time(chat: Chat) -> None:
    answer = chat.ask("pmr numbers", name.ANA_EMAIL, None)
    seen = [says(answer)]
    while "page" in seen[-1]:
        answer = chat.press(answer, "Show more", name.ANA_EMAIL)
        seen.append(says(answer))
    assert [said.split("_")[1] for said in seen] == [
        *(f"{start} to {start + 19} of 123" for start in range(1, 121, 20)),
        "121 to 123 of 123",
    ]
    count = len(chat.webex.world.call_in_numbers[name.ANA_MEETING])
    assert sum(said.count(" · tap `") for said in seen) == count


def test_words_choose_by_country_and_kind(chat: Chat) -> None:
    assert chat.told("pmr numbers in germany", name.ANA_EMAIL, None) == (
        "**Your call-in numbers**\n"
        "\n"
        "- **Access code:** `2551230042`\n"
        "\n"
        "**Toll**\n"
        "\n"
        "- **Germany:** +49-20-555-0075 · tap `+49205550075,,2551230042#`\n"
        "- **Germany (Berlin):** +49-20-555-0076 · tap `+49205550076,,2551230042#`\n"
        "- **Germany (Frankfurt):** +49-20-555-0077 · tap `+49205550077,,2551230042#`\n"
        "\n"
        "**Toll-free**\n"
        "\n"
        "- **Germany:** +49-800-555-0078 · tap `+498005550078,,2551230042#`\n"
        "\n"
        "You can say:\n- **The room:** `pmr`"
    )
    for words in ("cote d'ivoire", "Sao Paulo", "toll free japan", "toll washington"):
        assert chat.told(f"numbers {words}", name.ANA_EMAIL, None).count(" · tap") == 1


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("de", {"Germany"}),
        ("us", {"United States", "US/Canada"}),
        ("uk", {"United Kingdom"}),
        ("at", {"Austria"}),
        ("ch", {"Switzerland"}),
        ("america", {"United States", "US/Canada"}),
    ],
)
def test_a_country_s_code_or_usual_name_chooses_it_alone(
    chat: Chat, words: str, countries: set[str]
) -> None:
    said = chat.told(f"pmr numbers {words}", name.ANA_EMAIL, None)
    rows = [row.split(":**")[0] for row in said.split("- **")[2:] if "· tap" in row]
    assert {row.partition(" (")[0] for row in rows} == countries


def test_where_no_number_fits_the_list_is_offered(chat: Chat) -> None:
    answer = chat.ask("pmr numbers atlantis")
    assert says(answer) == (
        "**Your call-in numbers**\n"
        "\n"
        "- **Access code:** `1234567890`\n"
        "\n"
        "No number fits “atlantis”. The whole list has 2 numbers.\n"
        "\n"
        "You can say:\n- **All numbers:** `pmr numbers`\n- **The room:** `pmr`"
    )
    assert says(chat.press(answer, "All numbers")) == _JOHNS


@pytest.mark.parametrize(
    "line", [f"pmr numbers {name.JOHN_EMAIL} uk", f"numbers uk for {name.JOHN_EMAIL}?"]
)
def test_those_of_others_are_the_help_desk_s(chat: Chat, line: str) -> None:
    said = chat.told(line, name.HANA_EMAIL, None)
    assert said.startswith(f"**Call-in numbers of {name.JOHN_EMAIL}**")
    assert (said.count(" · tap"), f"`pmr {name.JOHN_EMAIL}`" in said) == (1, True)
    since = time.monotonic()
    assert chat.told(line, name.ANA_EMAIL, None) == (
        "**Only the help desk may look up other people’s rooms**\n"
        "\n"
        "Ask your help desk to look it up, or the person to ask me."
    )
    assert not [call for call in chat.webex.calls(since) if "meeting" in call.path]


def test_a_guest_learns_nothing_and_1_to_1_only_means_that(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"PMR_IN_SPACES": "off"}) as chat:
        said = chat.told("pmr numbers", name.OLGA_EMAIL, None)
        assert said.startswith("**This is for people of this bot’s organisation**")
        said = chat.told("pmr numbers")
        assert said.startswith("**I show personal rooms 1:1 only**")


# Where the list is not to be had.


def _link(webex: Sandbox, href: str) -> None:
    webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["telephony"]["links"][0]["href"] = href


def test_a_list_elsewhere_is_left_alone_and_the_room_s_own_numbers_are_shown(chat: Chat) -> None:
    seen: list[object] = []

    def stranger(environ: object, start_response: object) -> list[bytes]:
        seen.append(environ)
        raise AssertionError(start_response)

    with served(stranger) as port:
        _link(chat.webex, f"http://127.0.0.1:{port}/v1/meetings/x/globalCallinNumbers")
        said = chat.told("pmr numbers")
    assert said == (
        f"{_OWN}_These are the room’s own numbers: the list of numbers worldwide is not where "
        "Webex’s are, so I leave it alone._\n\nYou can say:\n- **The room:** `pmr`"
    )
    assert seen == []


def test_a_list_that_webex_refuses_is_said_to_be_so(chat: Chat) -> None:
    chat.webex.faults.add(Fault(path=_LIST, status=404))
    said = chat.told("pmr numbers")
    why = "Webex does not show me its list of numbers worldwide (Webex cannot find that)."
    begin = f"{_OWN}_These are the room’s own numbers: {why} Tracking id: ROUTER_"
    assert said.replace("\\", "").startswith(begin)


@pytest.mark.parametrize("status", [423, 429, 503])
def test_a_list_that_comes_later_is_waited_for_if_there_is_no_other_number(
    bot: Bot, status: int
) -> None:
    bot.webex.world.pmrs[name.JOHN_EMAIL, name.SITE]["telephony"]["callInNumbers"] = []
    bot.webex.faults.add(Fault(path=_LIST, status=status, times=2 if status == 503 else 1))
    asked = bot.ask("pmr numbers")
    bot.try_again(bot.step())
    assert [*map(says, bot.webex.replies(asked.id))] == [_JOHNS]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        pytest.param(
            Fault(path=_LIST, status=500),
            "Webex does not show me its list of numbers worldwide (Something broke inside Webex).",
            id="500",
        ),
        pytest.param(
            Fault(path=_LIST, status=503),
            "Webex’s list of numbers worldwide does not come just now (Webex is overloaded).",
            id="503",
        ),
        pytest.param(
            Fault(path=_LIST, cut=True),
            "Webex’s list of numbers worldwide does not come just now (I cannot reach Webex).",
            id="a connection that breaks",
        ),
    ],
)
def test_while_the_list_fails_the_room_s_own_numbers_are_shown_at_the_first_try(
    bot: Bot, fault: Fault, why: str
) -> None:
    bot.webex.faults.add(fault)
    asked = bot.ask("pmr numbers")
    assert bot.step() is None
    (answer,) = bot.webex.replies(asked.id)
    begin = f"{_OWN}_These are the room’s own numbers: {why}"
    assert says(answer).replace("\\", "").startswith(begin)
