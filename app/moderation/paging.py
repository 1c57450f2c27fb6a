"""Pages of a desk."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a long list one is; `first` is how many come before."""

    first: int
    words: str
    previous: str | None
    next: str | None
    limit: str | None = None


def paged(page: int | None, total: int, size: int, endpoint: str, **kept: Any) -> Pager:
    """The page asked for, or the nearest one there is; `kept` stands in the addresses of the others too."""
    pages = max(1, -(-total // size))
    here = min(max(page or 1, 1), pages)
    return Pager(
        first=(here - 1) * size,
        words=_("Page %(page)s of %(pages)s", page=here, pages=pages),
        previous=url_for(endpoint, page=here - 1, **kept) if here > 1 else None,
        next=url_for(endpoint, page=here + 1, **kept) if here < pages else None,
    )
