"""How soon `room` is answered where the bot listens, beside where Webex delivers to it."""

from collections.abc import Iterator
from statistics import median

from bench.row import Row, row
from bench.stage import Stage

_EACH = 60


def rows(stage: Stage) -> Iterator[Row]:
    """Ask a bot that has webhooks, then one that listens: at once they would both answer."""
    count = stage.few(_EACH)
    with stage.roomdesk() as bot:
        delivered = [stage.one(bot) for _ in range(count)]
    with stage.listening():
        heard = [stage.pretend.answered_s("room") for _ in range(count)]
    low, high = (median(found) * 1000 for found in (delivered, heard))
    yield row(
        "`room` heard by the event socket, beside by a webhook, p50", low, high, "≤ 1.10 ×", "ms"
    )
