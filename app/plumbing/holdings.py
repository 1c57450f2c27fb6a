"""Whose rows are whose, read from the keys of the tables themselves: a table that is new tomorrow is known tomorrow.

Whatever points to a row belongs to it, and what points to that as well; a row that shares its key with another, as a
practitioner does with their record, is one with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from app.plumbing.database import Base

Holdings = dict[str, list[Row[Any]]]
# (table, its column, values of the column): the rows that are looked for next.
_Ahead = tuple[Table, str, list[Any]]
_BATCH = 500


def belonging_to(session: Session, table: str, id: UUID, apart: Collection[str] = ()) -> Holdings:
    """Every row that belongs to the one with this id, itself too, by table; tables without any are left out.

    `apart`: keys, written `table.column`, that point to somebody without the row being theirs.
    """
    found: dict[str, dict[tuple[Any, ...], Row[Any]]] = defaultdict(dict)
    ahead: list[_Ahead] = [(Base.metadata.tables[table], "id", [id])]
    while ahead:
        where, column, values = ahead.pop()
        new = [row for row in _rows(session, where, column, values) if _key(where, row) not in found[where.name]]
        found[where.name].update({_key(where, row): row for row in new})
        if new:
            ahead += _onward(where, new, apart)
    return {name: list(rows.values()) for name, rows in found.items() if rows}


def tables_of(table: str, apart: Collection[str] = ()) -> set[str]:
    """The tables whose rows may belong to a row of this one."""
    found, ahead = set(), [Base.metadata.tables[table]]
    while ahead:
        where = ahead.pop()
        if where.name not in found:
            found.add(where.name)
            ahead += [other for other, _column, _key in (*_pointing_to(where, apart), *_shared_by(where))]
    return found


def _onward(where: Table, rows: Sequence[Row[Any]], apart: Collection[str]) -> Iterator[_Ahead]:
    for other, column, key in (*_pointing_to(where, apart), *_shared_by(where)):
        yield other, column, [getattr(row, key) for row in rows]


def _pointing_to(where: Table, apart: Collection[str]) -> Iterator[tuple[Table, str, str]]:
    """(table, its column, the column here that it points to)."""
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is where and f"{other.name}.{key.parent.name}" not in apart:
                yield other, key.parent.name, key.column.name


def _shared_by(where: Table) -> Iterator[tuple[Table, str, str]]:
    """The tables with whose rows those of this one are one, because they have the same key."""
    for key in where.foreign_keys:
        if list(where.primary_key.columns) == [key.parent]:
            yield key.column.table, key.column.name, key.parent.name


def _rows(session: Session, where: Table, column: str, values: Sequence[Any]) -> Iterator[Row[Any]]:
    for start in range(0, len(values), _BATCH):
        yield from session.execute(select(where).where(where.columns[column].in_(values[start : start + _BATCH])))


def _key(where: Table, row: Row[Any]) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in where.primary_key.columns)
