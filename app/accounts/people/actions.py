"""Doing what stewards decide about an account, alone or two together; and what follows by itself in time."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.accounts.actions import end_sessions
from app.accounts.factors.models import AuthenticatorApp, Passkey, RecoveryCode
from app.accounts.factors.queries import has_second_factor
from app.accounts.models import Account
from app.accounts.people import letters
from app.accounts.people.models import FactorReset, Proposal, StewardsNote
from app.accounts.people.queries import account_by_id, active_stewards, proposal_by_id, proposals_about, reset_of
from app.accounts.people.rules import RESET_WAITS, Subject, needs_second, why_not
from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.bounces import UnreachableAddress

# What is nobody's to do whoever asks, however often: answered with 403, and a line in the trail.
_FORBIDDEN = ("own", "not_steward", "last", "alone")


class ActRefused(ValueError):
    """It is not done; `why` is a key to be put into words. `forbidden`: it never was this steward's to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        self.forbidden = why in _FORBIDDEN


@dataclass(frozen=True, slots=True)
class Decision:
    """What a steward decides about an account. `has_listing`: whether a listing is kept with it."""

    act: str
    account_id: UUID
    steward: UUID
    reason: str
    words: str | None = None
    has_listing: bool = False


def decide(session: Session, decision: Decision) -> bool:
    """Do it, or propose it where two have to agree; whether it is done. Raises ActRefused."""
    stewards = active_stewards(session, hold=True)
    account = _subject(session, decision.act, decision.account_id, stewards, decision)
    waiting = next((p for p in proposals_about(session, account.id) if p.act == decision.act), None)
    alone = not needs_second(decision.act, stewards)
    if waiting is not None and not alone:
        raise ActRefused("alone" if waiting.proposed_by == decision.steward else "waits")
    _keep_words(session, decision)
    if alone:
        _carry_out(session, account, decision)
        if waiting is not None:
            session.delete(waiting)
        return True
    session.add(
        Proposal(
            account_id=account.id, act=decision.act, reason=decision.reason,
            proposed_by=decision.steward, proposed_at=clock.now(),
        )
    )  # fmt: skip
    _log(session, f"{decision.act}.proposed", decision.steward, account.id, {"reason": decision.reason})
    letters.tell_stewards(session, decision.steward)
    return False


def agree(session: Session, proposal_id: UUID, steward: UUID, *, has_listing: bool) -> None:
    """The second steward agrees, and it is done. Raises ActRefused."""
    stewards = active_stewards(session, hold=True)
    proposal = _waiting(session, proposal_id)
    decision = Decision(proposal.act, proposal.account_id, steward, proposal.reason, has_listing=has_listing)
    account = _subject(session, proposal.act, proposal.account_id, stewards, decision)
    if proposal.proposed_by == steward:
        raise ActRefused("alone")
    _carry_out(session, account, decision, proposal.proposed_by)
    session.delete(proposal)


def turn_down(session: Session, proposal_id: UUID, steward: UUID) -> None:
    """Whoever proposed it takes it back, or another steward does not agree. Raises ActRefused."""
    stewards = active_stewards(session, hold=True)
    proposal = _waiting(session, proposal_id)
    if steward not in stewards:
        raise ActRefused("not_steward")
    if proposal.account_id == steward:
        raise ActRefused("own")
    _log(session, f"{proposal.act}.turned-down", steward, proposal.account_id)
    session.delete(proposal)


def note_refusal(session: Session, act: str, account_id: UUID, steward: UUID, why: str) -> None:
    """Leave a line of what somebody tried that was not theirs to do."""
    _log(session, "refused", steward, account_id, {"act": act, "why": why})


def stop_reset(session: Session, account_id: UUID) -> None:
    """Somebody showed a second step of this account: then it is not lost, and none is taken away."""
    waiting = reset_of(session, account_id)
    if waiting is not None:
        session.delete(waiting)
        _log(session, "factors-shown", account_id, account_id)


