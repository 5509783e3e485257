from dataclasses import replace

import pytest

from tests.database.schema.shape import ColumnShape, Shape, TableShape, losses

_NUMBER = ColumnShape("INTEGER", may_be_null=False, default=None)
_BEFORE = TableShape({"number": _NUMBER, "name": _NUMBER}, frozenset({("number",)}), {})
_NULLABLE = replace(_NUMBER, may_be_null=True)
_FILLED = replace(_NUMBER, default="0")


def _with(**columns: ColumnShape) -> Shape:
    return {"things": replace(_BEFORE, columns={**_BEFORE.columns, **columns})}


@pytest.mark.parametrize(
    "after",
    [
        _with(),
        {**_with(), "more": _BEFORE},
        _with(more=_NULLABLE),
        _with(more=_FILLED),
        {"things": replace(_BEFORE, indexes={"things_name": (("name",), "None")})},
    ],
    ids=["the same", "a table", "a nullable column", "a column with a default", "an index"],
)
def test_what_only_adds_loses_nothing(after: Shape) -> None:
    assert [*losses({"things": _BEFORE}, after)] == []


@pytest.mark.parametrize(
    ("after", "loss"),
    [
        ({}, "the table things is gone"),
        (
            {"things": replace(_BEFORE, columns={"number": _NUMBER})},
            "things.name is gone, or not what it was",
        ),
        (_with(name=_NULLABLE), "things.name is gone, or not what it was"),
        (
            _with(more=_NUMBER),
            "things.more has to be given: make it nullable, or with server_default",
        ),
        (
            {"things": replace(_BEFORE, keys=frozenset({("number",), ("name",)}))},
            "things has other unique keys",
        ),
    ],
    ids=["a table", "a column", "another column", "a column to be given", "a key"],
)
def test_what_an_older_bot_would_miss_is_named(after: Shape, loss: str) -> None:
    assert [*losses({"things": _BEFORE}, after)] == [loss]
