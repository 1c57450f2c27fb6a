"""Which row a document has, without copying everybody's at every change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.search.columns import Array

# So many recent changes are kept beside the blocks; with more they become a block of their own.
_RECENT_AT_MOST = 2048
_GONE = -1


@dataclass(frozen=True, slots=True)
class _Block:
    """Ids in order (UTF-8) and the row of each, or _GONE."""

    ids: Array
    rows: Array

    def row_of(self, key: bytes) -> int | None:
        if len(key) > self.ids.dtype.itemsize:
            return None
        place = int(np.searchsorted(self.ids, np.bytes_(key)))
        return int(self.rows[place]) if place < len(self.ids) and self.ids[place] == key else None


@dataclass(frozen=True, slots=True)
class Registry:
    """Rows by document id: `recent` overrules the blocks, a later block the ones before it."""

    blocks: tuple[_Block, ...]
    recent: Mapping[bytes, int]

    @staticmethod
    def of(ids: Array) -> "Registry":
        """Documents whose rows are the places of their ids."""
        order = np.argsort(ids, kind="stable").astype(np.int32)
        return Registry((_Block(ids[order], order),), {})

    def row_of(self, document_id: bytes) -> int | None:
        """The row of the living document with this id, if there is one."""
        row = self.recent.get(document_id)
        for block in reversed(self.blocks) if row is None else ():
            row = block.row_of(document_id)
            if row is not None:
                break
        return None if row == _GONE else row

    def changed(self, removed: Iterable[bytes], added: Iterable[tuple[bytes, int]]) -> "Registry":
        """Without the removed ids, then with the added ones and their rows."""
        recent = {**self.recent, **{gone: _GONE for gone in removed if self.row_of(gone) is not None}, **dict(added)}
        if len(recent) <= _RECENT_AT_MOST:
            return Registry(self.blocks, recent)
        return Registry((*self.blocks, _block(sorted(recent.items()))), {})


def _block(entries: Sequence[tuple[bytes, int]]) -> _Block:
    ids = np.array([key for key, _row in entries], dtype=np.bytes_)
    return _Block(ids, np.array([row for _key, row in entries], dtype=np.int32))
