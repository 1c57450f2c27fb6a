"""Everybody in the order in which they came, for pages that are asked for by their number only.

Who comes stands at the end. Who goes leaves a gap to the end of the day, in UTC, and has it again by coming back
before: within a day no page by number skips anybody who stays, or shows somebody twice. A page with a gap is shorter.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from app.listings.models import PublishedListing
from app.plumbing.clock import start_of

_PLACE = (PublishedListing.serial, PublishedListing.id)
# A place in writing. Whoever comes back on another day has another.
_WRITTEN = re.compile(r"([0-9]{1,18})\.(.+)", re.ASCII)
# Who writes across midnight commits a removal after it that was stamped before.
_AROUND_MIDNIGHT = timedelta(hours=1)


def is_kept(removed_at: datetime | None, today: date) -> bool:
    """Whether a listing that went at that moment, or did not go, has its place still."""
    return removed_at is None or removed_at >= _gaps_since(today)


def _gaps_since(today: date) -> datetime:
    return start_of(today) - _AROUND_MIDNIGHT


class InTurn:
    """The places of one day: `there` are taken, `len()` counts the gaps too."""

    def __init__(self, session: Session, today: date) -> None:
        removed_at = PublishedListing.removed_at
        self._session = session
        self._kept = or_(removed_at.is_(None), removed_at >= _gaps_since(today))
        self._serials: dict[str, int] = {}
        self.there = self._count(removed_at.is_(None))
        self._places = self._count(self._kept)

    def __len__(self) -> int:
        return self._places

    def mark(self, id: str) -> str:
        """The place of one of `some`, in writing."""
        return f"{self._serials[id]}.{id}"

    def behind(self, mark: str) -> int:
        """How many places there are up to this one, which may be given up by now; all, for what is none."""
        written = _WRITTEN.fullmatch(mark)
        if written is None:
            return self._places
        place = tuple_(literal(int(written[1])), literal(UUID(written[2])))
        return self._count(self._kept, tuple_(*_PLACE) <= place)

    def some(self, begin: int, end: int) -> Sequence[str]:
        """The ids at these places, those of gaps as well."""
        statement = select(*_PLACE).where(self._kept).order_by(*_PLACE).offset(begin).limit(end - begin)
        found = {str(row.id): row.serial for row in self._session.execute(statement)}
        self._serials |= found
        return list(found)

    def _count(self, *holding: ColumnElement[bool]) -> int:
        return self._session.scalar(select(func.count()).select_from(PublishedListing).where(*holding)) or 0
