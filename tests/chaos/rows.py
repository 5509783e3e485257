"""Which rows the table has, and on which database: see `tests.chaos` for how to add one."""

from functools import partial

from tests.chaos import changes, event_socket, lease, scenario
from tests.chaos.stage import Scenario
from tests.postgres import Server

ON_ANY: dict[str, Scenario] = {
    "the whole bot killed, 20 times": partial(scenario.whole_bot_killed, questions=500, kills=20),
    "one worker of two killed, 20 times": partial(scenario.workers_killed, questions=500, kills=20),
    "every delivery ten times, to two processes": partial(
        scenario.every_delivery_five_times, questions=100
    ),
    "30 % of Webex’s answers are failures": partial(scenario.webex_fails_often, questions=150),
    "30 % of Webex’s answers are of no use": partial(scenario.webex_answers_badly, questions=150),
    "Webex down for 12 s": partial(scenario.webex_is_down, questions=120, seconds=12),
    "asked while the bot was away, twice": partial(scenario.bot_is_away, questions=20),
    "restarted under load, 5 times": partial(scenario.bot_restarted, questions=150, restarts=5),
    "the clock set 30 s ahead and back": partial(
        lease.clock_jumps, questions=16, seconds=(30.0, 0.0, -30.0, 0.0)
    ),
    "killed 15 times while 60 rooms are changed": partial(
        changes.rooms_changed, changes=60, kills=15
    ),
    **event_socket.SOCKET,
}
ON_SQLITE: dict[str, Scenario] = {
    "no room on the disk for 10 s": partial(scenario.disk_full, questions=120, seconds=10),
}
ON_POSTGRESQL: dict[str, Scenario] = {
    "one host of two lost for good": partial(scenario.host_lost, questions=60),
    "one host of two stopped for 20 s, twice": partial(lease.holder_stopped, questions=20),
}


def on_own_server(server: Server) -> dict[str, Scenario]:
    """Return what only a database server of our own is put through."""
    away = lease.database_away_while_posts_are_slow
    return {
        "the database killed for 5 s, twice": partial(
            scenario.database_killed, questions=100, kills=2, seconds=5, server=server
        ),
        "the database hangs for 15 s": partial(
            scenario.database_hangs, questions=150, seconds=15, server=server
        ),
        "the database away for 20 s, posts of 4 s": partial(away, questions=40, server=server),
        "the database away for 20 s, two processes": partial(
            away, questions=40, processes=2, server=server
        ),
    }
