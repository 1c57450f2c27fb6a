"""What time has changed is published as it is now, without anybody saving it: checks that ran out, facts that aged.

Every published row knows the last day on which it is right by itself; here those of which that day has passed are
published again.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.listings.models import PublishedListing
from app.listings.publishing import publish
from app.plumbing import clock
from app.plumbing.changes import LISTINGS, hold_counter
from app.plumbing.database import Database

# So many at once, each in a transaction of their own: others who write need not wait for all of them.
_BATCH = 50


def sweep(database: Database, progress: Callable[[int, int], None] = lambda _done, _total: None) -> int:
    """Publish again what is no longer right; how many that were. Any number of processes may do so at once."""
    with database.reading() as session:
        total = session.scalar(select(func.count()).select_from(_stale().subquery())) or 0
    done, last = 0, None
    while batch := _publish_some(database, last):
        done, last = done + len(batch), batch[-1]
        progress(done, max(total, done))
    return done


def _publish_some(database: Database, after: UUID | None) -> list[UUID]:
    """The next ones in the order of ids, published; one that stays stale is not met twice."""
    statement = _stale().order_by(PublishedListing.id).limit(_BATCH)
    if after is not None:
        statement = statement.where(PublishedListing.id > after)
    with database.reading() as session:
        if not _some(session, statement):
            return []
    with database.writing() as session:
        # In the order of everybody who publishes, the counter before the rows; whoever waits for it looks after that.
        hold_counter(session, LISTINGS)
        batch = _some(session, statement)
        publish(session, batch)
        return batch


def _some(session: Session, statement: Select[UUID]) -> list[UUID]:
    return list(session.scalars(statement))


def _stale() -> Select[UUID]:
    return select(PublishedListing.id).where(PublishedListing.good_until < clock.today())
