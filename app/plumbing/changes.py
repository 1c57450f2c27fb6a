"""Counters by which every process learns that something it keeps in memory has changed.

A counter is raised inside the transaction that makes the change. The row stays locked until that
transaction ends, so numbers become visible in the order in which they were given: a process that has
seen n has seen everything up to n.
"""

from sqlalchemy import BigInteger, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.plumbing.database import Base

LISTINGS = "listings"
VOCABULARY = "vocabulary"
# No counter: a number drawn when the database was made, by which a file beside it knows that it belongs to it.
IDENTITY = "identity"


class ChangeCounter(Base):
    """How often one kept thing has changed."""

    __tablename__ = "change_counter"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


def raise_counter(session: Session, name: str) -> int:
    """Count one more change; returns the new number. The row exists from the first migration on."""
    statement = (
        update(ChangeCounter)
        .where(ChangeCounter.name == name)
        .values(value=ChangeCounter.value + 1)
        .returning(ChangeCounter.value)
        .execution_options(synchronize_session=False)
    )
    return session.execute(statement).scalar_one()


def hold_counter(session: Session, name: str) -> None:
    """Nobody else raises it until this transaction ends: for who must look before there is anything to count."""
    session.execute(select(ChangeCounter.value).where(ChangeCounter.name == name).with_for_update())


def read_counters(session: Session) -> dict[str, int]:
    """All counters by name, in one statement."""
    return {row.name: row.value for row in session.execute(select(ChangeCounter.name, ChangeCounter.value))}
