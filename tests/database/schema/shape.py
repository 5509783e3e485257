"""What a database consists of, in values that can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, inspect


@dataclass(frozen=True)
class ColumnShape:
    """One column: whoever inserts may leave it out if it `fills_itself`."""

    kind: str
    may_be_null: bool
    default: str | None

    @property
    def fills_itself(self) -> bool:
        return self.may_be_null or self.default is not None


@dataclass(frozen=True)
class TableShape:
    """One table; `keys` are what has to be unique, the primary key among them."""

    columns: dict[str, ColumnShape]
    keys: frozenset[tuple[str, ...]]
    indexes: dict[str, tuple[tuple[str, ...], str]]


Shape = dict[str, TableShape]


def shape(connection: Connection) -> Shape:
    """Return the shape of all tables but that of the number."""
    names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {name: _table(connection, name) for name in names}


def _table(connection: Connection, name: str) -> TableShape:
    there = inspect(connection)
    indexes = there.get_indexes(name)
    constraints = [tuple(one["column_names"]) for one in there.get_unique_constraints(name)]
    unique = [tuple(filter(None, one["column_names"])) for one in indexes if one["unique"]]
    primary = tuple(there.get_pk_constraint(name)["constrained_columns"])
    where = f"{connection.dialect.name}_where"
    return TableShape(
        columns={
            one["name"]: ColumnShape(str(one["type"]), bool(one["nullable"]), one["default"])
            for one in there.get_columns(name)
        },
        keys=frozenset([primary, *constraints, *unique]),
        indexes={
            str(one["name"]): (
                tuple(filter(None, one["column_names"])),
                str(one.get("dialect_options", {}).get(where)),
            )
            for one in indexes
            if not one["unique"]
        },
    )


def losses(before: Shape, after: Shape) -> Iterator[str]:
    """Yield what a bot that was made for `before` could not do on `after`."""
    for name, old in before.items():
        if name not in after:
            yield f"the table {name} is gone"
            continue
        new = after[name]
        for column, was in old.columns.items():
            if new.columns.get(column) != was:
                yield f"{name}.{column} is gone, or not what it was"
        for column in new.columns.keys() - old.columns.keys():
            if not new.columns[column].fills_itself:
                yield f"{name}.{column} has to be given: make it nullable, or with server_default"
        if new.keys != old.keys:
            yield f"{name} has other unique keys"
