"""What stewards do to a listing that should not be seen. Neither act makes anything it states look newer."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.plumbing import clock
from app.plumbing.audit import note
from app.practitioners.actions import Refused
from app.practitioners.models import Record
from app.practitioners.withholding.models import Withholding


def withhold(session: Session, record: Record, steward: UUID, reason: str) -> None:
    """Nobody sees this listing from now on, until stewards put it back."""
    if record.withholding is not None:
        raise Refused("withheld_already")
    record.withholding = Withholding(since=clock.now(), steward=steward, reason=reason)
    _log(session, record, steward, "withheld")


def put_back(session: Session, record: Record, steward: UUID) -> None:
    """The listing is seen again as far as its practitioner and the calendar let it."""
    if record.withholding is None:
        raise Refused("not_withheld")
    record.withholding = None
    _log(session, record, steward, "put-back")


def _log(session: Session, record: Record, steward: UUID, act: str) -> None:
    note(session, actor=steward, act=f"listing.{act}", subject_type="record", subject_id=record.id)
