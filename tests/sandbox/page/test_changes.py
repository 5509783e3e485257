"""Waiting for something to happen."""

from bot.sandbox import Sandbox
from bot.sandbox.page.changes import Changes


def test_what_was_missed_is_known_at_once(webex: Sandbox) -> None:
    changes = Changes(webex)
    before = changes.wait(-1, 60)
    changes.note()
    assert changes.wait(before, 60) == before + 1


def test_nobody_waits_longer_than_asked(webex: Sandbox) -> None:
    changes = Changes(webex)
    assert changes.wait(0, 0.001) == 0


def test_nobody_waits_for_what_is_closed(webex: Sandbox) -> None:
    changes = Changes(webex)
    changes.close()
    assert changes.wait(0, 60) == 0
