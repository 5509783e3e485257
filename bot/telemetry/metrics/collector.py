"""How things are, as gauges: read when it is asked for, so that no process has a share in it."""

from collections.abc import Callable, Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.errors import UnavailableError
from bot.telemetry.metrics.state import Hearing, Queue, State


class StateCollector(Collector):
    """Gives what `look` returns; where that raises UnavailableError, that alone."""

    def __init__(self, look: Callable[[], State]) -> None:
        self._look = look

    def describe(self) -> list[Metric]:
        """Return nothing: to be registered is no reason to ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        try:
            state = self._look()
        except UnavailableError:
            yield _gauge("database_up", "Whether the database answers", False)
            return
        yield _gauge("database_up", "Whether the database answers", True)
        yield from _of_queue(state.queue)
        text = "Whether Webex takes the bot's own token"
        yield _gauge("bot_token_ok", text, state.bot_token_works)
        if state.signatures_fit is not None:
            text = "Whether deliveries are signed with our secret"
            yield _gauge("signatures_ok", text, state.signatures_fit)
        if state.token_works is not None:
            text = "Whether the organisation's access is as it should be"
            yield _gauge("organisation_token_ok", text, state.token_works)
        if state.token_expires is not None:
            text = "When the organisation's access token ends, in seconds since 1970"
            yield _gauge("organisation_token_expiry_seconds", text, state.token_expires.timestamp())
        if state.delivers is not None:
            yield _gauge("webhooks_ok", "Whether Webex delivers all events", state.delivers)
        if state.hearing is not None:
            yield from _of_socket(state.hearing)


def _of_socket(found: Hearing) -> Iterator[Metric]:
    text = "Whether Webex's event socket is listened to"
    yield _gauge("socket_connected", text, found.is_alive)
    if found.since:
        text = "When the latest connection was opened, in seconds since 1970"
        yield _gauge("socket_connected_since_seconds", text, found.since.timestamp())
    if found.latest_event:
        text = "When the event socket told something last, in seconds since 1970"
        yield _gauge("socket_last_event_seconds", text, found.latest_event.timestamp())
    yield _counter("socket_reconnects", "Connections after the first one", found.reconnects)
    text = "How often something was left out, and looked for"
    yield _counter("socket_gaps", text, found.gaps)


def _of_queue(queue: Queue) -> Iterator[Metric]:
    depth = GaugeMetricFamily(
        "roomdesk_open_questions", "Questions that have not ended", labels=["state"]
    )
    depth.add_metric(["waiting"], queue.waiting)
    depth.add_metric(["running"], queue.running)
    yield depth
    yield _gauge(
        "oldest_open_question_seconds",
        "How long ago the oldest question arrived that has not ended; 0: there is none",
        queue.oldest_s,
    )
    yield _gauge("dead_letters", "Questions that were given up, of the last 72 hours", queue.dead)


def _counter(name: str, text: str, value: float) -> Metric:
    return CounterMetricFamily(f"roomdesk_{name}", text, value=value)


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"roomdesk_{name}", text, value=float(value))
