"""Connections of bots that are set up in other ways, and how a connection ends."""

from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.seed import name
from tests.chat.browser import accept, link_in, told
from tests.chat.running import roomdesk


def test_who_is_of_another_organisation_may_connect_too(webex: Sandbox, tmp_path: Path) -> None:
    webex.world.sites[name.OLGA_EMAIL] = webex.world.sites[name.ANA_EMAIL]
    webex.world.pmrs[name.OLGA_EMAIL, name.SITE] = {
        "topic": "Olga",
        "personalMeetingRoomLink": f"https://{name.SITE}/meet/olga",
    }
    with roomdesk(webex, tmp_path) as chat:
        refused = chat.told("pmr", name.OLGA_EMAIL, room=None)
        assert refused.startswith("**This is for people of this bot’s organisation**")
        assert refused.endswith("Or connect your own account.\n\nYou can say: `connect`")
        accept(link_in(chat.ask("connect", name.OLGA_EMAIL, room=None)), name.OLGA_EMAIL)
        said = chat.told("pmr", name.OLGA_EMAIL, room=None)
        assert said.startswith("**Your personal room**")


def test_whose_connection_has_ended_is_told_once_and_asked_to_connect_again(
    webex: Sandbox, tmp_path: Path
) -> None:
    with roomdesk(webex, tmp_path, {"WEBEX_REFRESH_TOKEN": ""}) as chat:
        accept(link_in(chat.ask("connect", room=None)), name.JOHN_EMAIL)
        chat.ask("pmr", room=None)
        count = len(webex.direct_messages(name.JOHN_EMAIL))
        john = [one for one in webex.world.tokens.values() if one.expires]
        for token in john:  # revoked by its owner, at Webex
            webex.world.tokens.pop(token.value)
        webex.world.refresh_tokens.clear()
        assert chat.told("pmr").startswith("**Your connection has ended**")
        assert chat.told("pmr").startswith("**Your connection has ended**")
        (said,) = told(webex, count)
        assert said == (
            "**Your connection has ended**\n\n"
            "Webex does not let me use your account any more.\n\n"
            "You can say:\n- **Connect again:** `connect`"
        )


def test_without_its_settings_connect_names_them(webex: Sandbox, tmp_path: Path) -> None:
    with roomdesk(webex, tmp_path, {"TOKEN_KEY": "", "HELP_CONTACT": "Hana"}) as chat:
        title = "**Connecting your own account: not set up yet**"
        assert chat.ask("connect").markdown == f"{title}\n\nPlease tell Hana."
        assert chat.ask("connect", name.HANA_EMAIL, None).markdown == (
            f"{title}\n\nWhoever runs this bot has to set:\n\n- `TOKEN_KEY`"
        )
        assert chat.told("disconnect").startswith("**You were not connected**")
