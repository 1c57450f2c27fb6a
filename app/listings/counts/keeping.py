"""Handing over what a process has counted: every few minutes and when it ends, as totals, in one transaction."""

import threading
from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import Date, Integer, String, Uuid, bindparam, exists, select
from sqlalchemy.orm import Session

from app.listings.counts.models import CountedMonth, MonthlyCount
from app.listings.counts.rules import month_of
from app.listings.counts.tally import Tally, Totals
from app.plumbing import clock, handing_over
from app.plumbing.database import Database, insert_for
from app.practitioners.models import Record

# What a process that is killed loses.
EVERY = 300.0  # seconds


def start(app: Flask) -> threading.Thread:
    """Hand over from now on."""
    return handing_over.every(EVERY, app, "counts", hand_over)


def hand_over(app: Flask) -> None:
    """Hand over what this process has counted, if the database can be written to."""
    database, tally = app.extensions["attune.database"], app.extensions["attune.tally"]
    handing_over.if_it_can(lambda: flush(database, tally), "counts_not_kept")


def flush(database: Database, tally: Tally) -> None:
    """Add what was counted to the rows of its months; on any failure it is counted still."""
    handing_over.flush(database, tally, _add)


def _add(session: Session, taken: Totals) -> None:
    insert = insert_for(session)
    counted = CountedMonth.__table__
    this_month = {"month": month_of(clock.today()), "rounded": False}
    session.execute(insert(counted).values(this_month).on_conflict_do_nothing())
    # Held, so that no month is rounded while something is added to it.
    unrounded = select(CountedMonth.month).where(~CountedMonth.rounded).with_for_update(read=True)
    still_open = set(session.scalars(unrounded))
    rows = [row for row in _rows(taken) if row["in_month"] in still_open]
    if rows:
        session.connection().execute(_upsert(insert), rows)


def _rows(taken: Totals) -> Iterator[dict[str, Any]]:
    # Everybody locks rows in the same order, so that no two wait for each other.
    for (month, kind), counted in sorted(taken.items()):
        for listing_id, more in sorted(counted.items()):
            yield {"listing": listing_id, "in_month": month, "of_kind": kind, "more": more}


def _upsert(insert: Any) -> Any:
    """Adds to a row or begins it; a listing that has gone meanwhile is passed over."""
    kept = MonthlyCount.__table__
    columns = (
        bindparam("listing", type_=Uuid()),
        bindparam("in_month", type_=Date()),
        bindparam("of_kind", type_=String()),
        bindparam("more", type_=Integer()),
    )
    row = select(*columns).where(exists().where(Record.id == columns[0]))
    statement = insert(kept).from_select(["listing_id", "month", "kind", "total"], row)
    return statement.on_conflict_do_update(
        index_elements=["listing_id", "month", "kind"], set_={"total": kept.c.total + statement.excluded.total}
    )
