"""From a path to text: what is not a readable file of sane size and known encoding is refused."""

import codecs
from collections.abc import Sequence
from pathlib import Path

from charset_normalizer import from_bytes

MOST_BYTES = 64 * 1024 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class ImportRefused(ValueError):
    """The file cannot be imported; the message is one sentence, and nothing was changed."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most MOST_BYTES. Raises ImportRefused."""
    size = checked(path)
    try:
        content = path.read_bytes() if size else b""
    except OSError as error:
        raise _unreadable(path, error) from None
    if not content.strip():
        raise ImportRefused(f"{path.name} is empty.")
    return content


def checked(path: Path, most: int = MOST_BYTES) -> int:
    """The size of a regular file that can be read and has at most so many bytes. Raises ImportRefused."""
    try:
        if path.is_dir():
            raise ImportRefused(f"{path.name} is a folder; name a file.")
        if not path.exists():
            raise ImportRefused(f"There is no file {path}.")
        if not path.is_file():
            raise ImportRefused(f"{path.name} is not an ordinary file.")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        if isinstance(error, ImportRefused):
            raise
        raise _unreadable(path, error) from None
    if size > most:
        raise ImportRefused(
            f"{path.name} has {size // 1024**2:,} MB; at most {most // 1024**2} can be imported at once."
        )
    return size


def _unreadable(path: Path, error: Exception) -> ImportRefused:
    reason = getattr(error, "strerror", None) or "its name is not one a file can have"
    return ImportRefused(f"{path.name} cannot be read: {reason}.")


def decode(name: str, content: bytes, encodings: Sequence[str]) -> tuple[str, str]:
    """The text of a file and the encoding it was read in: by its mark, else the first that fits it.

    `encodings` are those a format declares, UTF-8 first. Raises ImportRefused.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            encodings = (encoding,)
            break
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise ImportRefused(f"{name} is not a text file: it holds NUL bytes.")
        return text, encoding.removesuffix("-sig")
    raise ImportRefused(_not_in(name, content, encodings))


def _not_in(name: str, content: bytes, encodings: Sequence[str]) -> str:
    try:
        content.decode(encodings[0])
        line = 1
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    guess = from_bytes(content[: 64 * 1024]).best()
    seems = f" (it may be {guess.encoding})" if guess is not None and guess.encoding not in encodings else ""
    known = " or ".join(encoding.removesuffix("-sig").upper() for encoding in encodings)
    return f"{name} is not {known} text, as line {line} shows{seems}; save it as UTF-8."
