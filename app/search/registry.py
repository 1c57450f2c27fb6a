"""Which row a document has, without copying everybody's at every change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# With more recent changes than this beside the rows of old, all are put together again.
_RECENT_AT_MOST = 2048


@dataclass(frozen=True, slots=True)
class Registry:
    """Rows by document id: `recent` overrules `settled`; None: the document is gone."""

    settled: Mapping[str, int]
    recent: Mapping[str, int | None]

    @staticmethod
    def empty() -> "Registry":
        """No documents."""
        return Registry({}, {})

    def row_of(self, document_id: str) -> int | None:
        """The row of the living document with this id, if there is one."""
        if document_id in self.recent:
            return self.recent[document_id]
        return self.settled.get(document_id)

    def changed(self, removed: Iterable[str], added: Iterable[tuple[str, int]]) -> "Registry":
        """Without the removed ids, then with the added ones and their rows."""
        recent: dict[str, int | None] = dict(self.recent)
        recent.update((gone, None) for gone in removed if self.row_of(gone) is not None)
        recent.update(added)
        if len(recent) <= _RECENT_AT_MOST:
            return Registry(self.settled, recent)
        everyone = {**self.settled, **recent}
        return Registry({known: row for known, row in everyone.items() if row is not None}, {})
