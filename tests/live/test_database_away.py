"""Health and figures while the database is away: told at once, and told as what is wrong."""

from pathlib import Path

import requests

from bot.sandbox import Sandbox
from tests.chat.running import Chat, roomdesk
from tests.postgres import running_server

TOKEN = "a token for the figures"


def _get(chat: Chat, path: str) -> tuple[int, list[str]]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    page = requests.get(f"{chat.url}{path}", headers=headers, timeout=30)
    return page.status_code, page.text.splitlines()


def test_without_its_database_the_bot_says_so_and_comes_back(
    webex: Sandbox, tmp_path: Path
) -> None:
    with running_server() as server:
        changes = {"DATABASE_URL": server.url, "METRICS_TOKEN": TOKEN}
        with roomdesk(webex, tmp_path, changes) as chat:
            chat.ask("help")
            assert _get(chat, "/readyz")[0] == 200
            assert "roomdesk_database_up 1.0" in _get(chat, "/metrics")[1]
            server.kill()
            assert _get(chat, "/readyz") == (
                503,
                ["database: fail", "workers: ok", "bot token: ok", "signatures: ok"],
            )
            status, lines = _get(chat, "/metrics")
            assert status == 200
            assert "roomdesk_database_up 0.0" in lines
            assert 'roomdesk_questions_total{command="help",outcome="answered"} 1.0' in lines
            assert not [line for line in lines if line.startswith("roomdesk_dead_letters ")]
            server.start()
            while _get(chat, "/readyz")[0] != 200:
                webex.wait_for(lambda: False, 0.05)
            assert "roomdesk_database_up 1.0" in _get(chat, "/metrics")[1]


def test_a_file_that_was_removed_under_the_bot_shows_until_it_is_back(
    webex: Sandbox, tmp_path: Path
) -> None:
    file, aside = tmp_path / "bot.db", tmp_path / "aside.db"
    with roomdesk(webex, tmp_path, {"METRICS_TOKEN": TOKEN}) as chat:
        chat.ask("help")
        file.rename(aside)
        status, lines = _get(chat, "/readyz")
        assert (status, lines[0]) == (503, "database: fail")
        assert "roomdesk_database_up 0.0" in _get(chat, "/metrics")[1]
        aside.rename(file)
        assert _get(chat, "/readyz")[0] == 200
        assert chat.ask("help").markdown
