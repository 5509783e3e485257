"""The figures as Prometheus counts them, in this process or for all processes of one gunicorn."""

from prometheus_client import CollectorRegistry, Counter, Histogram

# Webex may send us to addresses of its own: beyond so many they are one.
_MOST_ENDPOINTS = 64
_SOONER = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_LATER = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60)


class Prometheus:
    """Takes figures and keeps them in `registry`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._deliveries = Counter(
            "roomdesk_deliveries",
            "Deliveries by what became of them",
            ["outcome"],
            registry=registry,
        )
        self._acknowledge = Histogram(
            "roomdesk_acknowledge_seconds",
            "From a signed delivery to its acknowledgement",
            buckets=_SOONER,
            registry=registry,
        )
        self._questions = Counter(
            "roomdesk_questions",
            "Questions that have ended",
            ["command", "outcome"],
            registry=registry,
        )
        self._answer = Histogram(
            "roomdesk_answer_seconds",
            "From the arrival of a question to the post of its answer",
            buckets=_LATER,
            registry=registry,
        )
        self._retries = Counter(
            "roomdesk_retries", "Questions that were put off", ["cause"], registry=registry
        )
        self._calls = Counter(
            "roomdesk_webex_calls", "Calls to Webex", ["endpoint", "status"], registry=registry
        )
        self._call = Histogram(
            "roomdesk_webex_call_seconds",
            "From a call to Webex to the head of its response",
            buckets=_LATER[:8],
            registry=registry,
        )
        self._endpoints: set[str] = set()
        # A counter with labels has no file before it has a value.
        self._deliveries.labels("accepted")

    def delivered(self, outcome: str, took_s: float | None) -> None:
        """A delivery came; `took_s` is until its acknowledgement, None for a stranger's."""
        self._deliveries.labels(_label(outcome)).inc()
        if took_s is not None:
            self._acknowledge.observe(took_s)

    def asked(self, command: str | None, outcome: str) -> None:
        """A question has ended."""
        self._questions.labels(command or "unknown", _label(outcome)).inc()

    def answered(self, after_s: float) -> None:
        """An answer was posted, so long after its question had arrived."""
        self._answer.observe(max(0.0, after_s))  # the clocks of two hosts may differ

    def put_off(self, cause: str) -> None:
        """A question is tried again later."""
        self._retries.labels(_label(cause)).inc()

    def called(self, endpoint: str, status: str, took_s: float) -> None:
        """Webex was called."""
        if endpoint not in self._endpoints and len(self._endpoints) >= _MOST_ENDPOINTS:
            endpoint = "other"
        self._endpoints.add(endpoint)
        self._calls.labels(endpoint, status).inc()
        self._call.observe(took_s)


def _label(words: str) -> str:
    return words.replace(" ", "_")
