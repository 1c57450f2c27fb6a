"""A list of the organisation as part of its widget: nobody else is found, or its people come first. Pure."""

from dataclasses import dataclass
from uuid import UUID

from app.criteria.criteria import Criteria
from app.criteria.on_a_list import KEY, first, only
from app.widget.locking import Locked, Pairs
from app.widget.models import Widget

ONLY, FIRST = "only", "first"
# In the form: only the people of a list that was deleted.
GONE = "gone"


@dataclass(frozen=True, slots=True)
class ByList:
    """What the list of a widget makes of a search."""

    id: UUID | None
    how: str | None

    @classmethod
    def of(cls, widget: Widget) -> "ByList":
        return cls(widget.collection_id, widget.by_list)

    @property
    def pairs(self) -> Pairs:
        """As a search says it."""
        if self.id is None:
            return ()
        return ((KEY, str(self.id)),) if self.how == ONLY else (("prefer", f"{KEY}:{self.id}"),)

    def locked(self, pairs: Pairs) -> Locked:
        """What nobody can change: these, and what the list does. Where it comes first, nothing else may decide who
        does."""
        if self.id is None:
            return Locked(pairs)
        return Locked([*self.pairs, *pairs], frozenset({KEY} if self.how == ONLY else {KEY, "prefer", "sort"}))

    def asked(self, criteria: Criteria) -> Criteria:
        """These criteria with what the list makes of them."""
        if self.id is None:
            return criteria
        apply = only if self.how == ONLY else first
        return apply(self.id, criteria.dropping(KEY)).on_page(criteria.page)
