"""What the log says of webhooks that do not deliver here, or not only."""

import pytest

from bot.webex.model.event import WANTED
from bot.webex.webhooks import Hook, Survey, misdirected

_SEE = "See: roomdesk check"
_THERE = "https://there.example.com/webhook"


def _hooks(count: int, target: str = "https://here.example.com/webhook") -> tuple[Hook, ...]:
    return tuple(
        Hook(f"{number}", f"Roomdesk {resource}", target, resource, event, True, False)
        for number, (resource, event) in enumerate(WANTED[:count])
    )


@pytest.mark.parametrize(
    ("survey", "said"),
    [
        (Survey(ours=_hooks(3)), None),
        (
            Survey(ours=_hooks(2)),
            "no webhook delivers memberships here. Run: roomdesk webhooks sync",
        ),
        (
            Survey(ours=_hooks(1), elsewhere=_hooks(3, _THERE)),
            f"Webex delivers attachmentActions, memberships to {_THERE} and not here. {_SEE}",
        ),
        (
            Survey(ours=_hooks(3), elsewhere=_hooks(3, _THERE)),
            f"two bots with one token: events also go to {_THERE}. {_SEE}",
        ),
    ],
    ids=["all here", "one missing", "elsewhere", "both"],
)
def test_it_is_one_sentence_with_the_next_step(survey: Survey, said: str | None) -> None:
    assert misdirected(survey) == said
