"""Blows to what a lease rests on: the clock, the database, and a process that goes on."""

from bot.sandbox import Fault
from tests.chaos.stage import Stage, pause
from tests.postgres import Server

# Longer than a lease.
_AWAY_S = 20.0
# Fewer than there are questions: each thread claims the next one as it ends, before any renewal.
_FEW, _SOME = {"ANSWER_THREADS": "8"}, {"ANSWER_THREADS": "24"}


def database_away_while_posts_are_slow(
    stage: Stage, questions: int, *, server: Server, processes: int = 1
) -> None:
    """The database is gone for longer than a lease, and comes back while answers are posted."""
    stage.bot("--workers", str(processes), more=_SOME)
    # One process alone knows what it has said.
    stage.needs_no_notice = processes == 1
    stage.webex.faults.add(Fault("POST", "/messages", hang_s=4))
    stage.webex.faults.latency_s = 0.7
    stage.ask(questions)
    server.kill()
    pause(_AWAY_S)
    server.start()


def clock_jumps(stage: Stage, questions: int, seconds: tuple[float, ...]) -> None:
    """The machine's clock is set, again and again, while answers are being posted."""
    bot = stage.bot(clock=0, more=_FEW)
    stage.needs_no_notice = True
    stage.webex.faults.add(Fault("POST", "/messages", hang_s=2))
    for shift in seconds:
        stage.ask(questions)
        bot.set_clock(shift)
        pause(3)


def holder_stopped(stage: Stage, questions: int) -> None:
    """One host of two stands still for longer than its leases, and goes on as if nothing were.

    It does so while its posts are refused, cards and all: it would post them again without.
    """
    stage.webex.faults.latency_s = 0.7
    stopped, _ = stage.hosts("one", "two")
    for _ in range(2):
        fault = Fault("POST", "/messages", status=400, hang_s=6, times=questions)
        refused = stage.webex.faults.add(fault)
        stage.ask(questions)
        stage.wait_until_met(refused)
        stopped.stand_still()
        pause(_AWAY_S)
        stopped.go_on()
