"""What is done to the bot, each way of breaking it a small function."""

import time
from collections.abc import Callable
from functools import partial

from bot.sandbox import Fault
from bot.sandbox.bot_process import free_port
from tests.chaos import event_socket, lease
from tests.chaos.bot import Bot
from tests.chaos.stage import Stage, pause
from tests.postgres import Server

Scenario = Callable[[Stage], None]

# So long does each call to Webex take, so that a blow meets questions that are under way.
_LATENCY_S = 0.05
# A delivery is refused within five seconds, and whoever watches over the bot waits no longer.
_PROMPTLY_S = 5.0


def whole_bot_killed(stage: Stage, questions: int, kills: int) -> None:
    """SIGKILL for the master and its workers, started again at once."""
    stage.webex.faults.latency_s = _LATENCY_S
    bot = stage.bot()
    with stage.asking(questions, per_s=25) as stream:
        for _ in stage.moments(stream, kills):
            stream.calm = True
            bot.kill()
            bot.start()
            stream.calm = False


def workers_killed(stage: Stage, questions: int, kills: int) -> None:
    """SIGKILL for one worker of two; the master starts another."""
    stage.webex.faults.latency_s = _LATENCY_S
    bot = stage.bot("--workers", "2")
    with stage.asking(questions, per_s=20) as stream:
        for _ in stage.moments(stream, kills):
            bot.kill_worker(stage.choice)


def every_delivery_five_times(stage: Stage, questions: int) -> None:
    """Five copies of each delivery at once, to two processes each."""
    stage.bot()
    other = free_port()
    stage.bot(port=other)
    stage.deliver_to(other)
    stage.webex.courier.copies = 5
    with stage.asking(questions, per_s=15):
        pass


def webex_fails_often(stage: Stage, questions: int) -> None:
    """30 of 100 calls fail, and some answers of Webex are lost after the message was posted."""
    stage.bot()
    for fault in (
        Fault("POST", "/messages", cut=True, after=True, chance=0.03),
        Fault("POST", "/messages", status=502, after=True, chance=0.03),
        Fault(status=429, headers={"Retry-After": "1"}, chance=0.09),
        Fault(status=502, chance=0.08),
        Fault(status=503, chance=0.08),
        Fault(cut=True, chance=0.08),
    ):
        stage.webex.faults.add(fault)
    with stage.asking(questions, per_s=15):
        pass


def webex_answers_badly(stage: Stage, questions: int) -> None:
    """30 of 100 calls of every kind get an answer that nobody can use, or break off."""
    stage.bot()
    for fault in (
        Fault(cut=True, chance=0.1),
        Fault(cut=True, after=True, chance=0.03),
        Fault(status=200, body="html", chance=0.07),
        Fault(status=200, body="html", after=True, chance=0.03),
        Fault(status=500, chance=0.1),
    ):
        stage.webex.faults.add(fault)
    with stage.asking(questions, per_s=10):
        pass
    stage.wait_until_quiet()


