"""Cases and what is in them, for the stewards' desk. Whose listing it is does not see its cases, steward or not."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.moderation.reports.models import CaseAct, ReportCase, ReportCount, ReportText
from app.practitioners.models import Practitioner, Record

Which = Literal["open", "closed", "withheld"]


@dataclass(frozen=True, slots=True)
class Found:
    """A case with the listing it is about, and what was counted: (reason, number), the most frequent first."""

    case: ReportCase
    name: str
    fictional: bool
    counts: tuple[tuple[str, int], ...]
    asked_at: datetime | None


def cases(
    session: Session, which: Which, steward: UUID, most: int, first: int = 0, name: str | None = None
) -> list[Found]:
    """A page of cases: open ones from the oldest on, others from the one last closed."""
    order = ReportCase.opened_on if which == "open" else ReportCase.closed_at.desc()
    statement = (
        select(ReportCase, Record.name, Record.fictional)
        .join(Record, Record.id == ReportCase.listing_id)
        .where(*_meant(which, steward, name))
        .order_by(order, ReportCase.id)
        .offset(first)
        .limit(most)
    )
    rows = session.execute(statement).all()
    ids = [row.ReportCase.id for row in rows]
    counts, asked = _counts(session, ids), _asked(session, ids)
    return [
        Found(
            row.ReportCase,
            row.name,
            row.fictional,
            tuple((count.reason, count.number) for count in counts[row.ReportCase.id]),
            asked.get(row.ReportCase.id),
        )
        for row in rows
    ]


def count_cases(session: Session, which: Which, steward: UUID, name: str | None = None) -> int:
    """How many there are."""
    joined = select(func.count()).select_from(ReportCase).join(Record, Record.id == ReportCase.listing_id)
    return session.scalar(joined.where(*_meant(which, steward, name))) or 0


def case_by_id(session: Session, case_id: UUID, *, to_decide: bool = False) -> tuple[ReportCase, Record] | None:
    """One case and its record; `to_decide` holds both until the transaction ends, the record first, as its owner does
    who removes it."""
    statement = select(Record).join(ReportCase, ReportCase.listing_id == Record.id).where(ReportCase.id == case_id)
    record = session.scalar(statement.with_for_update(of=Record) if to_decide else statement)
    if record is None:
        return None
    of_id = select(ReportCase).where(ReportCase.id == case_id)
    case = session.scalar(of_id.with_for_update() if to_decide else of_id)
    return None if case is None else (case, record)


def owner_of(record: Record) -> UUID | None:
    """The account that keeps a listing; imported ones have none."""
    return record.account_id if isinstance(record, Practitioner) else None


def counts_of(session: Session, case_id: UUID) -> Sequence[ReportCount]:
    """What was counted in a case, the most frequent reason first."""
    return _counts(session, [case_id])[case_id]


def texts_of(session: Session, case_id: UUID, most: int, first: int) -> Sequence[ReportText]:
    """A page of what was written, the oldest day first."""
    statement = select(ReportText).where(ReportText.case_id == case_id)
    return session.scalars(statement.order_by(ReportText.received_on, ReportText.id).offset(first).limit(most)).all()


def count_texts(session: Session, case_id: UUID) -> int:
    """How many texts of a case there are now."""
    return session.scalar(select(func.count()).where(ReportText.case_id == case_id)) or 0


def acts_of(session: Session, case_id: UUID) -> Sequence[CaseAct]:
    """What stewards did in a case, in its order."""
    return session.scalars(select(CaseAct).where(CaseAct.case_id == case_id).order_by(CaseAct.at, CaseAct.id)).all()


def other_cases(session: Session, case: ReportCase) -> Sequence[ReportCase]:
    """The other cases about the same listing, the latest first."""
    statement = select(ReportCase).where(ReportCase.listing_id == case.listing_id, ReportCase.id != case.id)
    return session.scalars(statement.order_by(ReportCase.opened_on.desc(), ReportCase.id)).all()


def listing_id_at(session: Session, slug: str) -> UUID | None:
    """The record of an address, whether or not anybody may see it now."""
    return session.scalar(select(Record.id).where(Record.slug == slug))


def opened_on(session: Session, day: date) -> int:
    """How many cases were opened on a day."""
    return session.scalar(select(func.count()).where(ReportCase.opened_on == day)) or 0


def stewards_for(session: Session, listing_id: UUID) -> Sequence[str]:
    """The addresses of the stewards who may decide about a listing."""
    own = select(Practitioner.account_id).where(Practitioner.id == listing_id, Practitioner.account_id.is_not(None))
    may = (Account.role == "steward", Account.suspended_at.is_(None), Account.id.not_in(own))
    return session.scalars(select(Account.email).where(*may).order_by(Account.email)).all()


def has_another_steward(session: Session, steward: UUID, record: Record) -> bool:
    """Whether anybody but this steward may decide about a record."""
    may = (Account.role == "steward", Account.suspended_at.is_(None), Account.id != steward)
    others = session.scalars(select(Account.id).where(*may)).all()
    return any(other != owner_of(record) for other in others)


def _meant(which: Which, steward: UUID, name: str | None) -> tuple[ColumnElement[bool], ...]:
    own = select(Practitioner.__table__.c.id).where(Practitioner.__table__.c.account_id == steward)
    meant: tuple[ColumnElement[bool], ...] = (ReportCase.listing_id.not_in(own),)
    if name:
        meant += (Record.name.icontains(name, autoescape=True),)
    if which == "withheld":
        return (*meant, ReportCase.outcome == "withheld")
    return (*meant, ReportCase.closed_at.is_(None) if which == "open" else ReportCase.closed_at.is_not(None))


def _counts(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, list[ReportCount]]:
    found: dict[UUID, list[ReportCount]] = defaultdict(list)
    statement = select(ReportCount).where(ReportCount.case_id.in_(case_ids))
    for count in session.scalars(statement.order_by(ReportCount.number.desc(), ReportCount.reason)):
        found[count.case_id].append(count)
    return found


def _asked(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    asked = (CaseAct.case_id.in_(case_ids), CaseAct.act == "asked")
    rows = session.execute(select(CaseAct.case_id, func.max(CaseAct.at)).where(*asked).group_by(CaseAct.case_id))
    return {row[0]: row[1] for row in rows}
