"""roomdesk check beside a database server that was stopped."""

from pathlib import Path

from bot.sandbox import Sandbox
from tests.cli.checks.examined import environ, examined, grades
from tests.cli.checks.test_database import NEEDING
from tests.postgres import fresh_database, running_server


def test_a_server_that_was_stopped_is_named_and_nothing_else_is_hidden(
    webex: Sandbox, tmp_path: Path
) -> None:
    with running_server() as server:
        url = fresh_database(server.url)
        server.kill()
        found = examined(environ(webex, tmp_path, DATABASE_URL=url))
        server.start()  # so that it ends as usual
    assert found["database"].grade.value == "fail"
    assert found["database"].seen.startswith("does not answer: ")
    assert set(grades(found, *NEEDING)) == {"skipped"}
    assert grades(found, "bot token", "spaces") == ["ok"] * 2
