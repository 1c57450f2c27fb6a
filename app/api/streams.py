"""The shapes of what is read by the whole: the changes, and the end of an export."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from app.api.schemas import Listing
from app.api.terms import Shape


class Change(Shape):
    """A listing as it is now. It takes the place of all you hold of it; `removed`: delete that, whatever the reason."""

    id: UUID
    change: Literal["listed", "removed"]
    listing: Listing | None


class Changes(Shape):
    """In the order in which they happened. `cursor` is where to go on from; `more`: at once."""

    changes: list[Change]
    cursor: str
    more: bool
    ignored: list[str]


class ExportEnd(Shape):
    """The last line of an export. `cursor`: what has changed since it, `/changes?since=…` says."""

    end: Literal[True]
    count: int
    as_of: datetime
    cursor: str
