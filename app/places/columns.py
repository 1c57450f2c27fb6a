"""The container of the place seeds: named columns of text or integers in one xz file.

Layout: one JSON line (a list of ``{"name", "kind", "bytes"}`` in order), then the columns' bytes. A
``text`` column is UTF-8 lines; an ``ints`` column is the differences of neighbouring values, zigzag-coded,
as four planes of bytes (lowest first), because a plane of like bytes compresses far better than interleaved
numbers.
"""

import json
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

Column = list[str] | NDArray[np.int64]

_PLANES: Final = 4


def write_columns(path: Path, columns: Mapping[str, Sequence[str] | NDArray[np.int64]]) -> None:
    """Write columns to ``path``; text must hold no line breaks, integers must differ by less than 2**31."""
    described: list[dict[str, object]] = []
    parts: list[bytes] = []
    for name, column in columns.items():
        kind = "ints" if isinstance(column, np.ndarray) else "text"
        part = _pack_ints(column) if isinstance(column, np.ndarray) else _pack_text(column)
        described.append({"name": name, "kind": kind, "bytes": len(part)})
        parts.append(part)
    header = json.dumps(described, separators=(",", ":")).encode() + b"\n"
    path.write_bytes(lzma.compress(header + b"".join(parts), preset=9 | lzma.PRESET_EXTREME))


def read_columns(path: Path) -> dict[str, Column]:
    """Read every column of ``path``. Raises ``OSError`` in plain words for a missing or damaged file."""
    packed = path.read_bytes()
    try:
        return _unpack(lzma.decompress(packed))
    except (lzma.LZMAError, ValueError, KeyError, TypeError) as error:
        raise OSError(f"{path} is damaged; take it again from where this project came from.") from error


def _unpack(content: bytes) -> dict[str, Column]:
    header, _, body = content.partition(b"\n")
    columns: dict[str, Column] = {}
    start = 0
    for described in json.loads(header):
        end = start + described["bytes"]
        part = body[start:end]
        columns[described["name"]] = _unpack_ints(part) if described["kind"] == "ints" else _unpack_text(part)
        start = end
    if start != len(body):
        raise ValueError("the columns are not as long as promised")
    return columns


def text(columns: Mapping[str, Column], name: str) -> list[str]:
    """The text column ``name``."""
    return cast(list[str], columns[name])


def ints(columns: Mapping[str, Column], name: str) -> NDArray[np.int64]:
    """The integer column ``name``."""
    return cast(NDArray[np.int64], columns[name])


def _pack_text(lines: Sequence[str]) -> bytes:
    if any("\n" in line for line in lines):
        raise ValueError("a text column must not hold line breaks")
    return "\n".join(lines).encode()


def _unpack_text(part: bytes) -> list[str]:
    return part.decode().split("\n") if part else []


def _pack_ints(values: NDArray[np.int64]) -> bytes:
    steps = np.diff(values, prepend=np.int64(0))
    if len(steps) and np.abs(steps).max() >= 2**31:
        raise ValueError("neighbouring integers differ by 2**31 or more")
    zigzag = ((steps << 1) ^ (steps >> 63)).astype(np.uint32)
    planes = ((zigzag >> np.uint32(8 * plane)) & np.uint32(255) for plane in range(_PLANES))
    return b"".join(plane.astype(np.uint8).tobytes() for plane in planes)


def _unpack_ints(part: bytes) -> NDArray[np.int64]:
    planes = np.frombuffer(part, dtype=np.uint8).reshape(_PLANES, -1)
    zigzag = np.zeros(planes.shape[1], dtype=np.int64)
    for plane in range(_PLANES):
        zigzag |= planes[plane].astype(np.int64) << (8 * plane)
    return np.cumsum((zigzag >> 1) ^ -(zigzag & 1))
