"""One reader for every format: a file's bytes become rows of named texts, or a refusal in one sentence."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from app.exchange.decoding import ImportRefused, decode, read_bytes
from app.exchange.repairs import clean_cell, clean_heading
from app.listings.listing import Listing
from app.plumbing.cells import restored

DELIMITERS = (",", ";", "\t", "|", "¬")
MOST_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: where it stands (a line of a table, a number in a list) and its texts by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be read, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Nested:
    """A list inside each JSON record: item code C with text T becomes column `within:C` with T."""

    within: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A listing that a file holds whole, as it read on a day, and who runs it, by id and name.

    `rows` are what anybody's file would say of it.
    """

    line: int
    listing: Listing
    as_of: date
    organisation: tuple[UUID, str]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A whole file: its rows, the faults, its columns, and how it was read."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    columns: frozenset[str]
    encoding: str
    delimiter: str | None = None
    padded_headings: int = 0
    whole: tuple[Whole, ...] = ()


def read_table(path: Path, encodings: Sequence[str]) -> Content:
    """The rows of a delimited file; the delimiter is detected. Raises ImportRefused."""
    text, encoding = decode(path.name, read_bytes(path), encodings)
    delimiter = _delimiter(text)
    lines = _lines(path.name, text, delimiter)
    _, heading = next(lines, (0, []))
    columns = _columns(path.name, heading)
    rows: list[Row] = []
    faults: list[Fault] = []
    last: Fault | None = None
    for line, cells in lines:
        if last is not None:
            faults.append(last)
        last = _misfit(line, cells, columns)
        if last is None:
            rows.append(Row(line, _cleaned(columns, cells)))
    if last is not None and "only" in last.reason:
        raise ImportRefused(f"{path.name} seems cut off: its last line, {last.line}, {last.reason}.")
    faults += [last] if last else []
    padded = sum(name != name.strip() for name in heading)
    return Content(tuple(rows), tuple(faults), frozenset(columns), encoding, delimiter, padded)


def read_records(path: Path, encodings: Sequence[str], within: str, nested: Nested | None) -> Content:
    """The records of a JSON file, a list or an object that holds it as `within`. Raises ImportRefused."""
    text, encoding = decode(path.name, read_bytes(path), encodings)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ImportRefused(f"{path.name} is not whole, well-formed JSON{where}.") from None
    records = content.get(within) if isinstance(content, dict) else content
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ImportRefused(f"{path.name} does not hold a list of records called “{within}”.")
    rows = tuple(Row(number, _flat(path.name, number, record, nested)) for number, record in enumerate(records, 1))
    return Content(rows, (), frozenset(name for row in rows for name in row.cells), encoding)


def _cleaned(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """What was kept from being a formula, here or by somebody else, is as it was."""
    return {name: clean_cell(restored(cell)) for name, cell in zip(columns, cells, strict=False)}


def _delimiter(text: str) -> str:
    """The candidate that cuts the heading into most columns, the comma when none cuts it."""
    heading = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0][: 64 * 1024]
    cut = {mark: len(next(csv.reader([heading], delimiter=mark), [])) for mark in DELIMITERS}
    return max(cut, key=lambda mark: cut[mark])


def _lines(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with the line each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            problem = f"{name} seems cut off: a quotation mark in line {begins} is never closed."
            raise ImportRefused(problem) from None
        if "field limit" in str(error):
            raise ImportRefused(f"{name} has a cell in line {begins} that is too long to be one.") from None
        problem = f"{name} is not a well-formed table: see the quotation marks in line {begins}."
        raise ImportRefused(problem) from None


def _columns(name: str, heading: Sequence[str]) -> list[str]:
    columns = [clean_heading(cell) for cell in heading]
    if not any(columns):
        raise ImportRefused(f"{name} is empty.")
    if len(columns) > MOST_COLUMNS:
        raise ImportRefused(f"{name} has {len(columns):,} columns; that cannot be a directory.")
    twice = [column for column in columns if column and columns.count(column) > 1]
    if twice:
        raise ImportRefused(f"{name} has the column “{twice[0]}” more than once.")
    return columns


def _misfit(line: int, cells: Sequence[str], columns: Sequence[str]) -> Fault | None:
    if len(cells) < len(columns):
        return Fault(line, f"has only {len(cells)} of {len(columns)} columns")
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Fault(line, f"has {len(cells)} values for {len(columns)} columns")
    return None


def _flat(name: str, number: int, record: Mapping[str, Any], nested: Nested | None) -> dict[str, str]:
    cells = {
        clean_heading(key): clean_cell(_text(value))
        for key, value in record.items()
        if not isinstance(value, dict | list)
    }
    if nested is None:
        return cells
    items = record.get(nested.within) or []
    if not isinstance(items, list) or not all(_is_item(item, nested) for item in items):
        raise ImportRefused(f"{name} has a record, {number}, whose “{nested.within}” are not a list of codes.")
    for item in items:
        column = f"{nested.within}:{item[nested.code]}".casefold()
        cells[column] = "; ".join(filter(None, (cells.get(column), clean_cell(item[nested.text]))))
    return cells


def _is_item(item: object, nested: Nested) -> bool:
    return isinstance(item, dict) and isinstance(item.get(nested.code), str) and isinstance(item.get(nested.text), str)


def _text(value: object) -> str:
    return "" if value is None else str(value)
