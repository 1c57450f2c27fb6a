"""Who answers for the installation, whom something was done to, and what waits for a second steward."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.accounts.people.models import FactorReset, Proposal, StewardsNote

# Which lists of people there are.
LISTS = ("stewards", "suspended", "unreachable")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with the address of whom it is about."""

    proposal: Proposal
    email: str


def active_stewards(session: Session, *, hold: bool = False) -> tuple[UUID, ...]:
    """The stewards who may act: not suspended, and with a password; without a second step they are only led to it.

    `hold` keeps them so until the transaction ends, so that of two who act against each other one is first.
    """
    statement = select(Account.id).where(
        Account.role == "steward", Account.suspended_at.is_(None), Account.password_hash.is_not(None)
    )
    statement = statement.order_by(Account.id)
    return tuple(session.scalars(statement.with_for_update() if hold else statement))


def addresses_of_stewards(session: Session, but: UUID) -> list[str]:
    """Where every other active steward gets their mail."""
    others = [steward for steward in active_stewards(session) if steward != but]
    return list(session.scalars(select(Account.email).where(Account.id.in_(others)).order_by(Account.email)))


def account_by_id(session: Session, account_id: UUID, *, hold: bool = False) -> Account | None:
    """One account."""
    return session.get(Account, account_id, with_for_update=hold or None)


def people(session: Session, which: str, most: int, first: int = 0) -> Sequence[Account]:
    """The accounts of a list, those it happened to last first."""
    order = {
        "stewards": Account.created_at,
        "suspended": Account.suspended_at,
        "unreachable": Account.unreachable_since,
    }
    statement = select(Account).where(_on(which)).order_by(order[which].desc(), Account.id)
    return session.scalars(statement.offset(first).limit(most)).all()


def count_people(session: Session, which: str) -> int:
    """How many accounts are on a list."""
    return session.scalar(select(func.count()).select_from(Account).where(_on(which))) or 0


def known_addresses(session: Session, addresses: Sequence[str]) -> frozenset[str]:
    """Those of these addresses that are an account's."""
    return frozenset(session.scalars(select(Account.email).where(Account.email.in_(addresses))))


def reset_of(session: Session, account_id: UUID) -> FactorReset | None:
    """The taking away of second steps that waits for this account."""
    return session.get(FactorReset, account_id)


def notes_of(session: Session, account_id: UUID, most: int = 20) -> Sequence[StewardsNote]:
    """What stewards wrote about an account, the latest first."""
    statement = select(StewardsNote).where(StewardsNote.account_id == account_id)
    return session.scalars(statement.order_by(StewardsNote.written_at.desc(), StewardsNote.id).limit(most)).all()


def proposals(session: Session) -> list[Proposed]:
    """What waits for a second steward, the longest first."""
    statement = select(Proposal, Account.email).join(Account, Account.id == Proposal.account_id)
    return [Proposed(*row) for row in session.execute(statement.order_by(Proposal.proposed_at, Proposal.id))]


def proposals_about(session: Session, account_id: UUID) -> Sequence[Proposal]:
    """What is proposed about one account."""
    return session.scalars(select(Proposal).where(Proposal.account_id == account_id).order_by(Proposal.act)).all()


def proposal_by_id(session: Session, proposal_id: UUID, *, hold: bool = False) -> Proposal | None:
    """One proposal."""
    return session.get(Proposal, proposal_id, with_for_update=hold or None)


def count_proposals(session: Session) -> int:
    """How many proposals wait."""
    return session.scalar(select(func.count()).select_from(Proposal)) or 0


def _on(which: str) -> ColumnElement[bool]:
    return {
        "stewards": Account.role == "steward",
        "suspended": Account.suspended_at.is_not(None),
        "unreachable": Account.unreachable_since.is_not(None),
    }[which]
