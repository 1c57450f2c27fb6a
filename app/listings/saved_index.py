"""The index in a file of the instance folder, so that a start does not have to read every listing anew.

The file is only ever a shortcut: it is used when it belongs to this database, to this version of the code and to no
later moment than the database's own, and its checksum holds; otherwise the index is built from the listings.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.listings.indexing import SCHEMA
from app.plumbing.logging import log
from app.search import Snapshot, UnusableSnapshot, load, save

_APP = Path(__file__).resolve().parents[1]
# Whatever decides what is in the index.
_SOURCES = ("search/*.py", "listings/indexing.py", "listings/documents.py", "listings/facets.py", "listings/listing.py")
_FOLDING = "vocabulary/folding.py"


@dataclass(frozen=True, slots=True)
class SavedIndex:
    """The index of one database in one file."""

    path: Path

    def read(self, identity: int, counter: int) -> tuple[Snapshot, int] | None:
        """The snapshot and the number of the last change in it, or None when there is none to be used.

        `identity` and `counter` are the database's own, as in `change_counter`.
        """
        try:
            snapshot, about = load(SCHEMA, self.path)
        except FileNotFoundError:
            return None
        except (UnusableSnapshot, OSError) as error:
            log("saved_index_unusable", 30, reason=str(error))
            return None
        saved_at = int(about["counter"])
        if (about["identity"], about["code"]) != (identity, _code()) or saved_at > counter:
            return None
        return snapshot, saved_at

    def write(self, snapshot: Snapshot, identity: int, counter: int) -> None:
        """Save the snapshot of this database after change number `counter`; a folder that is full is no harm."""
        about: dict[str, str | int] = {"identity": identity, "counter": counter, "code": _code()}
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            save(snapshot, self.path, about)
        except OSError as error:
            log("saved_index_not_written", 30, reason=str(error.strerror))

    def forget(self) -> None:
        """Delete the file; one that is not there is fine."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            log("saved_index_not_deleted", 40, reason=str(error.strerror))


@cache
def _code() -> str:
    """A digest of the code that makes the index: another version builds it anew."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in (*_SOURCES, _FOLDING) for path in _APP.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
