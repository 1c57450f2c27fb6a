"""The tables of a data package, in a zip or beside their `datapackage.json`, as nested services."""

import csv
import io
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from sys import intern
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from app.exchange.decoding import ImportRefused, checked
from app.exchange.hsds.tables import LISTS, TABLES
from app.plumbing.cells import restored

MOST_UNPACKED = 512 * 1024 * 1024
MOST_MEMBERS = 200
DESCRIPTION = "datapackage.json"
_DESCRIPTION_BYTES = 4 * 1024 * 1024
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
# What of a table is used; of attributes, of which there are most, only what they say.
_USED = {"attribute": ("link_id", "link_type", "taxonomy_term_id", "value", "label")}
_OF_LOCATION = ("addresses", "accessibility")
_OF_SERVICE = ("languages", "cost_options", "schedules", "service_areas", "phones", "contacts", "service_at_locations")

Row = dict[str, str]


def read_package(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The services of a package, each with the line it has in its table. Raises ImportRefused."""
    with _opened(path) as members:
        paths = _paths(members)
        if "service" not in paths:
            raise ImportRefused(f"{path.name} holds no services.")
        held = _Held(members, paths)
    for line, row in held.services:
        yield line, held.nested(row)


class _Members:
    """What a package is made of, by plain names; reads no more than MOST_UNPACKED."""

    def __init__(self, name: str, names: Mapping[str, Any], open_: Any) -> None:
        self.name, self._names, self._open = name, names, open_
        self.left = MOST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str, most: int) -> bytes:
        with self._open(self._names[name]) as file:
            content: bytes = file.read(most + 1)
        if len(content) > most:
            raise ImportRefused(f"{self.name} holds a {name} that is too long to be one.")
        return content

    @contextmanager
    def lines(self, name: str) -> Iterator[Iterator[str]]:
        """The lines of a member as text."""
        with self._open(self._names[name]) as file:
            counted = io.BufferedReader(_Counted(file, self))
            yield io.TextIOWrapper(counted, encoding="utf-8-sig", newline="")


class _Counted(io.RawIOBase):
    """A file that gives no more than its package may unpack to."""

    def __init__(self, file: IO[bytes], members: _Members) -> None:
        super().__init__()
        self._file, self._members = file, members

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._file.read(len(buffer))
        self._members.left -= len(content)
        if self._members.left < 0:
            most = MOST_UNPACKED // 1024**2
            raise ImportRefused(
                f"{self._members.name} unpacks to more than the {most} MB that can be imported at once."
            )
        buffer[: len(content)] = content
        return len(content)


@contextmanager
def _opened(path: Path) -> Iterator[_Members]:
    try:
        if path.suffix == ".json":
            folder = path.parent
            # A link could lead out of the folder.
            names = {file.name: file for file in folder.iterdir() if file.is_file() and not file.is_symlink()}
            names[DESCRIPTION] = path
            yield _Members(path.name, names, _open_plain)
            return
        with ZipFile(path) as package:
            if len(package.namelist()) > MOST_MEMBERS:
                raise ImportRefused(f"{path.name} holds too many files to be a data package.")
            yield _Members(path.name, _in_its_folder(package), package.open)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ImportRefused(f"{path.name} is not a whole, readable zip.") from error
    except UnicodeDecodeError:
        raise ImportRefused(f"{path.name} holds a table that is not UTF-8 text.") from None
    except csv.Error:
        raise ImportRefused(f"{path.name} holds a table that is cut off or not well-formed.") from None


def _open_plain(file: Path) -> IO[bytes]:
    checked(file, MOST_UNPACKED)
    return file.open("rb")


def _in_its_folder(package: ZipFile) -> dict[str, Any]:
    """The files that lie where `datapackage.json` does, by their names."""
    described = [PurePosixPath(name) for name in package.namelist() if PurePosixPath(name).name == DESCRIPTION]
    folder = described[0].parent if len(described) == 1 else PurePosixPath()
    return {
        PurePosixPath(info.filename).name: info
        for info in package.infolist()
        if not info.is_dir() and PurePosixPath(info.filename).parent == folder
    }


def _paths(members: _Members) -> dict[str, str]:
    """The file of each table we know, as `datapackage.json` says."""
    if DESCRIPTION not in members:
        raise ImportRefused(f"{members.name} is no data package: it lacks {DESCRIPTION}.")
    content = members.read(DESCRIPTION, _DESCRIPTION_BYTES)
    try:
        described = json.loads(content)
        found = {resource["name"]: resource["path"] for resource in described["resources"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ImportRefused(f"{DESCRIPTION} in {members.name} does not say which tables there are.") from None
    known = {name: path for name, path in found.items() if name in TABLES}
    for name, path in known.items():
        if not isinstance(path, str) or not _PLAIN_NAME.fullmatch(path):
            raise ImportRefused(f"{members.name} names a file for “{name}” that is not one beside its {DESCRIPTION}.")
        if path not in members:
            raise ImportRefused(f"{members.name} lacks {path}.")
    return known


class _Held:
    """Every row that services are made of, by what it hangs on."""

    def __init__(self, members: _Members, paths: Mapping[str, str]) -> None:
        self.services = list(_rows(members, paths, "service"))
        self._by_id = {
            name: {row["id"]: row for _, row in _rows(members, paths, name) if "id" in row}
            for name in ("organization", "location", "taxonomy_term", "unit")
        }
        self._hanging: dict[str, dict[str, list[Row]]] = {}
        for member in (*_OF_SERVICE, "attributes"):
            link = "link_id" if member == "attributes" else "service_id"
            self._hanging[member] = _by(link, members, paths, LISTS[member])
        for member in _OF_LOCATION:
            self._hanging[member] = _by("location_id", members, paths, LISTS[member])

    def nested(self, service: Row) -> Mapping[str, Any]:
        """A row of services with what hangs on it, as HSDS nests it."""
        id_ = service.get("id", "")
        document: dict[str, Any] = dict(service)
        document |= {member: rows for member in _OF_SERVICE if (rows := self._hanging[member].get(id_))}
        document["attributes"] = self._attributes(id_)
        for member in ("contacts", "languages"):
            rows = document.get(member, ())
            document[member] = [{**row, "attributes": self._attributes(row.get("id", ""))} for row in rows]
        document["service_at_locations"] = [
            {**row, "location": self._location(row.get("location_id", ""))}
            for row in document.get("service_at_locations", ())
        ]
        if body := self._by_id["organization"].get(service.get("organization_id", "")):
            document["organization"] = body
        return document

    def _attributes(self, of: str) -> list[dict[str, Any]]:
        terms = self._by_id["taxonomy_term"]
        return [
            {**row, "taxonomy_term": terms.get(row.get("taxonomy_term_id", ""))}
            for row in self._hanging["attributes"].get(of, ())
        ]

    def _location(self, id_: str) -> Mapping[str, Any]:
        location: dict[str, Any] = dict(self._by_id["location"].get(id_, {}))
        return location | {member: self._hanging[member].get(id_, []) for member in _OF_LOCATION}


def _by(link: str, members: _Members, paths: Mapping[str, str], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for _, row in _rows(members, paths, name):
        if link in row:
            found[row[link]].append(row)
    return found


def _rows(members: _Members, paths: Mapping[str, str], name: str) -> Iterator[tuple[int, Row]]:
    """The rows of a table with their lines, without their empty cells; nothing of a table that is not there."""
    if name not in paths:
        return
    with members.lines(paths[name]) as lines:
        reader = csv.reader(lines, strict=True)
        heading = [intern(cell.strip()) for cell in next(reader, [])]
        used = _USED.get(name, TABLES[name].columns)
        if "id" not in heading or len(set(heading)) < len(heading):
            raise ImportRefused(f"{paths[name]} in {members.name} is no table of HSDS: it needs one column “id”.")
        kept = [(number, column) for number, column in enumerate(heading) if column in used]
        begins = 2
        for cells in reader:
            if len(cells) != len(heading) and cells:
                problem = f"{len(cells)} values for {len(heading)} columns"
                raise ImportRefused(f"Line {begins} of {paths[name]} in {members.name} has {problem}.")
            if cells:
                yield begins, {column: _kept(column, cells[n]) for n, column in kept if cells[n]}
            begins = reader.line_num + 1


def _kept(column: str, cell: str) -> str:
    """A cell as it was before it was kept from being a formula; ids are said again and again, and kept once."""
    return intern(cell) if column.endswith("id") else restored(cell)