def carry_out_resets(session: Session) -> None:
    """Take the second steps away from those who have shown none since they were told."""
    due = select(FactorReset).where(FactorReset.due_at <= clock.now()).order_by(FactorReset.account_id)
    for reset in session.scalars(due.with_for_update(skip_locked=True)).all():
        account = session.get_one(Account, reset.account_id, with_for_update=True)
        for factor in (AuthenticatorApp, Passkey, RecoveryCode):
            session.execute(delete(factor).where(factor.account_id == account.id))
        end_sessions(session, account.id, but=None)
        session.delete(reset)
        _log(session, "factors-reset", None, account.id)
        letters.factors_are_reset(session, account.email)


def follow_bounces(session: Session) -> None:
    """Mark the accounts whose address mail does not reach, free those it reaches again, forget addresses of nobody."""
    unreachable, here = UnreachableAddress.address == Account.email, Account.unreachable_since
    new = select(Account, UnreachableAddress.since).join(UnreachableAddress, unreachable).where(here.is_(None))
    for account, since in session.execute(new.order_by(Account.id).with_for_update(of=Account)).all():
        account.unreachable_since = since
        _log(session, "mail-unreachable", None, account.id)
    over = select(Account).where(here.is_not(None), ~exists().where(unreachable))
    for account in session.scalars(over.order_by(Account.id).with_for_update(of=Account)).all():
        account.unreachable_since = None
        _log(session, "mail-reaches", None, account.id)
    nobodys = delete(UnreachableAddress).where(~exists().where(unreachable))
    session.execute(nobodys.execution_options(synchronize_session=False))


def _subject(session: Session, act: str, account_id: UUID, stewards: tuple[UUID, ...], decision: Decision) -> Account:
    """The account, held, if this may be done to it as things stand."""
    account = account_by_id(session, account_id, hold=True)
    if account is None:
        raise ActRefused("gone")
    subject = Subject(
        id=account.id,
        role=account.role,
        suspended=account.suspended_at is not None,
        has_factors=has_second_factor(session, account.id),
        reset_waits=reset_of(session, account.id) is not None,
        has_listing=decision.has_listing,
    )
    why = why_not(act, subject, stewards, decision.steward)
    if why is not None:
        raise ActRefused(why)
    return account


def _waiting(session: Session, proposal_id: UUID) -> Proposal:
    proposal = proposal_by_id(session, proposal_id, hold=True)
    if proposal is None:
        raise ActRefused("decided")
    return proposal


def _carry_out(session: Session, account: Account, decision: Decision, proposed_by: UUID | None = None) -> None:
    was_steward = account.role == "steward"
    now = clock.now()
    if decision.act == "suspend":
        account.suspended_at = now
    elif decision.act == "lift-suspension":
        account.suspended_at = None
    elif decision.act == "make-steward":
        account.role = "steward"
    elif decision.act == "take-steward-back":
        account.role = "practitioner"
    elif decision.act == "reset-factors":
        session.add(FactorReset(account_id=account.id, asked_at=now, due_at=now + RESET_WAITS))
    elif decision.act == "keep-factors":
        session.execute(delete(FactorReset).where(FactorReset.account_id == account.id))
    if decision.act not in ("reset-factors", "keep-factors", "lift-suspension"):
        # What somebody may do has changed, or who somebody is is in doubt (AUTH-03, AUTH-04).
        end_sessions(session, account.id, but=None)
    if decision.act in ("suspend", "take-steward-back"):
        session.execute(delete(Proposal).where(Proposal.proposed_by == account.id))
    details = {"reason": decision.reason} | ({} if proposed_by is None else {"proposed_by": str(proposed_by)})
    _log(session, decision.act, decision.steward, account.id, details)
    letters.tell(session, account.email, decision.act, now + RESET_WAITS)
    if was_steward or decision.act == "make-steward":
        letters.tell_stewards(session, decision.steward)


def _keep_words(session: Session, decision: Decision) -> None:
    if decision.words:
        session.add(
            StewardsNote(
                account_id=decision.account_id, act=decision.act, written_by=decision.steward,
                written_at=clock.now(), words=decision.words,
            )
        )  # fmt: skip


def _log(
    session: Session, act: str, actor: UUID | None, account_id: UUID, details: dict[str, str] | None = None
) -> None:
    note(session, actor=actor, act=f"account.{act}", subject_type="account", subject_id=account_id, details=details)
