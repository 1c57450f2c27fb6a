"""Reporting a listing, and what stewards do about it.

Whoever adds to a case or decides about it holds it first, so that no report falls into a case that has just been
closed.
"""

from collections.abc import Callable
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.moderation.reports.models import CaseAct, ReportCase, ReportCount, ReportText
from app.moderation.reports.queries import case_by_id, counts_of, has_another_steward, owner_of
from app.moderation.reports.rules import KEPT_AFTER_CLOSING, MOST_TEXTS, MOST_TEXTS_A_DAY, digest
from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.database import insert_for, removed
from app.plumbing.form_tokens import FormToken
from app.practitioners.models import Record
from app.practitioners.withholding.actions import put_back, withhold


class NotThere(LookupError):
    """What is reported, or decided about, is not there any more."""


class OwnListing(PermissionError):
    """It is the steward's own listing."""


class DecisionRefused(ValueError):
    """It cannot be decided as things stand; `why` is a key to be put into words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def report(
    session: Session,
    token: FormToken,
    listing_id: UUID,
    reason: str,
    sealed: bytes | None,
    tell: Callable[[Session, ReportCase], None],
) -> None:
    """Count a report in the open case of a listing, and keep what was written while there is room. Raises NotThere.

    The first one opens the case, of which `tell` tells the stewards; the others tell nobody anything.
    """
    if not token.spend(session):
        return
    case, is_new = _open_case(session, listing_id)
    # The case is held: of many at once each finds what the one before has counted.
    count = session.get(ReportCount, (case.id, reason))
    if count is None:
        count = ReportCount(case_id=case.id, reason=reason, number=0, kept=0)
        session.add(count)
    count.number += 1
    if sealed is not None and count.kept < MOST_TEXTS and _texts_today(session) < MOST_TEXTS_A_DAY:
        count.kept += 1
        session.add(ReportText(case_id=case.id, reason=reason, sealed=sealed, received_on=clock.today()))
    # No line of the trail: it would tell the minute in which somebody reported.
    if is_new:
        tell(session, case)


def _open_case(session: Session, listing_id: UUID) -> tuple[ReportCase, bool]:
    """The open case of a listing, held, and whether it has just been opened."""
    insert = insert_for(session)
    standing = (ReportCase.listing_id == listing_id, ReportCase.closed_at.is_(None))
    while session.scalar(select(Record.id).where(Record.id == listing_id)) is not None:
        new = {"id": uuid4(), "listing_id": listing_id, "opened_on": clock.today()}
        try:
            opened = session.scalar(insert(ReportCase).values(new).on_conflict_do_nothing().returning(ReportCase.id))
        except IntegrityError:
            # Removed in this moment.
            break
        # The record itself is not held: a flood would keep whoever edits it waiting.
        case = session.scalar(select(ReportCase).where(*standing).with_for_update())
        # None when the case that stood in the way was closed in this moment.
        if case is not None:
            return case, opened is not None
    raise NotThere


def _texts_today(session: Session) -> int:
    return session.scalar(select(func.count()).where(ReportText.received_on == clock.today())) or 0


def case_to_decide(session: Session, case_id: UUID, steward: UUID, *, held: bool = False) -> tuple[ReportCase, Record]:
    """A case and its record for somebody who may decide about them. Raises NotThere, OwnListing."""
    found = case_by_id(session, case_id, to_decide=held)
    if found is None:
        raise NotThere
    if owner_of(found[1]) == steward:
        raise OwnListing
    return found


def find_nothing_wrong(session: Session, case_id: UUID, steward: UUID, seen: str, words: str) -> None:
    """Close a case: the listing is as it should be. Raises NotThere, OwnListing, DecisionRefused."""
    case, record = case_to_decide(session, case_id, steward, held=True)
    _require_open(session, case, seen)
    _close(session, case, record, steward, "nothing-wrong", words)


def ask_practitioner(session: Session, case_id: UUID, steward: UUID, seen: str, words: str) -> Record:
    """Note that whoever keeps the listing is asked; the case stays open. Raises as above."""
    case, record = case_to_decide(session, case_id, steward, held=True)
    _require_open(session, case, seen)
    if owner_of(record) is None:
        raise DecisionRefused("nobody_to_ask")
    _act(session, case, record, steward, "asked", words)
    return record


def withhold_listing(session: Session, case_id: UUID, steward: UUID, seen: str, words: str) -> Record:
    """Nobody sees the listing from now on, and the case is closed. Raises as above."""
    case, record = case_to_decide(session, case_id, steward, held=True)
    _require_open(session, case, seen)
    if record.withholding is not None:
        raise DecisionRefused("withheld_already")
    withhold(session, record, steward, words)
    _close(session, case, record, steward, "withheld", words)
    return record


def put_listing_back(session: Session, case_id: UUID, steward: UUID, words: str) -> Record:
    """The listing is seen again. Where there is more than one steward, two have to find so. Raises as above."""
    case, record = case_to_decide(session, case_id, steward, held=True)
    if record.withholding is None or case.outcome != "withheld":
        raise DecisionRefused("not_withheld")
    if record.withholding.steward == steward and has_another_steward(session, steward, record):
        raise DecisionRefused("two_stewards")
    put_back(session, record, steward)
    case.outcome = "put-back"
    _act(session, case, record, steward, "put-back", words)
    return record


def note_own_case(session: Session, case_id: UUID, steward: UUID) -> None:
    """Leave a line when somebody tried to decide about their own listing: what was refused has none of its own."""
    note(session, actor=steward, act="report.own-case-refused", subject_type="report-case", subject_id=case_id)


def forget_texts(session: Session) -> int:
    """Delete what was written in cases that have been closed for long enough; the counts stay. How many texts."""
    past = select(ReportCase.id).where(ReportCase.closed_at <= clock.now() - KEPT_AFTER_CLOSING)
    return removed(session, delete(ReportText).where(ReportText.case_id.in_(past)))


def _require_open(session: Session, case: ReportCase, seen: str) -> None:
    if case.closed_at is not None:
        raise DecisionRefused("closed_already")
    if digest({count.reason: count.kept for count in counts_of(session, case.id)}) != seen:
        raise DecisionRefused("more_came")


def _close(session: Session, case: ReportCase, record: Record, steward: UUID, outcome: str, words: str) -> None:
    case.closed_at, case.outcome = clock.now(), outcome
    _act(session, case, record, steward, outcome, words)


def _act(session: Session, case: ReportCase, record: Record, steward: UUID, act: str, words: str) -> None:
    session.add(CaseAct(case_id=case.id, at=clock.now(), steward=steward, act=act, words=words))
    note(session, actor=steward, act=f"report.{act}", subject_type="report-case", subject_id=case.id,
         details={"listing": str(record.id)})  # fmt: skip
