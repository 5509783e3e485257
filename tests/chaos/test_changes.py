"""The short form of the row about changes of rooms."""

from functools import partial

import pytest

from tests.chaos.changes import rooms_changed
from tests.chaos.play import play
from tests.postgres import Server

pytestmark = pytest.mark.timeout(600)

_SHORT = partial(rooms_changed, changes=6, kills=2)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_room_is_changed_twice_or_half(kind: str, request: pytest.FixtureRequest) -> None:
    url = None
    if kind == "postgresql":
        server: Server = request.getfixturevalue("postgresql_server")
        url = server.url
    row = play("short", _SHORT, url)
    assert row.broken(60.0) == []  # a busy machine's minute
    assert row.tally.answered == row.tally.asked == 6
