"""A question that waits for Webex holds nobody up."""

from pathlib import Path

from bot.sandbox import Fault, demo_world, running
from tests.chat.running import roomdesk


def test_no_thread_is_held_by_a_question_that_waits(tmp_path: Path) -> None:
    with (
        running(demo_world()) as webex,
        roomdesk(webex, tmp_path, {"ANSWER_THREADS": "1"}) as chat,
    ):
        busy = Fault(path="/meetingPreferences/*", status=429, headers={"Retry-After": "60"})
        webex.faults.add(busy)
        waiting = chat.say("pmr")
        assert webex.wait_until_delivered()
        for _ in range(3):
            assert chat.told("help").startswith("**What I can do for you**")
        # Three calls side by side: for the room, and for what tells whose room it is.
        assert webex.faults.hits(busy) == 3
        assert webex.replies(waiting.id) == []
