"""The ledger of what was erased at somebody's wish: random ids with a day, and nothing else (DATA-06).

A backup that is restored brings back whom it holds; whoever restores it reads the ledger and erases again. A ledger
in the same database is only as young as the backup, so its lines are written out to be kept beside the backups.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.plumbing import clock
from app.plumbing.database import Base


class Erasure(Base):
    """That an account or a record was erased, by its random id."""

    __tablename__ = "erasure"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    erased_on: Mapped[date]


@dataclass(frozen=True, slots=True)
class Erased:
    """A line of the ledger."""

    id: UUID
    on: date

    def __str__(self) -> str:
        return f"{self.id} {self.on.isoformat()}"


class NoLedger(ValueError):
    """A text is not a ledger; one sentence says where."""


def note_erasure(session: Session, id: UUID, on: date | None = None) -> None:
    """Write down that what had this id is erased; once is enough."""
    if session.get(Erasure, id) is None:
        session.add(Erasure(id=id, erased_on=on or clock.today()))


def ledger(session: Session) -> list[Erased]:
    """Everything that was erased, the oldest first."""
    rows = session.scalars(select(Erasure).order_by(Erasure.erased_on, Erasure.id))
    return [Erased(row.id, row.erased_on) for row in rows]


def read_ledger(lines: Iterable[str]) -> list[Erased]:
    """A ledger as it was written out, a line each. Raises NoLedger, and then nothing of it is to be believed."""
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        id_, _blank, day = line.strip().partition(" ")
        try:
            found.append(Erased(UUID(id_), date.fromisoformat(day)))
        except ValueError:
            raise NoLedger(f"Line {number} is not one of a ledger, which reads like 9f86…-… 2026-11-01.") from None
    return found
