"""Handing over what a process has counted: every few minutes and when it ends, as totals, in one transaction."""

import threading
import time
from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import Date, Integer, String, Uuid, bindparam, exists, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.listings.counts.models import CountedMonth, MonthlyCount
from app.listings.counts.rules import month_of
from app.listings.counts.tally import Tally, Totals
from app.plumbing import clock
from app.plumbing.database import Database, UnusableDatabase, insert_for
from app.plumbing.logging import log
from app.practitioners.models import Record

# What a process that is killed loses.
EVERY = 300.0  # seconds


def start(app: Flask) -> threading.Thread:
    """Hand over from now on, in a thread of this process that ends with it."""
    thread = threading.Thread(target=_keep_going, args=(app,), name="counts", daemon=True)
    thread.start()
    return thread


def _keep_going(app: Flask) -> None:
    while True:
        hand_over(app)
        time.sleep(EVERY)


def hand_over(app: Flask) -> None:
    """Hand over what this process has counted, if the database can be written to; else it stays for the next time."""
    try:
        flush(app.extensions["attune.database"], app.extensions["attune.tally"])
    except (DBAPIError, PoolTimeout, UnusableDatabase) as error:
        log("counts_not_kept", 30, exc_info=error)


def flush(database: Database, tally: Tally) -> None:
    """Add what was counted to the rows of its months; on any failure it is counted still."""
    taken = tally.take()
    try:
        with database.writing() as session:
            _add(session, taken)
    except BaseException:
        tally.put_back(taken)
        raise


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
