"""Pictures that strangers send. None is kept as it came: it is drawn anew, in sizes of ours, with nothing but pixels.

A picture is accepted by what it is, never by its name. Its weight and size are judged by its header, before anything
is decoded; decoding is done by a program of its own (`drawing.py`) that has little memory and little time and knows
no secret. Requirements UPL-01 to UPL-03 and UPL-07.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from flask import Response

from app.plumbing.picture_headers import read_header
from app.plumbing.words import gettext as _

Size = Literal["large", "small"]

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 24_000_000
# Sides in pixels: a listing's own page, and cards.
LARGE, SMALL = 512, 192

_PROGRAM = Path(__file__).with_name("drawing.py")
_TIMEOUT = 12  # seconds; the program's own limit is of the processor, which others may use too
_PATIENCE = 20
# One picture at a time in each worker: reading them must not take the machine from those who search.
_turn = threading.BoundedSemaphore()


@dataclass(frozen=True, slots=True)
class Picture:
    """A square picture in two sizes, as WebP."""

    large: bytes
    small: bytes


class PictureRefused(ValueError):
    """The picture cannot be taken; the message is one sentence for whoever sent it, `status` that of the answer."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def redraw(content: bytes) -> Picture:
    """The picture drawn anew. Raises PictureRefused."""
    _judge(content)
    large, small = _drawn(content)
    return Picture(large, small)


def as_size(word: str) -> Size | None:
    """A word of an address as a size; None when it is none."""
    return next((size for size in get_args(Size) if size == word), None)


def picture_response(content: bytes) -> Response:
    """The answer that shows a picture of ours, and can be taken for nothing else. No cache keeps it (see headers.py):
    whom somebody looked at is in no folder of their browser, and what is taken away is gone at once."""
    response = Response(content, mimetype="image/webp")
    response.headers["Content-Disposition"] = "inline; filename=photo.webp"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


def _judge(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise PictureRefused(_("That picture is larger than 5 MB. Please choose a smaller one."), 413)
    header = read_header(content)
    if header is None:
        raise PictureRefused(_("That is not a picture we can use. Please choose a JPEG, PNG or WebP file."))
    if header.width * header.height > MOST_PIXELS:
        raise PictureRefused(_("That picture has more than 24 million pixels. Please make it smaller first."))
    if min(header.width, header.height) < SMALL:
        raise PictureRefused(_("That picture is too small: it needs at least %(least)s pixels each way.", least=SMALL))


def _drawn(content: bytes) -> Iterator[bytes]:
    if not _turn.acquire(timeout=_PATIENCE):
        raise _busy()
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with numbers of ours
            [sys.executable, "-I", str(_PROGRAM), *map(str, (MOST_PIXELS, LARGE, SMALL))],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            timeout=_TIMEOUT,
            check=True,
        )
    except subprocess.TimeoutExpired:
        # What a picture itself may take of the processor ends before this: the machine had no time for it.
        raise _busy() from None
    except subprocess.SubprocessError:
        damaged = _("We could not read that picture; the file may be damaged. Please save it again and try once more.")
        raise PictureRefused(damaged) from None
    finally:
        _turn.release()
    return _parts(done.stdout)


def _busy() -> PictureRefused:
    return PictureRefused(_("Many pictures are being read just now. Please try again in a minute."), 503)


def _parts(framed: bytes) -> Iterator[bytes]:
    while framed:
        end = 4 + int.from_bytes(framed[:4], "big")
        yield framed[4:end]
        framed = framed[end:]