def webex_is_down(stage: Stage, questions: int, seconds: float) -> None:
    """For a while every call fails."""
    stage.bot()
    with stage.asking(questions, per_s=questions / (seconds + 4)) as stream:
        stage.wait_until_asked(stream, questions // 8)
        cut = stage.webex.faults.add(Fault(cut=True, chance=0.5))
        refused = stage.webex.faults.add(Fault(status=503))
        pause(seconds)
        stage.webex.faults.remove(cut)
        stage.webex.faults.remove(refused)


def bot_is_away(stage: Stage, questions: int) -> None:
    """Asked while no bot runs, once after a SIGTERM and once after a SIGKILL."""
    bot = stage.bot()
    for end in (bot.stop, bot.kill):
        stage.ask(questions)
        end()
        stage.ask(questions)
        bot.start()


def bot_restarted(stage: Stage, questions: int, restarts: int) -> None:
    """SIGTERM under load, started again at once."""
    stage.webex.faults.latency_s = _LATENCY_S
    bot = stage.bot()
    with stage.asking(questions, per_s=20) as stream:
        for _ in stage.moments(stream, restarts):
            stream.calm = True
            bot.stop()
            bot.start()
            stream.calm = False


def database_killed(
    stage: Stage, questions: int, kills: int, seconds: float, *, server: Server
) -> None:
    """SIGKILL for the database's processes, started again after `seconds`."""
    stage.bot("--workers", "2")
    with stage.asking(questions, per_s=10) as stream:
        for _ in stage.moments(stream, kills):
            stream.calm = True
            server.kill()
            pause(seconds)
            server.start()
            stream.calm = False


def database_hangs(
    stage: Stage, questions: int, seconds: float, within_s: float, *, server: Server
) -> None:
    """SIGSTOP for the database's processes: it is there, and does not answer."""
    bot = stage.bot()
    with stage.asking(questions, per_s=10) as stream:
        stage.wait_until_asked(stream, questions // 4)
        stream.calm = True
        with server.hanging():
            _watch(bot, seconds, within_s)
        stream.calm = False
    _see_that_none_waited(stage, within_s)


def disk_full(stage: Stage, questions: int, seconds: float, within_s: float) -> None:
    """For a while the bot can write nothing."""
    bot = stage.bot()
    with stage.asking(questions, per_s=10) as stream:
        stage.wait_until_asked(stream, questions // 4)
        stream.calm = True
        with bot.on_a_full_disk():
            _watch(bot, seconds, within_s)
        stream.calm = False
    _see_that_none_waited(stage, within_s)


def _watch(bot: Bot, seconds: float, within_s: float) -> None:
    """See for so long that the bot answers, and that it says by the end that it cannot work."""
    until, ready = time.monotonic() + seconds, 200
    while time.monotonic() < until:
        if bot.status("/healthz", within_s) != 200:
            raise RuntimeError("the bot does not say that it is there")
        ready = bot.status("/readyz", within_s)
        pause(0.2)
    if ready != 503:
        raise RuntimeError("the bot says that it can work")


def _see_that_none_waited(stage: Stage, within_s: float) -> None:
    slowest_s = max(one.seconds for one in stage.webex.deliveries())
    if slowest_s > within_s:
        raise RuntimeError(f"a delivery was answered after {slowest_s:.1f} s")


def host_lost(stage: Stage, questions: int) -> None:
    """One host of two dies and does not come back."""
    stage.webex.faults.latency_s = 0.2
    lost: Bot = stage.bot(host="one")
    other = free_port()
    stage.bot(port=other, host="two")
    stage.deliver_to(other)
    with stage.asking(questions, per_s=15) as stream:
        stage.wait_until_asked(stream, questions // 2)
        lost.kill()
        stage.deliver_no_more_to_the_first()


ON_ANY: dict[str, Scenario] = {
    "the whole bot killed, 20 times": partial(whole_bot_killed, questions=500, kills=20),
    "one worker of two killed, 20 times": partial(workers_killed, questions=500, kills=20),
    "every delivery ten times, to two processes": partial(every_delivery_five_times, questions=100),
    "30 % of Webex’s answers are failures": partial(webex_fails_often, questions=150),
    "30 % of Webex’s answers are of no use": partial(webex_answers_badly, questions=150),
    "Webex down for 12 s": partial(webex_is_down, questions=120, seconds=12),
    "asked while the bot was away, twice": partial(bot_is_away, questions=20),
    "restarted under load, 5 times": partial(bot_restarted, questions=150, restarts=5),
    **lease.CLOCKS,
    **event_socket.SOCKET,
}
ON_SQLITE: dict[str, Scenario] = {
    "no room on the disk for 10 s": partial(
        disk_full, questions=120, seconds=10, within_s=_PROMPTLY_S
    ),
}
ON_POSTGRESQL: dict[str, Scenario] = {
    "one host of two lost for good": partial(host_lost, questions=60),
    **lease.HOSTS,
}


def on_own_server(server: Server) -> dict[str, Scenario]:
    """Return what only a database server of our own is put through."""
    kill = partial(database_killed, questions=100, kills=2, seconds=5, server=server)
    hang = partial(database_hangs, questions=150, seconds=15, within_s=_PROMPTLY_S, server=server)
    away = partial(lease.database_away_while_posts_are_slow, questions=16, server=server)
    return {
        "the database killed for 5 s, twice": kill,
        "the database hangs for 15 s": hang,
        "the database away for 20 s, posts of 4 s": away,
    }
