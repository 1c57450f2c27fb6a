"""A snapshot in a file: arrays one after the other under a checksum, replaced as a whole.

The file holds the documents as rows, in their order, and not what is derived from them: reading it back builds the
same tables in a fraction of the time that reading documents takes. It is data only; nothing in it is ever run.
"""

import hashlib
import json
import mmap
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from app.search.columns import Array
from app.search.documents import Schema
from app.search.reading import Facts, NewRows
from app.search.snapshot import Snapshot, of_rows

_SIGN = b"attune-index-1\n\0"
_ALIGNED = 64
_PREFIX = struct.Struct(f"<{len(_SIGN)}s32sQ")
About = Mapping[str, str | int]


class UnusableSnapshot(ValueError):
    """The file is no snapshot, is damaged, or is of another schema; the message is one sentence."""


def save(snapshot: Snapshot, path: Path, about: About) -> None:
    """Write the snapshot, with what `about` says of it, in place of whatever is at `path`. OSError when it cannot."""
    parts = _Parts()
    parts.rows(snapshot.rows())
    header = {"about": dict(about), "schema": _schema(snapshot.schema), "parts": parts.directory}
    head = json.dumps(header).encode()
    head += b" " * (-(_PREFIX.size + len(head)) % _ALIGNED)
    digest = hashlib.sha256(head)
    for piece in parts.pieces:
        digest.update(piece)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(_PREFIX.pack(_SIGN, digest.digest(), len(head)))
            file.write(head)
            for piece in parts.pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def load(schema: Schema, path: Path) -> tuple[Snapshot, About]:
    """The snapshot in a file, and what it says about itself. UnusableSnapshot; OSError when there is no file."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < _PREFIX.size:
            raise UnusableSnapshot("The saved index is cut off.")
        # Never closed by hand: it ends with the last array that looks into it, and building copies them all.
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    header, body = _checked(view)
    if header["schema"] != _schema(schema):
        raise UnusableSnapshot("The saved index is of another version.")
    return of_rows(schema, _rows(header["parts"], view[body:])), header["about"]


def _checked(view: memoryview) -> tuple[dict[str, Any], int]:
    sign, digest, length = _PREFIX.unpack_from(view)
    if sign != _SIGN:
        raise UnusableSnapshot("The saved index is not one that this version reads.")
    if hashlib.sha256(view[_PREFIX.size :]).digest() != digest:
        raise UnusableSnapshot("The saved index is damaged: its checksum does not hold.")
    return json.loads(bytes(view[_PREFIX.size : _PREFIX.size + length])), _PREFIX.size + length


def _schema(schema: Schema) -> list[list[str]]:
    return [list(schema.person_facets), list(schema.offer_facets), list(schema.offer_numbers)]


@dataclass(slots=True)
class _Parts:
    """The pieces of a file, and where each array or text is among them."""

    pieces: list[memoryview | bytes] = field(default_factory=list)
    directory: dict[str, Any] = field(default_factory=dict)
    at: int = 0

    def rows(self, rows: NewRows) -> None:
        for name in ("ids", "keys", "offer_starts", "offer_ids", "lat", "lon"):
            self._array(name, getattr(rows, name))
        for name, facts in (("facts", rows.facts), ("words", rows.words), ("offer_facts", rows.offer_facts)):
            self._text(f"{name}.keys", facts.keys)
            self._array(f"{name}.starts", facts.starts)
            self._array(f"{name}.codes", facts.codes)
        for name, (values, stated) in rows.numbers.items():
            self._array(f"numbers.{name}.values", values)
            self._array(f"numbers.{name}.stated", stated)

    def _array(self, name: str, array: Array) -> None:
        # Text is kept as bytes: its dtype says how wide it is.
        self._piece(name, np.ascontiguousarray(array).view(np.uint8).data if array.size else b"", array.dtype.str)
        self.directory[name] += [len(array)]

    def _text(self, name: str, keys: Sequence[Any]) -> None:
        self._piece(name, json.dumps(list(keys), ensure_ascii=False).encode(), "json")

    def _piece(self, name: str, piece: memoryview | bytes, kind: str) -> None:
        self.directory[name] = [kind, self.at, len(piece)]
        padding = b"\0" * (-len(piece) % _ALIGNED)
        self.pieces += [piece, padding]
        self.at += len(piece) + len(padding)


def _rows(directory: Mapping[str, Any], body: memoryview) -> NewRows:
    def array(name: str) -> Array:
        kind, at, size, _length = directory[name]
        return np.frombuffer(body[at : at + size], dtype=np.dtype(kind))

    def facts(name: str) -> Facts:
        _kind, at, size = directory[f"{name}.keys"]
        keys = json.loads(bytes(body[at : at + size]))
        keys = [tuple(key) if isinstance(key, list) else key for key in keys]
        return Facts(keys, array(f"{name}.starts"), array(f"{name}.codes"))

    numbers = [name.split(".")[1] for name in directory if name.startswith("numbers.") and name.endswith(".values")]
    return NewRows(
        ids=array("ids"),
        keys=array("keys"),
        facts=facts("facts"),
        words=facts("words"),
        offer_starts=array("offer_starts"),
        offer_ids=array("offer_ids"),
        offer_facts=facts("offer_facts"),
        numbers={name: (array(f"numbers.{name}.values"), array(f"numbers.{name}.stated")) for name in numbers},
        lat=array("lat"),
        lon=array("lon"),
    )
