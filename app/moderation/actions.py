"""What stewards do."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.people.actions import ActRefused, Decision, agree, decide, note_refusal, turn_down
from app.accounts.people.queries import active_stewards, proposal_by_id
from app.credentials.actions import CheckRefused, Finding, NeedsAnother, OwnRecord, record_check
from app.credentials.evidence.actions import keep_evidence, note_decision
from app.credentials.evidence.queries import EvidenceFile, read_evidence, registration_with
from app.moderation.queries import owner_of
from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.files import files
from app.plumbing.mailing import drop, try_again
from app.plumbing.requests import database
from app.practitioners.queries import listing_of

# What is refused to whoever asks leaves a line of its own, because nothing else does.
_NOT_THEIRS = {OwnRecord: "registration.own-check-refused", NeedsAnother: "registration.alone-refused"}


def check_registration(
    session: Session, registration_id: UUID, finding: Finding, steward: UUID, file: bytes | None = None
) -> bool:
    """Record what a steward found about an entry, with a file that shows it; whether it counts by itself.

    What does not count yet decides nothing, and the days of its evidence are not counted. Raises CheckRefused,
    EvidenceRefused.
    """
    stewards = active_stewards(session, hold=True)
    owner = owner_of(session, registration_id)
    check = record_check(session, registration_id, finding, steward=steward, owner=owner, stewards=stewards)
    if file is not None:
        evidence_id = keep_evidence(session, files(), registration_id, file, clock.now())
        _note_evidence(session, "evidence.kept", registration_id, evidence_id, steward)
    if check.counts:
        note_decision(session, registration_id, clock.now())
    return check.counts


def open_evidence(session: Session, registration_id: UUID, evidence_id: UUID, steward: UUID) -> EvidenceFile | None:
    """A file as it was kept, and a line that says who opened it; None when it has gone (UPL-08)."""
    if registration_with(session, evidence_id) != registration_id:
        return None
    found = read_evidence(session, files(), evidence_id)
    if found is not None:
        _note_evidence(session, "evidence.opened", registration_id, evidence_id, steward)
    return found


def _note_evidence(session: Session, act: str, registration_id: UUID, evidence_id: UUID, steward: UUID) -> None:
    note(session, actor=steward, act=act, subject_type="registration", subject_id=registration_id,
         details={"file": str(evidence_id)})  # fmt: skip


def note_refused_check(refusal: CheckRefused, registration_id: UUID, steward: UUID) -> int:
    """The status of the answer; a line for who tried to check their own entry, or to be two people."""
    act = _NOT_THEIRS.get(type(refusal))
    if act is None:
        return 400
    with database().writing() as session:
        note(session, actor=steward, act=act, subject_type="registration", subject_id=registration_id)
    return 403


def note_own_listing(record_id: UUID, steward: UUID) -> None:
    """Leave a line of who tried to decide about their own listing."""
    with database().writing() as session:
        note(session, actor=steward, act="review.own-refused", subject_type="record", subject_id=record_id)


def decide_about(decision: Decision) -> bool:
    """Do something to an account, or propose it; whether it is done. Raises ActRefused."""
    try:
        with database().writing() as session:
            has_listing = listing_of(session, decision.account_id) is not None
            return decide(session, replace(decision, has_listing=has_listing))
    except ActRefused as refused:
        _note_forbidden(refused, decision.act, decision.account_id, decision.steward)
        raise


def settle_proposal(proposal_id: UUID, steward: UUID, *, agreed: bool) -> None:
    """Agree to what another steward proposed, or turn it down. Raises ActRefused."""
    about: tuple[str, UUID] | None = None
    try:
        with database().writing() as session:
            proposal = proposal_by_id(session, proposal_id)
            if proposal is None:
                raise ActRefused("decided")
            about = proposal.act, proposal.account_id
            if agreed:
                has_listing = listing_of(session, proposal.account_id) is not None
                agree(session, proposal_id, steward, has_listing=has_listing)
            else:
                turn_down(session, proposal_id, steward)
    except ActRefused as refused:
        if about is not None:
            _note_forbidden(refused, *about, steward)
        raise


def _note_forbidden(refused: ActRefused, act: str, account_id: UUID, steward: UUID) -> None:
    if refused.forbidden:
        with database().writing() as session:
            note_refusal(session, act, account_id, steward, refused.why)


def settle_letter(session: Session, letter_id: UUID, steward: UUID, *, again: bool) -> bool:
    """Have a letter that was put aside tried once more, or drop it; whether it was still there."""
    there = (try_again if again else drop)(session, letter_id) > 0
    if there:
        note(session, actor=steward, act="letter.again" if again else "letter.dropped", subject_type="letter",
             subject_id=letter_id)  # fmt: skip
    return there
