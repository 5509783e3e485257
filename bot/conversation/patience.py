"""How long to wait between the tries at a question, and when a person has waited enough."""

from datetime import timedelta

# How long somebody waits for an answer before being told that there is none.
PATIENCE = timedelta(seconds=20)
# While Webex does not even take that, the question waits for it to come back.
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_ASKED_WAIT_S = 60.0

_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 5.0


def wait_s(tries: int, asked_s: float | None, spread: float) -> float:
    """Return the seconds to wait after so many tries.

    The wait doubles from one second to five. `spread` from 0 to 1 moves it within its upper half,
    so that questions that failed together are not tried again together. `asked_s` is what Webex
    asked for in `Retry-After`, heeded up to a minute.
    """
    longest = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(tries - 1, 10))
    return max(longest * (1 + spread) / 2, min(asked_s or 0.0, LONGEST_ASKED_WAIT_S))


def is_used_up(tried: timedelta, asked_s: float | None, patience: timedelta) -> bool:
    """Tell whether the person had better be told that there is no answer.

    `tried` is the time since the first try. So too if Webex asks for a longer wait than anybody
    has the patience for.
    """
    return tried > patience or (asked_s or 0.0) > LONGEST_ASKED_WAIT_S
