import pytest

from bot.reply.blocks import Button, Note
from bot.reply.paging import page_of

MORE = Button("Show more", says="list page 2")


@pytest.mark.parametrize(
    ("count", "number", "shown", "blocks"),
    [
        pytest.param(0, 1, [], [], id="nothing"),
        pytest.param(3, 1, [0, 1, 2], [], id="all on one page"),
        pytest.param(4, 1, [0, 1, 2], [Note("1 to 3 of 4"), MORE], id="the first of two"),
        pytest.param(4, 2, [3], [Note("4 to 4 of 4")], id="the last"),
        pytest.param(4, 99, [3], [Note("4 to 4 of 4")], id="beyond the last"),
        pytest.param(3, 2, [0, 1, 2], [], id="beyond the only one"),
    ],
)
def test_a_list_comes_a_page_at_a_time(
    count: int, number: int, shown: list[int], blocks: list[object]
) -> None:
    page = page_of(range(count), number, per_page=3)
    assert list(page.items) == shown
    assert page.more("list page 2") == blocks
