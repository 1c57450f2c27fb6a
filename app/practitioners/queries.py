"""Reading private records for those they belong to and for those who decide about them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.practitioners.models import Practitioner, Record, Review


def listing_of(session: Session, account_id: UUID, *, to_change: bool = False) -> Practitioner | None:
    """The record of an account; `to_change` holds it until the transaction ends, so that two changes queue."""
    statement = select(Practitioner).where(Practitioner.account_id == account_id)
    return session.scalar(statement.with_for_update(of=Practitioner) if to_change else statement)


def listing_by_id(session: Session, record_id: UUID, *, to_change: bool = False) -> Practitioner | None:
    """The record of this id."""
    statement = select(Practitioner).where(Practitioner.id == record_id)
    return session.scalar(statement.with_for_update(of=Practitioner) if to_change else statement)


def record_by_id(session: Session, record_id: UUID, *, to_change: bool = False) -> Any:
    """The record of this id, a practitioner's or a service."""
    statement = select(Record).where(Record.id == record_id)
    return session.scalar(statement.with_for_update(of=Record) if to_change else statement)


def unconfirmed_since(session: Session, day: date) -> Sequence[tuple[Practitioner, str]]:
    """Public listings that nobody has confirmed as a whole since a day, each with the address of its account."""
    statement = (
        select(Practitioner, Account.email)
        .join(Account, Account.id == Practitioner.account_id)
        .where(Practitioner.status == "published", Account.suspended_at.is_(None), ~Practitioner.withholding.has())
        .where(or_(Practitioner.confirmed_on.is_(None), Practitioner.confirmed_on < day))
        .order_by(Practitioner.id)
        # Of two workers that remind at once, the second passes over what the first has in hand.
        .with_for_update(of=Practitioner, skip_locked=True)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def open_reviews(session: Session, record_id: UUID) -> dict[str, Review]:
    """What of a record waits for a decision, by part."""
    statement = select(Review).where(Review.record_id == record_id, Review.decided_at.is_(None))
    return {review.part: review for review in session.scalars(statement)}


def reviews_of(session: Session, record_id: UUID) -> Sequence[Review]:
    """Everything of a record that waits or was decided, the oldest first."""
    return session.scalars(select(Review).where(Review.record_id == record_id).order_by(Review.submitted_at)).all()


def last_decision(session: Session, record_id: UUID, part: str) -> Review | None:
    """The latest decision about a part."""
    statement = select(Review).where(
        Review.record_id == record_id, Review.part == part, Review.decision.in_(("accepted", "returned"))
    )
    return session.scalar(statement.order_by(Review.decided_at.desc()).limit(1))


def waiting_reviews(session: Session, most: int, first: int = 0) -> Sequence[tuple[Review, Any]]:
    """What waits for a steward, the longest first, each with its record."""
    statement = (
        select(Review, Record)
        .join(Record, Record.id == Review.record_id)
        .where(Review.decided_at.is_(None))
        .order_by(Review.submitted_at, Review.id)
        .offset(first)
        .limit(most)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def count_waiting(session: Session) -> int:
    """How many reviews wait."""
    return session.scalar(select(func.count()).select_from(Review).where(Review.decided_at.is_(None))) or 0


def review_by_id(session: Session, review_id: UUID, *, to_decide: bool = False) -> Review | None:
    """One review; `to_decide` holds it until the transaction ends, so that it is decided once."""
    statement = select(Review).where(Review.id == review_id)
    return session.scalar(statement.with_for_update() if to_decide else statement)
