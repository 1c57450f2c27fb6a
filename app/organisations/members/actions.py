"""Inviting, joining, changing a role, removing, leaving. An organisation always has an owner who can act."""

from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.accounts.queries import account_by_email
from app.accounts.references import hash_of, new_reference
from app.organisations.actions import Refused
from app.organisations.models import Invitation, Member, Organisation
from app.organisations.queries import able_owners
from app.organisations.rules import INVITED_FOR, MOST_INVITED
from app.organisations.vouching.actions import end_of_member
from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.database import removed


class NotThere(LookupError):
    """There is no such member or invitation here."""


def invite(session: Session, organisation_id: UUID, email: str, role: str, actor: UUID) -> str:
    """The token of a new invitation, told once to its mail; one that was sent there before is void. Raises Refused."""
    _hold(session, organisation_id)
    account = account_by_email(session, email)
    if account is not None and _member(session, organisation_id, account.id) is not None:
        raise Refused("member_already")
    here, now = Invitation.organisation_id == organisation_id, clock.now()
    session.execute(delete(Invitation).where(here, Invitation.email == email))
    waiting = select(func.count()).select_from(Invitation).where(here, Invitation.expires_at > now)
    if (session.scalar(waiting) or 0) >= MOST_INVITED:
        raise Refused("too_many_invited")
    token = new_reference()
    session.add(
        Invitation(
            organisation_id=organisation_id,
            email=email,
            role=role,
            token_sha256=hash_of(token),
            created_at=now,
            expires_at=now + INVITED_FOR,
        )
    )
    _log(session, organisation_id, actor, "invited", role)
    return token


def invitation_of(session: Session, token: str) -> tuple[Invitation, Organisation] | None:
    """A good invitation of an approved organisation, held."""
    row = session.execute(
        select(Invitation, Organisation)
        .join(Organisation, Organisation.id == Invitation.organisation_id)
        .where(Invitation.token_sha256 == hash_of(token), Invitation.expires_at > clock.now())
        .where(Organisation.status == "approved")
        .with_for_update(of=Invitation)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def join(session: Session, token: str, account_id: UUID) -> None:
    """Use an invitation up, signed in with the address it was sent to. Raises NotThere, Refused."""
    account = session.get_one(Account, account_id, with_for_update=True)
    found = invitation_of(session, token)
    if found is None:
        raise NotThere
    invitation, body = found
    if account.email != invitation.email:
        raise Refused("other_address")
    if session.get(Member, account_id) is not None:
        raise Refused("belongs_already")
    session.add(Member(account_id=account_id, organisation_id=body.id, role=invitation.role, joined_at=clock.now()))
    end_of_member(session, body.id, account_id, clock.now())
    _log(session, body.id, account_id, "joined", invitation.role)
    session.delete(invitation)


def take_invitation_back(session: Session, organisation_id: UUID, invitation_id: UUID, actor: UUID) -> None:
    """Its link opens nothing any more. Raises NotThere."""
    found = session.get(Invitation, invitation_id)
    if found is None or found.organisation_id != organisation_id:
        raise NotThere
    session.delete(found)
    _log(session, organisation_id, actor, "invitation-taken-back")


def change_role(session: Session, organisation_id: UUID, account_id: UUID, role: str, actor: UUID) -> None:
    """Raises NotThere, Refused."""
    member = _held_member(session, organisation_id, account_id)
    if role != "owner":
        _keep_an_owner(session, organisation_id, account_id)
    member.role = role
    _log(session, organisation_id, actor, "role-changed", role)


def remove_member(session: Session, organisation_id: UUID, account_id: UUID, actor: UUID) -> None:
    """Somebody belongs no more, by an owner's act or their own. Raises NotThere, Refused."""
    member = _held_member(session, organisation_id, account_id)
    _keep_an_owner(session, organisation_id, account_id)
    session.delete(member)
    _log(session, organisation_id, actor, "left" if account_id == actor else "removed-member")


def is_only_owner(session: Session, account_id: UUID) -> bool:
    """Whether nobody but this account can act as owner of its organisation.

    The organisation is held first: of the last two owners who go at once the second finds itself alone.
    """
    own = session.scalar(select(Member.organisation_id).where(Member.account_id == account_id))
    if own is None:
        return False
    _hold(session, own)
    return able_owners(session, own) == {account_id}


def forget_invitations(session: Session) -> int:
    """Forget those that are too old; how many that were."""
    return removed(session, delete(Invitation).where(Invitation.expires_at <= clock.now()))


def forget_invited(session: Session, email: str) -> None:
    """Forget that this address was invited anywhere."""
    session.execute(delete(Invitation).where(Invitation.email == email))


def _hold(session: Session, organisation_id: UUID) -> None:
    session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())


def _member(session: Session, organisation_id: UUID, account_id: UUID) -> Member | None:
    found = session.get(Member, account_id)
    return found if found is not None and found.organisation_id == organisation_id else None


def _held_member(session: Session, organisation_id: UUID, account_id: UUID) -> Member:
    _hold(session, organisation_id)
    found = _member(session, organisation_id, account_id)
    if found is None:
        raise NotThere
    return found


def _keep_an_owner(session: Session, organisation_id: UUID, going: UUID) -> None:
    if able_owners(session, organisation_id) == {going}:
        raise Refused("only_owner")


def _log(session: Session, organisation_id: UUID, actor: UUID, act: str, role: str | None = None) -> None:
    details = {} if role is None else {"role": role}
    note(session, actor=actor, act=f"organisation.{act}", subject_type="organisation", subject_id=organisation_id,
         details=details)  # fmt: skip
