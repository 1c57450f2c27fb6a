"""Looking for words in every byte that is kept: files, tables, and all the forms in which a word may be there."""

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

from sqlalchemy import select

from app.models import TABLES
from app.plumbing.database import Database

Place = tuple[str, bytes]


def forms(word: str) -> set[bytes]:
    """A word as it may stand somewhere: as it is, in another case, in an address, in JSON, in base64, in UTF-16."""
    spelled = {word, word.lower(), word.upper(), word.casefold()}
    spelled |= {quote(each, safe="") for each in spelled} | {quote_plus(each) for each in spelled}
    spelled |= {json.dumps(each)[1:-1] for each in spelled}
    plain = {each.encode() for each in spelled}
    return plain | {word.encode("utf-16-le"), word.encode("utf-8").hex().encode()} | set(_in_base64(word.encode()))


def _in_base64(word: bytes) -> Iterator[bytes]:
    """What of it is in the base64 of any text around it, wherever in that it begins."""
    for before in range(3):
        whole = (before + len(word)) // 3 * 3 - before
        first = -before % 3
        for encode in (base64.standard_b64encode, base64.urlsafe_b64encode):
            yield encode(word[first:whole])


def in_folder(folder: Path) -> Iterator[Place]:
    """Every file of a folder, by its name too; what a link leads to is not of it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.is_symlink() for part in (path, *path.parents)):
            yield str(path), str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes()


def in_tables(database: Database) -> Iterator[Place]:
    """Every column of every table, as bytes, by its name."""
    with database.reading() as session:
        for table in TABLES:
            rows = session.execute(select(table)).all()
            for column, values in zip(table.columns, zip(*rows, strict=True), strict=False):
                plain = (value if isinstance(value, bytes) else str(value).encode() for value in values)
                yield f"{table.name}.{column.name}", b"\0".join(plain)


def found(words: Iterable[str], places: Iterable[Place]) -> dict[str, set[bytes]]:
    """The places in which a word stands, in whatever form, with what follows it there."""
    spelled = {form for word in words for form in forms(word)}
    here: dict[str, set[bytes]] = {}
    for place, content in places:
        for form in spelled:
            if (at := content.find(form)) >= 0:
                here.setdefault(place, set()).add(content[at : at + 60])
    return here
