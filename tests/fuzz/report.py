"""The table at the end of a run."""

from collections import Counter
from collections.abc import Sequence

from tests.fuzz.plan import Found


def table(found: Sequence[Found]) -> str:
    """Return one row for each number that matters, all processes together."""
    statuses: Counter[str] = sum((one.statuses for one in found), Counter())
    seconds = max(one.seconds for one in found)
    sent = sum(one.sent for one in found)
    rows = [
        ("sent", f"{sent:,}"),
        ("of these whole questions", f"{sum(one.asked for one in found):,}"),
        *((status, f"{count:,}") for status, count in sorted(statuses.items())),
        ("refused, since they differ", f"{sum(one.lies for one in found):,}"),
        ("answered", f"{sum(one.answered for one in found):,}"),
        ("told that Webex does not answer", f"{sum(one.given_up for one in found):,}"),
        ("messages posted and checked", f"{sum(one.posts for one in found):,}"),
        ("calls to Webex", f"{sum(one.calls for one in found):,}"),
        ("seconds", f"{seconds:.0f}"),
        ("per second", f"{sent / seconds:.0f}"),
        ("MB after a tenth", ", ".join(f"{one.early_memory / 2**20:.0f}" for one in found)),
        ("MB after a half", ", ".join(f"{one.half_memory / 2**20:.0f}" for one in found)),
        ("MB at the end", ", ".join(f"{one.memory / 2**20:.0f}" for one in found)),
        ("faults", str(sum(len(one.faults) for one in found))),
    ]
    width = max(len(label) for label, _ in rows)
    return "\n".join(f"{label:<{width}}  {value}" for label, value in rows)
