"""What pages read of the crisis lines. Those of the file ask no database: they must be there when it is not."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.plumbing.database import UnusableDatabase
from app.plumbing.requests import database_session
from app.urgent_help.lines import Country, Line, UrgentHelp
from app.urgent_help.models import AddedLine
from app.urgent_help.words import Words


def countries_first(code: str) -> Sequence[Country]:
    """Every country with its emergency number and lines, the given one first; lines that were added come last."""
    known: UrgentHelp = current_app.extensions["attune.urgent_help"]
    added = _added()
    return [
        replace(country, lines=(*country.lines, *added.get(country.code, ()))) for country in known.starting_with(code)
    ]


def words_in(code: str) -> Words:
    """What lines say in a language of the interface; nothing where they say it in English only."""
    known: dict[str, Words] = current_app.extensions["attune.urgent_help.words"]
    return known.get(code, {})


def known_countries() -> dict[str, str]:
    """The countries there are lines and an emergency number of, by code."""
    known: UrgentHelp = current_app.extensions["attune.urgent_help"]
    return {country.code: country.name for country in known.countries.values()}


def line_by_id(session: Session, line_id: UUID, *, to_change: bool = False) -> AddedLine | None:
    return session.get(AddedLine, line_id, with_for_update=to_change or None)


def lines_of(session: Session, organisation_id: UUID) -> Sequence[AddedLine]:
    """All an organisation proposed, by name."""
    here = select(AddedLine).where(AddedLine.organisation_id == organisation_id)
    return session.scalars(here.order_by(AddedLine.name, AddedLine.id)).all()


def lines_that_stand(session: Session, *statuses: str) -> Sequence[AddedLine]:
    """Lines that stand so: those never looked up first, then by when they were."""
    here = select(AddedLine).where(AddedLine.status.in_(statuses))
    return session.scalars(here.order_by(AddedLine.checked_on, AddedLine.proposed_at, AddedLine.id)).all()


def _added() -> dict[str, tuple[Line, ...]]:
    """The accepted lines by country; none where the database cannot be asked, so that the others are there still."""
    try:
        rows = lines_that_stand(database_session(), "accepted")
    except (DBAPIError, PoolTimeout, UnusableDatabase):
        return {}
    found: dict[str, tuple[Line, ...]] = {}
    for row in rows:
        found[row.country] = (*found.get(row.country, ()), _line(row))
    return found


def _line(row: AddedLine) -> Line:
    assert row.checked_on is not None
    return Line(
        slug=f"added-{row.id}",
        country=row.country,
        name=row.name,
        for_whom=row.for_whom,
        hours=row.hours,
        source=row.added_by,
        checked_on=row.checked_on,
        phone=row.phone,
        languages=tuple(row.languages),
        added_by=row.added_by,
    )
