"""The stage itself: questions come to an answer, and calls are counted."""

from pathlib import Path

from bench.stage import staged


def test_questions_are_asked_answered_timed_and_counted(tmp_path: Path) -> None:
    with staged(tmp_path, is_quick=True) as stage:
        stage.pretend.set_latency(0)
        with stage.roomdesk() as bot:
            seconds = stage.batch(bot, 5)
            assert stage.pretend.calls() == {
                "GET messages": 5,
                "GET rooms": 5,
                "POST messages": 5,
            }
            assert seconds > 0
