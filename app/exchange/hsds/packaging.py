"""The tabular form: a frictionless data package in one zip, written in the memory of a few listings.

The rows of a listing go to the tables as it comes by; tables wait in files of a temporary folder, since a zip takes
one after the other. A text that a spreadsheet would take for a formula gets an apostrophe before it (`plumbing.cells`).
"""

import csv
import json
import re
from collections.abc import Container, Iterable, Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from pydantic_core import to_json

from app.api.hsds.parts import Terms, id_of
from app.exchange.hsds.completing import Document
from app.exchange.hsds.reading import OURS, PREFIX
from app.exchange.hsds.tables import TABLES, Rows, Table, add_rows
from app.plumbing.cells import neutralised

PROFILE = Path(__file__).parent / "PROFILE.md"
# What a cell cannot hold bare.
_QUOTED = re.compile(r'[,"\r\n]')
# Rows of these are linked to by many listings and written once.
_SHARED = frozenset(("organization", "program", "location", "unit"))


def write_package(services: Iterable[Document], terms: Terms, made_at: datetime, target: IO[bytes]) -> int:
    """Write these services as a package; returns how many there were."""
    with TemporaryDirectory(prefix="attune-hsds-") as folder:
        with _Tables(Path(folder), terms) as tables:
            count = sum(1 for _ in map(tables.add, services))
            tables.finish()
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as package:
            package.writestr("datapackage.json", json.dumps(_description(tables.written, count, made_at), indent=1))
            package.write(PROFILE, "PROFILE.md")
            for name in TABLES:
                if name in tables.written:
                    package.write(Path(folder) / TABLES[name].path, TABLES[name].path)
    return count


def write_lines(services: Iterable[Document], target: IO[bytes]) -> int:
    """Write these services as NDJSON, one nested service a line; returns how many there were."""
    # Pydantic's writer says what `plumbing.json` would, in a third of the time.
    count = 0
    for service in services:
        target.write(to_json(service) + b"\n")
        count += 1
    return count


