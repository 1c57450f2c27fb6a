"""What a picture says of itself in its first bytes: its format and size, read without decoding anything."""

from typing import Literal, NamedTuple

Format = Literal["JPEG", "PNG", "WEBP"]

_PNG = b"\x89PNG\r\n\x1a\n"
# Of the markers that begin a frame, those that do not: tables, extensions, arithmetic conditioning.
_NO_FRAME = (0xC4, 0xC8, 0xCC)
# A real one has some hundred segments before its frame; megabytes of empty ones are there to keep us busy.
_MOST_STEPS = 2_000


class Header(NamedTuple):
    """`width` and `height` in pixels."""

    format: Format
    width: int
    height: int


def read_header(content: bytes) -> Header | None:
    """The header of a JPEG, PNG or WebP; None for everything else, and for one that is not whole."""
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    return None


def _png(content: bytes) -> Header | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return Header("PNG", _big(content[16:20]), _big(content[20:24]))


def _jpeg(content: bytes) -> Header | None:
    at = 2
    for _step in range(_MOST_STEPS):
        if at + 9 > len(content) or content[at] != 0xFF:
            break
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            return Header("JPEG", _big(content[at + 7 : at + 9]), _big(content[at + 5 : at + 7]))
        # Filling comes before a marker; markers without a length stand alone.
        alone = marker == 0x01 or 0xD0 <= marker <= 0xD8
        at += 1 if marker == 0xFF else 2 if alone else 2 + max(_big(content[at + 2 : at + 4]), 2)
    return None


def _webp(content: bytes) -> Header | None:
    kind, body = content[12:16], content[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return Header("WEBP", _little(body[4:7]) + 1, _little(body[7:10]) + 1)
    if kind == b"VP8L":
        bits = _little(body[1:5])
        return Header("WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        return Header("WEBP", _little(body[6:8]) & 0x3FFF, _little(body[8:10]) & 0x3FFF)
    return None


def _big(digits: bytes) -> int:
    return int.from_bytes(digits, "big")


def _little(digits: bytes) -> int:
    return int.from_bytes(digits, "little")
