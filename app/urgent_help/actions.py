"""What organisations and stewards do about crisis lines."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.plumbing import clock
from app.plumbing.audit import note
from app.urgent_help.models import AddedLine
from app.urgent_help.rules import DECISIONS, MOST_LINES


class LineRefused(ValueError):
    """It cannot be done as things stand."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an organisation says of a line."""

    country: str
    name: str
    phone: str
    for_whom: str
    hours: str
    languages: tuple[str, ...]


def propose(session: Session, organisation_id: UUID, added_by: str, proposed: Proposed, actor: UUID) -> None:
    """Let a line wait for a steward. Raises LineRefused when there are too many."""
    here = select(func.count()).select_from(AddedLine).where(AddedLine.organisation_id == organisation_id)
    if (session.scalar(here) or 0) >= MOST_LINES:
        raise LineRefused
    line = AddedLine(
        organisation_id=organisation_id,
        added_by=added_by,
        country=proposed.country,
        name=proposed.name,
        phone=proposed.phone,
        for_whom=proposed.for_whom,
        hours=proposed.hours,
        languages=list(proposed.languages),
        status="waiting",
        proposed_at=clock.now(),
    )
    session.add(line)
    session.flush()
    _log(session, line, actor, "proposed")


def decide_line(session: Session, line: AddedLine, steward: UUID, decision: str, reason: str | None) -> None:
    """A steward has looked it up today, or does not accept it. Raises LineRefused."""
    status = DECISIONS.get((line.status, decision))
    if status is None:
        raise LineRefused
    line.status, line.reason = status, reason
    if status == "accepted":
        line.checked_on = clock.today()
    _log(session, line, steward, decision)


def take_off(session: Session, line: AddedLine, actor: UUID) -> None:
    """Its organisation takes it off."""
    _log(session, line, actor, "taken-off")
    session.delete(line)


def withhold_lines(session: Session, organisation_id: UUID, *, withheld: bool) -> None:
    """Show none of an organisation's accepted lines while it is suspended, and all again afterwards."""
    before, after = ("accepted", "withheld") if withheld else ("withheld", "accepted")
    here = update(AddedLine).where(AddedLine.organisation_id == organisation_id, AddedLine.status == before)
    session.execute(here.values(status=after))


def _log(session: Session, line: AddedLine, actor: UUID, act: str) -> None:
    note(session, actor=actor, act=f"line.{act}", subject_type="line", subject_id=line.id)
