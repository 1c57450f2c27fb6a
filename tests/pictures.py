"""Pictures for tests, made as they are needed: none is kept as a file."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

CANARY = b"canary-in-a-picture"
# 53.8008 N, 1.5491 W as EXIF writes it, and as XMP does.
PLACE = (53.0, 48.0, 2.88)
PLACE_WORDS = b"53,48.048N"
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
_GPS, _ORIENTATION, _COMMENT, _ARTIST = 0x8825, 0x0112, 0x9286, 0x013B


def quarters(width: int = 320, height: int = 320, mode: str = "RGB") -> Image.Image:
    """Red above left, green above right, blue below left, white below right."""
    image = Image.new("RGB", (width, height), WHITE)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 2 - 1, height // 2 - 1), RED)
    pen.rectangle((width // 2, 0, width, height // 2 - 1), GREEN)
    pen.rectangle((0, height // 2, width // 2 - 1, height), BLUE)
    return image.convert(mode)


def encoded(image: Image.Image, format: str = "JPEG", **how: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, format, **how)
    return written.getvalue()


def decoded(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF with a place, an artist and a thumbnail's worth of words."""
    written = Image.Exif()
    written[_ORIENTATION] = orientation
    written[_ARTIST] = CANARY.decode()
    written.get_ifd(_GPS).update({1: "N", 2: PLACE, 3: "W", 4: PLACE})
    return written


def xmp() -> bytes:
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="' + PLACE_WORDS + b'">' + CANARY + b"</x:xmpmeta>"


def telling(format: str) -> bytes:
    """A picture that carries whatever its format can carry besides pixels, and more behind its end."""
    more: dict[str, Any] = {"exif": exif(), "icc_profile": profile()}
    if format == "PNG":
        more["pnginfo"] = words = PngInfo()
        words.add_text("Comment", CANARY.decode())
        words.add_text("XML:com.adobe.xmp", xmp().decode())
        words.add_itxt("Author", CANARY.decode(), zip=True)
    else:
        more["xmp"] = xmp()
    content = encoded(quarters(), format, **more)
    if format == "JPEG":
        content = content[:2] + _segment(0xFE, CANARY) + _segment(0xED, _iptc()) + content[2:]
    return content + b"PK\x03\x04<html>" + CANARY


def profile() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def bomb(width: int, height: int) -> bytes:
    """A whole and valid grey PNG of this size; the packed rows are made once and repeated."""
    packer = zlib.compressobj(1)
    rows = b"\0" * (width + 1) * 100
    packed = b"".join([*(packer.compress(rows) for _ in range(height // 100)), packer.flush()])
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def chunks(webp: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a WebP; nothing stands before, between or behind them."""
    assert webp[:4] == b"RIFF" and webp[8:12] == b"WEBP"
    assert int.from_bytes(webp[4:8], "little") == len(webp) - 8
    at = 12
    while at < len(webp):
        length = int.from_bytes(webp[at + 4 : at + 8], "little")
        yield webp[at : at + 4], webp[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    assert at == len(webp)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def _iptc() -> bytes:
    caption = b"\x1c\x02\x78" + struct.pack(">H", len(CANARY)) + CANARY
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(caption)) + caption + b"\0" * (len(caption) % 2)
