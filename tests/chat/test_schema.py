"""The whole bot on a PostgreSQL whose schema is not for it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import text

from bot.database.engine import engine_for
from bot.database.schema import setup
from bot.database.schema.revision import NEWEST
from bot.sandbox import Sandbox
from tests.chat.running import Chat, roomdesk
from tests.postgres import Server, drop_database, fresh_database


@pytest.fixture
def old_database(postgresql_server: Server) -> Iterator[str]:
    url = fresh_database(postgresql_server.url)
    engine = engine_for(url, 1)
    setup.prepare(engine)
    engine.dispose()
    _name(url, "0000_since_0000")
    yield url
    drop_database(postgresql_server.url, url)


def _is_ready(chat: Chat) -> bool:
    return requests.get(f"{chat.url}/readyz", timeout=10).status_code == 200


def _name(url: str, name: object) -> None:
    """Say which schema it has, as an upgrade does."""
    engine = engine_for(url, 1)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :n"), {"n": str(name)})
    engine.dispose()


def test_a_bot_ahead_of_its_database_waits_for_the_upgrade_and_then_answers(
    webex: Sandbox, tmp_path: Path, old_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    with roomdesk(webex, tmp_path, {"DATABASE_URL": old_database}) as chat:
        assert not _is_ready(chat)
        missed = chat.say("help")
        assert webex.wait_until_delivered()
        assert webex.replies(missed.id) == []
        _name(old_database, NEWEST)
        assert _is_ready(chat)
        assert webex.wait_for_reply(missed.id).markdown
        assert chat.ask("help").markdown
    told = [record for record in caplog.records if record.name == "bot.inbox.workers"]
    assert [(record.levelno, record.getMessage()) for record in told][:1] == [
        (
            logging.ERROR,
            (
                "nothing is answered: the database has schema 0, and this version of the bot "
                f"needs {NEWEST.in_words}: run “roomdesk db upgrade”. "
                "The bot goes on by itself then"
            ),
        )
    ]


def test_a_bot_behind_its_database_takes_nothing_until_the_newer_one_is_back(
    webex: Sandbox, tmp_path: Path, old_database: str
) -> None:
    _name(old_database, "0099_since_0098")
    with roomdesk(webex, tmp_path, {"DATABASE_URL": old_database}) as chat:
        assert not _is_ready(chat)
        asked = chat.say("help")
        assert webex.wait_until_delivered()
        assert webex.replies(asked.id) == []
    engine = engine_for(old_database, 1)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM questions")) == 0
    engine.dispose()
