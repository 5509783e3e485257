"""The short form of `make chaos`: the real bot is broken on purpose, and nothing is lost."""

from functools import partial

import pytest

from tests.chaos.event_socket import QUICK, socket_cut
from tests.chaos.lease import clock_jumps
from tests.chaos.play import play
from tests.chaos.scenario import (
    bot_is_away,
    database_hangs,
    database_killed,
    disk_full,
    every_delivery_five_times,
    webex_answers_badly,
    webex_fails_often,
    whole_bot_killed,
)
from tests.chaos.stage import Scenario
from tests.postgres import Server

# Each asks and kills for a while, longer where others use the machine too.
pytestmark = pytest.mark.timeout(600)

# Nothing here is timed: it is a busy machine's minute.
_PROMPTLY_S = 60.0
_KILLS = partial(whole_bot_killed, questions=40, kills=3)


def _check(scenario: Scenario, server_url: str | None = None) -> None:
    row = play("short", scenario, server_url)
    assert row.broken(_PROMPTLY_S) == []
    assert row.tally.answered + row.tally.told == row.tally.asked > 0


@pytest.mark.parametrize(
    "scenario",
    [
        pytest.param(_KILLS, id="the whole bot killed"),
        pytest.param(
            partial(every_delivery_five_times, questions=30), id="every delivery ten times"
        ),
        pytest.param(partial(webex_fails_often, questions=15), id="Webex fails often"),
        pytest.param(partial(webex_answers_badly, questions=15), id="Webex answers badly"),
        pytest.param(partial(bot_is_away, questions=5), id="the bot was away"),
        pytest.param(
            partial(disk_full, questions=30, seconds=3, within_s=_PROMPTLY_S),
            id="no room on the disk",
        ),
        pytest.param(
            partial(socket_cut, questions=60, cuts=QUICK, kills=2, per_s=6),
            id="the event socket is cut",
        ),
        pytest.param(
            partial(clock_jumps, questions=8, seconds=(30.0, -30.0)), id="the clock is set"
        ),
    ],
)
def test_nothing_is_lost_or_repeated_on_sqlite(scenario: Scenario) -> None:
    _check(scenario)


def test_nothing_is_lost_or_repeated_on_postgresql(postgresql_server: Server) -> None:
    _check(_KILLS, postgresql_server.url)


def test_nothing_is_lost_when_postgresql_is_killed(postgresql_server: Server) -> None:
    kill = partial(database_killed, questions=30, kills=1, seconds=0.5, server=postgresql_server)
    _check(kill, postgresql_server.url)


def test_nothing_is_lost_when_postgresql_hangs(postgresql_server: Server) -> None:
    hang = partial(
        database_hangs, questions=40, seconds=6, within_s=_PROMPTLY_S, server=postgresql_server
    )
    _check(hang, postgresql_server.url)
