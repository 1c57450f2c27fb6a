"""Handing over full blocks once a day and when a process ends, and forgetting months after a year."""

import threading
from datetime import date

from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.listings.counts.rules import month_of, months_before
from app.plumbing import handing_over
from app.plumbing.database import Database, insert_for, removed
from app.unmet.demand.models import SearchedMonth
from app.unmet.demand.rules import KEPT_MONTHS
from app.unmet.demand.tally import Tally, Totals

# What a process that is killed loses, besides the blocks that are not full.
EVERY = 86_400.0  # seconds


def start(app: Flask) -> threading.Thread:
    """Hand over from now on."""
    return handing_over.every(EVERY, app, "demand", hand_over)


def hand_over(app: Flask) -> None:
    """Hand over the full blocks of this process, if the database can be written to."""
    database, tally = app.extensions["attune.database"], app.extensions["attune.demand"]
    handing_over.if_it_can(lambda: flush(database, tally), "demand_not_kept")


def flush(database: Database, tally: Tally) -> None:
    """Add full blocks to the rows of their months; on any failure they are kept still."""
    handing_over.flush(database, tally, _add)


def _add(session: Session, taken: Totals) -> None:
    if not taken:
        return
    kept = SearchedMonth.__table__
    # Everybody locks rows in the same order, so that no two wait for each other.
    rows = [
        {"month": month, "facet": c.facet, "value": c.value, "band": c.band, "area": c.area, "total": total}
        for (month, c), total in sorted(taken.items())
    ]
    statement = insert_for(session)(kept)
    added = {"total": kept.c.total + statement.excluded.total}
    keys = ["month", "facet", "value", "band", "area"]
    session.connection().execute(statement.on_conflict_do_update(index_elements=keys, set_=added), rows)


def forget_old(session: Session, today: date) -> int:
    """Delete what is older than thirteen months; how many rows that were."""
    oldest = months_before(month_of(today), KEPT_MONTHS)
    return removed(session, delete(SearchedMonth).where(SearchedMonth.month < oldest))
