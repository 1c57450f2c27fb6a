"""DATA-01: every column says what it holds, why, on what ground and for how long, and what removes it."""

import sys
from collections import Counter
from collections.abc import Callable
from types import CodeType, FrameType

import pytest
from flask import Flask
from sqlalchemy import Table

from app.models import TABLES
from app.plumbing.retaining import MAY_STAY, After, AfterMonths, Along, By, Entry, Holding, Stays, entries
from app.retention import FOLDERS, REGISTER
from tests.house.source import APP

LINES = entries(REGISTER)
COLUMNS = {f"{table.name}.{column.name}" for table in TABLES for column in table.columns}
TABLE = {table.name: table for table in TABLES}
# Done when the last word about a row is said, not by the clock.
DEEDS = {
    "app.ownership.actions:delete_account",
    "app.practitioners.actions:remove",
    "app.organisations.collections.actions:remove",
    "app.listings.addresses:forget_addresses",
}


def named(entry: Entry) -> str:
    return f"{entry.table}.{entry.column}"


def called(holding: Holding) -> str:
    return f"{holding.table}: {holding.what}"


def goes_with(table: Table) -> set[str]:
    """The tables whose rows take those of this one with them."""
    return {key.column.table.name for key in table.foreign_keys if key.ondelete == "CASCADE"}


def test_no_column_is_without_an_entry() -> None:
    assert COLUMNS - {named(entry) for entry in LINES} == set()


def test_no_entry_is_without_its_column() -> None:
    assert {named(entry) for entry in LINES} - COLUMNS == set()


def test_no_column_has_two_entries() -> None:
    assert [name for name, number in Counter(map(named, LINES)).items() if number > 1] == []


def test_every_folder_with_tables_speaks_for_itself() -> None:
    """An entry stands beside the model of its table."""
    sources = [(path.relative_to(APP).parts[0], path.read_text("utf-8")) for path in APP.rglob("*.py")]
    folders = {table: next(f for f, source in sources if f'__tablename__ = "{table}"' in source) for table in TABLE}
    for folder in FOLDERS:
        here = folder.__name__.split(".")[1]
        assert {folders[table] for holding in folder.REGISTER for table in holding.columns} == {here}


@pytest.mark.parametrize("holding", REGISTER, ids=called)
def test_every_entry_is_complete(holding: Holding) -> None:
    said = [holding.what, holding.why, holding.basis, *holding.periods]
    assert holding.periods
    assert all(str(words).strip() and "%(" not in str(words) for words in said)


@pytest.mark.parametrize("holding", REGISTER, ids=called)
def test_what_removes_it_is_there(holding: Holding) -> None:
    if isinstance(holding.purge, By):
        assert callable(holding.purge.function())
    elif isinstance(holding.purge, Along):
        # The row it goes with has an end of its own.
        assert holding.purge.table in goes_with(TABLE[holding.table])
        assert _ends(holding.purge.table)


def _ends(table: str) -> bool:
    """Whether the rows of this table are removed by a function, or go along with some that are."""
    for holding in REGISTER:
        if table in holding.columns and not isinstance(holding.purge, Stays):
            return isinstance(holding.purge, By) or _ends(holding.purge.table)
    return False


@pytest.mark.parametrize("holding", [h for h in REGISTER if not isinstance(h.purge, Stays)], ids=called)
def test_every_further_table_goes_along(holding: Holding) -> None:
    here = set(holding.columns) | ({holding.purge.table} if isinstance(holding.purge, Along) else set())
    # The addresses a listing had are removed by the same function, not by the database.
    for table in set(holding.columns) - {holding.table, "former_slug"}:
        assert goes_with(TABLE[table]) & here


@pytest.mark.parametrize("holding", [h for h in REGISTER if isinstance(h.purge, Stays)], ids=called)
def test_nothing_of_anybody_stays_for_good(holding: Holding) -> None:
    assert {kind for kinds in holding.columns.values() for kind in kinds} <= MAY_STAY


@pytest.mark.parametrize("holding", REGISTER, ids=called)
def test_what_ends_by_the_clock_is_removed_by_a_function(holding: Holding) -> None:
    timed = any(isinstance(period, After | AfterMonths) for period in holding.periods)
    if timed:
        assert isinstance(holding.purge, By) and holding.purge.name not in DEEDS


def test_every_round_does_what_the_register_names(app: Flask) -> None:
    """Not only is there such a function: whoever goes round calls it."""
    ran = _run_by(lambda: app.test_cli_runner().invoke(args=["rounds"]))
    purges = [holding.purge for holding in REGISTER if isinstance(holding.purge, By)]
    idle = {purge.name for purge in purges if purge.function().__code__ not in ran} - DEEDS
    assert idle == set()


def _run_by(work: Callable[[], object]) -> set[CodeType]:
    ran: set[CodeType] = set()

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            ran.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
    return ran


def test_the_command_prints_a_line_for_every_column(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["retention"])
    head, *lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert head == ["column", "class", "whose", "purpose", "basis", "period", "purge"]
    assert {line[0] for line in lines} == COLUMNS
    assert all(len(line) == len(head) and all(line) for line in lines)
