from datetime import timedelta

import pytest

from bot.commands.shared.space_members import headcount
from bot.webex.model.roster import Headcount
from tests.commands.asking import NOW


@pytest.mark.parametrize(
    ("known", "told"),
    [
        pytest.param(None, None, id="not counted"),
        pytest.param(Headcount(14, (), NOW), "14", id="without moderators"),
        pytest.param(Headcount(14, ("Ana",), NOW), "14, moderated by Ana", id="one"),
        pytest.param(Headcount(14, ("Ana", "Bo"), NOW), "14, moderated by Ana and Bo", id="two"),
        pytest.param(
            Headcount(14, ("Ana", "Bo", "Cy"), NOW), "14, moderated by Ana, Bo and Cy", id="three"
        ),
        pytest.param(
            Headcount(14, ("Ana", "Bo", "Cy", "Di", "Ed"), NOW),
            "14, moderated by Ana, Bo, Cy and 2 more",
            id="many",
        ),
        pytest.param(
            Headcount(1000, ("Ana",), NOW, is_whole=False), "1,000 or more", id="not all of them"
        ),
        pytest.param(Headcount(14, (), NOW - timedelta(seconds=50)), "14", id="just now"),
        pytest.param(
            Headcount(14, (), NOW - timedelta(minutes=2)), "14 (2 minutes ago)", id="a while ago"
        ),
        pytest.param(Headcount(2, ("Ana", "Bo"), NOW), None, id="moderators alone"),
    ],
)
def test_how_many_are_in_a_space_is_a_line(known: Headcount | None, told: str | None) -> None:
    assert headcount(known, NOW) == told