class _Tables:
    """The files of a package on their way."""

    def __init__(self, folder: Path, terms: Terms) -> None:
        self.folder, self.terms = folder, terms
        self.written: dict[str, _Written] = {}
        self._open = ExitStack()
        self._seen: set[tuple[str, str]] = set()
        self._own: dict[str, str] = {}
        # Labels are those of the vocabulary, again and again. What else there is goes with this file.
        self._label = lru_cache(maxsize=4096)(_cell)
        self._terms: dict[str, Mapping[str, Any]] = {}

    def __enter__(self) -> "_Tables":
        self._open.__enter__()
        self._write("organization", ())
        self._write("service", ())
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)

    def add(self, service: Document) -> None:
        """The rows of one service."""
        rows: Rows = {}
        add_rows(service, rows)
        attributes = rows.pop("attribute", ())
        for name in _SHARED.intersection(rows):
            rows[name] = [row for row in rows[name] if self._is_new(name, row["id"])]
        for name, found in rows.items():
            self._write(name, found)
        if attributes:
            self._at("attribute").file.write("".join(map(self._attribute, attributes)))

    def finish(self) -> None:
        """The terms that were used with all above them, and their taxonomies."""
        lexicon = self.terms.lexicon
        for term in list(self._terms.values()):
            scheme, known = term["taxonomy"], lexicon.term(term["taxonomy"], term["code"])
            while known is not None and known.parent and known.parent != known.slug:
                above = self.terms.term(scheme, known.parent)
                if self._terms.setdefault(above["id"], above) is not above:
                    break
                known = lexicon.term(scheme, known.parent)
        self._write("taxonomy_term", self._terms.values())
        schemes = {term["taxonomy"]: term["taxonomy_id"] for term in self._terms.values()}
        rows = [{"id": id_, "name": scheme, "description": self._about(scheme)} for scheme, id_ in schemes.items()]
        self._write("taxonomy", rows)

    def _about(self, scheme: str) -> str:
        label, _meaning = self.terms.lexicon.schemes.get(scheme, (scheme, ""))
        return "What HSDS has no word for; see PROFILE.md" if scheme == OURS else label

    def _is_new(self, name: str, id_: str) -> bool:
        key = name, id_
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _attribute(self, row: Mapping[str, Any]) -> str:
        """The line of an attribute. Four of five rows are attributes, so they are put together here: of what they
        hold only the value and the label are anybody's words."""
        link_type = row["link_type"]
        term: Mapping[str, Any] | None = row.get("taxonomy_term")
        if term is None:
            term_id = self._own.get(link_type) or self._made(link_type)
        elif (term_id := term["id"]) not in self._terms:
            self._terms[term_id] = term
        value, label = row.get("value"), row.get("label")
        told = f"{_cell(value) if value else ''},{self._label(label) if label else ''}"
        return f"{row['id']},{row['link_id']},{term_id},{link_type},{row['link_entity']},{told}\r\n"

    def _made(self, link_type: str) -> str:
        """The id of the term that stands for what is none: in a table every attribute must have one."""
        id_ = self._own[link_type] = id_of("term", OURS, link_type)
        name = link_type.removeprefix(PREFIX).replace("-", " ").replace("_", " ")
        term = {"id": id_, "code": link_type, "name": name, "description": name, "taxonomy": OURS}
        self._terms[id_] = term | {"taxonomy_id": id_of("taxonomy", OURS)}
        return id_

    def _at(self, name: str) -> "_Written":
        if name not in self.written:
            table = TABLES[name]
            file = self._open.enter_context((self.folder / table.path).open("w", encoding="utf-8", newline=""))
            places = {column: number for number, column in enumerate(table.columns)}
            self.written[name] = _Written(file, csv.writer(file), places, table.texts)
            self.written[name].rows.writerow(table.columns)
        return self.written[name]

    def _write(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        at = self._at(name)
        at.rows.writerows(_cells(row, at.places, at.texts) for row in rows)


class _Written(NamedTuple):
    """A table's file, and how its rows are written to it."""

    file: TextIO
    rows: Any
    places: dict[str, int]
    texts: frozenset[str]


def _cells(row: Mapping[str, Any], places: Mapping[str, int], texts: Container[str]) -> list[Any]:
    cells: list[Any] = [None] * len(places)
    # A row fills a few of its columns: we go by what there is.
    for name, value in row.items():
        if (at := places.get(name)) is not None:
            cells[at] = _said(value) if name in texts else value
    return cells


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value if value is None or value[:1].isalnum() else neutralised(value)


def _cell(text: str) -> str:
    """A text as `csv.writer` writes it into a line."""
    said = text if text[0].isalnum() else neutralised(text)
    if _QUOTED.search(said) is None:
        return said
    return '"' + said.replace('"', '""') + '"'


def _description(written: Iterable[str], count: int, made_at: datetime) -> dict[str, Any]:
    held = set(written)
    return {
        "name": "attune",
        "title": "A directory as human services data (HSDS 3.1)",
        "description": f"{count} services. What each table means is HSDS; what attributes add is in PROFILE.md.",
        "profile": "tabular-data-package",
        "version": "3.1",
        "created": made_at.isoformat().replace("+00:00", "Z"),
        "resources": [_resource(table, held) for name, table in TABLES.items() if name in held],
    }


def _resource(table: Table, held: set[str]) -> dict[str, Any]:
    fields = [
        {
            "name": column,
            "type": table.type_of(column),
            "format": table.format_of(column),
            "constraints": {"required": column in table.required, "unique": column == "id"},
        }
        for column in table.columns
    ]
    keys = [
        {"fields": column, "reference": {"resource": name, "fields": "id"}}
        for column, name in table.links.items()
        if name in held
    ]
    return {
        "name": table.name,
        "path": table.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"primaryKey": "id", "fields": fields} | ({"foreignKeys": keys} if keys else {}),
    }
