"""The load generator: posts signed deliveries, and times each."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.sandbox.envelope import SIGNATURE, sign
from bot.sandbox.post_out import Poster
from bot.sandbox.seed import name

_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Sent:
    """One delivery: when it was sent, on `time.monotonic()`, and what came of it."""

    at: float
    seconds: float
    status: int


class Load:
    """Delivers what it is given, each on a connection of its own, as Webex may."""

    def __init__(self) -> None:
        self._poster = Poster(_TIMEOUT_S)

    def send(
        self, url: str, bodies: Sequence[bytes], per_s: float | None, lanes: int
    ) -> list[Sent]:
        """Post the bodies to the address, `lanes` at once.

        `per_s` is how many to post a second, None as many as it goes.

        Raises:
            RuntimeError: one was not accepted.
        """
        with ThreadPoolExecutor(lanes) as pool:
            began = time.monotonic()
            futures = []
            for number, body in enumerate(bodies):
                if per_s is not None:
                    _wait_until(began + number / per_s)
                futures.append(pool.submit(self._post, url, body))
            sent = [future.result() for future in futures]
        refused = {one.status for one in sent if one.status // 100 != 2}
        if refused:
            raise RuntimeError(f"deliveries to {url} were answered with {refused}")
        return sent

    def _post(self, url: str, body: bytes) -> Sent:
        headers = {"Content-Type": "application/json", SIGNATURE: sign(name.WEBHOOK_SECRET, body)}
        began = time.monotonic()
        status = self._poster.post(url, body, headers)
        return Sent(began, time.monotonic() - began, status)


def _wait_until(moment: float) -> None:
    left = moment - time.monotonic()
    if left > 0:
        time.sleep(left)
