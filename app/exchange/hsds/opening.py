"""A file of human services data as its services: from lines of JSON, a JSON document, or a data package.

Nothing is unpacked to a disk, no name in a file leads outside it, and what it unpacks to is counted as it is read.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from app.exchange.decoding import MOST_BYTES, ImportRefused, checked, decode, read_bytes
from app.exchange.hsds.members import read_package

# Of lines and tables, which are read one after the other; of a document in one piece MOST_BYTES.
MOST_BYTES_BY_LINES = 512 * 1024 * 1024
Numbered = tuple[int, Mapping[str, Any]]


def open_services(path: Path) -> Iterator[Numbered]:
    """The services in a file, each nested as HSDS nests it, with its number in the file. Raises ImportRefused."""
    checked(path, MOST_BYTES_BY_LINES)
    with path.open("rb") as file:
        beginning = file.read(4)
    if beginning == b"PK\x03\x04":
        return read_package(path)
    return _numbered(path)


def _numbered(path: Path) -> Iterator[Numbered]:
    number = 0
    for document in _documents(path):
        if isinstance(document, Mapping) and isinstance(document.get("resources"), list):
            yield from read_package(path)
            return
        for service in _services_in(path, document):
            number += 1
            yield number, service
    if not number:
        raise ImportRefused(f"{path.name} holds no services.")


def _documents(path: Path) -> Iterator[Any]:
    """Each line where the first is a whole document; else the file as one."""
    with path.open("rb") as file:
        first = file.readline(MOST_BYTES + 1)
        if len(first) <= MOST_BYTES and _is_whole(first):
            line, number = first, 1
            while line:
                if len(line) > MOST_BYTES:
                    raise ImportRefused(f"{path.name} has a line, {number}, that is too long to be one.")
                if line.strip():
                    yield _loaded(f"Line {number} of {path.name}", line)
                line, number = file.readline(MOST_BYTES + 1), number + 1
            return
    text, _encoding = decode(path.name, read_bytes(path), ("utf-8",))
    yield _loaded(path.name, text.removeprefix("\ufeff"))


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False


def _loaded(name: str, text: str | bytes) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ImportRefused(f"{name} is not whole, well-formed JSON.") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _services_in(path: Path, document: Any) -> Iterator[Mapping[str, Any]]:
    """The services of a document: a page of them, an organisation with its own, one at a place, or one alone."""
    if isinstance(document, list):
        for part in document:
            yield from _services_in_one(path, part)
    elif isinstance(document, Mapping) and isinstance(document.get("contents"), list):
        for part in document["contents"]:
            yield from _services_in_one(path, part)
    else:
        yield from _services_in_one(path, document)


def _services_in_one(path: Path, part: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(part, Mapping):
        raise ImportRefused(f"{path.name} does not hold services of HSDS.")
    if isinstance(part.get("services"), list):
        body = {name: part.get(name) for name in ("id", "name", "description", "website")}
        yield from ({"organization": body, **service} for service in part["services"] if isinstance(service, Mapping))
    elif isinstance(part.get("service"), Mapping):
        here = {name: value for name, value in part.items() if name != "service"}
        yield dict(part["service"]) | {"service_at_locations": [here]}
    elif "status" in part and "name" in part:
        yield part
    elif not {"name", "id"} <= part.keys() or "location_type" in part or "taxonomy" in part:
        raise ImportRefused(f"{path.name} does not hold services of HSDS.")
