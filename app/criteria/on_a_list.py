"""A list as a criterion, for a search form or an embedded finder: nobody else, or its people first."""

from uuid import UUID

from app.criteria.criteria import Criteria

KEY = "collection"


def only(collection_id: UUID, criteria: Criteria | None = None) -> Criteria:
    """These criteria, and to be on this list: `collection=<id>`."""
    return (criteria or Criteria()).choosing(KEY, str(collection_id))


def first(collection_id: UUID, criteria: Criteria | None = None) -> Criteria:
    """These criteria, and to be on this list is a wish like any other: `prefer=collection:<id>`."""
    return (criteria or Criteria()).wishing(KEY, str(collection_id))
