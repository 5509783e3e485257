import json
import time
from pathlib import Path

import pytest

from bot.sandbox import Fault, Sandbox
from bot.sandbox.seed import name
from tests.chat.running import Chat, roomdesk

_JOIN = (
    "**Your personal room**\n"
    "\n"
    "**[Join](https://site4-example.webex.com/meet/john)**\n"
    "\n"
    "- **Link:** [https://site4-example.webex.com/meet/john](https://site4-example.webex.com/meet/john)\n"
    "\n"
    "- **US Toll:** `123456789`\n"
    "- **Access code:** `1234567890`\n"
    "- **One tap:** `123456789,,1234567890#`\n"
    "\n"
    "- **Video address:** `john.andersen@example.com`\n"
    "- **Video system (IP):** `192.168.100.100`\n"
    "- **Room name:** John's PMR\n"
)
_NEXT = "You can say:\n- **Numbers worldwide:** `pmr numbers`\n- `sites`"


def test_in_a_space_pmr_shows_how_to_join(chat: Chat) -> None:
    assert chat.ask("pmr").markdown == (f"{_JOIN}\n_Settings and cohosts: ask me 1:1._\n\n{_NEXT}")


def test_one_to_one_pmr_shows_everything_but_the_pin(chat: Chat) -> None:
    answer = chat.ask("pmr", room=None)
    assert answer.markdown == (
        f"{_JOIN}"
        "\n"
        "**Settings**\n"
        "\n"
        "- Automatic lock: off\n"
        "- Email the owner when someone waits in the lobby: on\n"
        "- Others can cohost: on\n"
        "- Anyone with a host account can cohost: off\n"
        "- The first person with a host account becomes cohost: off\n"
        "- Video devices of the organisation join without being asked: off\n"
        "\n"
        "**Cohosts**\n"
        "\n"
        "- **John Andersen:** `john.andersen@example.com`\n"
        "\n"
        "You can say:\n- **Numbers worldwide:** `pmr numbers`\n"
        "- **Automatic lock:** `pmr lock`\n- **New host PIN:** `pmr pin new`\n- `sites`"
    )
    assert "4325" not in json.dumps(answer.sent)


def test_co_hosts_are_shown_only_where_they_apply(chat: Chat) -> None:
    said = chat.told("pmr", who=name.ANA_EMAIL, room=None)
    assert "- Automatic lock: 10 minutes after the meeting starts\n" in said
    assert "- Anyone with a host account can cohost: on\n" in said
    assert "Cohosts**" not in said


def test_the_address_and_the_site_are_sent_to_webex(chat: Chat) -> None:
    since = time.monotonic()
    chat.ask(f"pmr me on {name.SITE}")
    queries = [
        call.query for call in chat.webex.calls(since) if call.path.endswith("/personalMeetingRoom")
    ]
    # The others are about whose token it is (see bot.webex.guard).
    own, nobodys, theirs = sorted(
        queries, key=lambda query: ("userEmail" in query, "john" in query)
    )
    assert own == f"siteUrl={name.SITE}"
    assert nobodys.startswith("userEmail=nobody-")
    assert theirs == (f"userEmail=john.andersen%40example.com&siteUrl={name.SITE}")


@pytest.mark.parametrize(
    "line", [f"pmr {name.ANA_EMAIL}", "pmr @Ana Ruiz", f"pmr for {name.ANA_EMAIL}?"]
)
def test_somebody_elses_room_is_for_the_help_desk(chat: Chat, line: str) -> None:
    since = time.monotonic()
    assert chat.ask(line, room=name.PARTNERS).markdown == (
        "**Only the help desk may look up other people’s rooms**\n"
        "\n"
        "Ask your help desk to look it up, or the person to ask me."
    )
    assert not [call for call in chat.webex.calls(since) if "meetingPreferences" in call.path]


def test_somebody_without_a_room_is_told_so(chat: Chat) -> None:
    assert chat.ask("pmr", who=name.NOOR_EMAIL, room=None).markdown == (
        "**You have no personal room**\n"
        "\n"
        "There is none on any of your Webex sites: site4-example.webex.com. "
        "An administrator enables it in Control Hub.\n"
        "\n"
        "You can say: `sites`"
    )


def test_a_token_without_the_scope_is_explained_to_whom_can_mend_it(chat: Chat) -> None:
    chat.webex.faults.add(Fault(path="/meetingPreferences/*", status=403))
    said = chat.told("pmr")
    assert said.startswith("**I am not allowed to read this personal room**")
    assert "Otherwise tell your help desk." in said
    assert "meeting:" not in said
    said = chat.told("pmr", name.HANA_EMAIL, None)
    assert "Otherwise tell whoever runs this bot." in said
    assert "The access needs meeting:admin_preferences_read" in said


def test_an_access_token_that_webex_refuses_is_renewed_once(chat: Chat) -> None:
    chat.ask("pmr")
    chat.webex.faults.add(Fault(path="/meetingPreferences/*", status=401, times=1))
    assert chat.told("pmr").startswith("**Your personal room**")


def test_without_the_organisations_access_pmr_says_what_to_set_up(
    webex: Sandbox, tmp_path: Path
) -> None:
    changes = {"WEBEX_REFRESH_TOKEN": "", "WEBEX_CLIENT_ID": "", "WEBEX_CLIENT_SECRET": ""}
    with roomdesk(webex, tmp_path, {**changes, "HELP_CONTACT": "Hana"}) as chat:
        title = "**Personal Meeting Rooms: not set up yet**"
        assert chat.ask("pmr").markdown == f"{title}\n\nPlease tell Hana."
        assert chat.ask("pmr", name.HANA_EMAIL, None).markdown == (
            f"{title}\n"
            "\n"
            "Whoever runs this bot has to set:\n"
            "\n"
            "- `WEBEX_REFRESH_TOKEN`\n"
            "- `WEBEX_ORG_CLIENT_ID`\n"
            "- `WEBEX_ORG_CLIENT_SECRET`"
        )


def test_an_access_that_has_run_out_is_said_to_be_so(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": "an-old-one"}) as chat:
        said = chat.told("pmr")
        to_help_desk = chat.told("pmr", name.HANA_EMAIL, None)
    assert said.startswith("**My access to personal rooms has run out**")
    assert "WEBEX_REFRESH_TOKEN" not in said
    assert "WEBEX_REFRESH_TOKEN has to be renewed." in to_help_desk
