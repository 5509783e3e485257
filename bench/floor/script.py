"""A script that makes the calls of an answer with the SDK's session, and does nothing else.

It reads batches from its input, one a line: the id of a space and of messages in it. After each it
writes a line. Its arguments are the base URL and the number of threads.
"""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from webexteamssdk import WebexTeamsAPI

from bot.sandbox.seed import name

_local = threading.local()
_TEXT = "\n".join(f"- **Fact {number}:** what a space has to tell" for number in range(14))


def _session(base_url: str) -> Any:
    found = getattr(_local, "session", None)
    if found is None:
        api = WebexTeamsAPI(access_token=name.BOT_TOKEN, base_url=base_url)
        found = _local.session = api._session
    return found


def _answer(base_url: str, message_id: str, room_id: str) -> None:
    session = _session(base_url)
    session.get(f"messages/{message_id}")
    session.get(f"rooms/{room_id}")
    session.post("messages", json={"roomId": room_id, "parentId": message_id, "markdown": _TEXT})


def _batches() -> Iterator[list[str]]:
    for line in sys.stdin:
        yield line.split()


def main(base_url: str, threads: int) -> None:
    """Answer one batch of messages after the other."""
    with ThreadPoolExecutor(threads) as pool:
        for room_id, *messages in _batches():
            futures = [pool.submit(_answer, base_url, one, room_id) for one in messages]
            for future in futures:
                future.result()
            print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
