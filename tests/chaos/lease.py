"""Blows to what a lease rests on: the clock, the database, and a process that goes on."""

from collections.abc import Callable
from functools import partial

from bot.sandbox import Fault
from bot.sandbox.bot_process import free_port
from tests.chaos.stage import Stage, pause
from tests.postgres import Server

# Longer than a lease.
_AWAY_S = 20.0


def database_away_while_posts_are_slow(stage: Stage, questions: int, *, server: Server) -> None:
    """The database is gone for longer than a lease, and comes back while answers are posted."""
    stage.bot()
    stage.webex.faults.add(Fault("POST", "/messages", hang_s=4))
    stage.webex.faults.latency_s = 0.7
    stage.ask(questions)
    server.kill()
    pause(_AWAY_S)
    server.start()


def clock_jumps(stage: Stage, questions: int, seconds: tuple[float, ...]) -> None:
    """The machine's clock is set, again and again, while answers are being posted."""
    bot = stage.bot(clock=0)
    stage.webex.faults.add(Fault("POST", "/messages", hang_s=2))
    for shift in seconds:
        stage.ask(questions)
        bot.set_clock(shift)
        pause(3)


def holder_stopped(stage: Stage, questions: int) -> None:
    """One host of two stands still for longer than its leases, and goes on as if nothing were.

    It does so while it reads and while it posts: the card of some answers is refused, so that
    they are posted again.
    """
    stage.webex.faults.latency_s = 0.7
    stopped = stage.bot(host="one")
    other = free_port()
    stage.bot(port=other, host="two")
    stage.deliver_to(other)
    for _ in range(2):
        fault = Fault("POST", "/messages", status=400, hang_s=6, times=questions // 2)
        refused = stage.webex.faults.add(fault)
        stage.ask(questions)
        stage.wait_until_met(refused)
        stopped.stand_still()
        pause(_AWAY_S)
        stopped.go_on()


CLOCKS: dict[str, Callable[[Stage], None]] = {
    "the clock set 30 s ahead and back": partial(
        clock_jumps, questions=12, seconds=(30.0, 0.0, -30.0, 0.0)
    )
}
HOSTS: dict[str, Callable[[Stage], None]] = {
    "one host of two stopped for 20 s, twice": partial(holder_stopped, questions=20)
}
