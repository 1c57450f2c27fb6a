"""Vouching for a practitioner, saying so again, and taking it back, by either side.

Whatever changes a vouch publishes the listing anew in the same transaction: once it is taken back, nothing says it.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.organisations.models import Member, Service
from app.organisations.vouching.letters import tell
from app.organisations.vouching.models import Vouch
from app.organisations.vouching.rules import stands_until
from app.plumbing.audit import note
from app.plumbing.words import gettext as _
from app.practitioners.models import Practitioner, Record
from app.practitioners.writing import Writing


class VouchRefused(ValueError):
    """There can be no such vouch; one clear sentence says why."""


def give(
    writing: Writing, organisation_id: UUID, record_id: UUID, community: str, interest: str | None, base_url: str
) -> Vouch:
    """Vouch for somebody for a community of the vocabulary, and tell them. `interest` is what the organisation declares
    of a conflict of interest, None for none. Raises VouchRefused."""
    session = writing.session
    account = _told(session, record_id, organisation_id, writing.actor)
    earlier = _wanted(session, record_id, organisation_id)
    if any(vouch.ended_at is None and vouch.community == community for vouch in earlier):
        raise VouchRefused(_("Your organisation vouches for them for this community already."))
    given = Vouch(organisation_id=organisation_id, record_id=record_id, community=community, interest=interest)
    given.given_on, given.given_by = writing.now.date(), writing.actor
    session.add(given)
    try:
        session.flush()
    except IntegrityError:
        # Two members at once: the other was first.
        raise VouchRefused(_("Your organisation vouches for them for this community already.")) from None
    tell(session, account.email, base_url)
    _noted(writing, given, "given")
    return given


def renew(writing: Writing, vouch: Vouch, base_url: str) -> None:
    """Say again, today, what nobody ended; whom it is about is told where it had run out. Raises VouchRefused where it
    could not be given."""
    if vouch.ended_at is not None:
        return
    account = _told(writing.session, vouch.record_id, vouch.organisation_id, writing.actor)
    _wanted(writing.session, vouch.record_id, vouch.organisation_id)
    if stands_until(vouch.given_on) < writing.now.date():
        tell(writing.session, account.email, base_url)
    vouch.given_on, vouch.given_by = writing.now.date(), writing.actor
    _noted(writing, vouch, "renewed")


def take_back(writing: Writing, vouch: Vouch) -> None:
    """The organisation does not vouch for them any more."""
    _end(writing, vouch, "organisation")


def take_off(writing: Writing, vouch: Vouch) -> None:
    """Whom it is about does not want it, nor another by the same organisation."""
    _end(writing, vouch, "practitioner")


def end_of_member(session: Session, organisation_id: UUID, account_id: UUID, now: datetime) -> None:
    """Whoever joins an organisation is not vouched for by it any more, not even when they have left."""
    theirs = select(Practitioner.id).where(Practitioner.account_id == account_id)
    about = select(Vouch).where(
        Vouch.organisation_id == organisation_id, Vouch.record_id.in_(theirs), Vouch.ended_at.is_(None)
    )
    for vouch in session.scalars(about.with_for_update()):
        _end(Writing(session, now, account_id), vouch, "organisation")


def allow_again(writing: Writing, vouch: Vouch) -> None:
    """Whom it was about lets the organisation vouch for them again, if it wants to."""
    if vouch.ended_by == "practitioner":
        _noted(writing, vouch, "allowed-again")
        writing.session.delete(vouch)


def _end(writing: Writing, vouch: Vouch, by: str) -> None:
    if vouch.ended_at is None:
        vouch.ended_at, vouch.ended_by = writing.now, by
        _noted(writing, vouch, "taken-back" if by == "organisation" else "taken-off")


def _wanted(session: Session, record_id: UUID, organisation_id: UUID) -> Sequence[Vouch]:
    """What this organisation ever said of somebody; raises VouchRefused where they took some of it off."""
    about = select(Vouch).where(Vouch.organisation_id == organisation_id, Vouch.record_id == record_id)
    earlier = session.scalars(about).all()
    if any(vouch.ended_by == "practitioner" for vouch in earlier):
        raise VouchRefused(_("They took a vouch by your organisation off. Only they can allow it again."))
    return earlier


def _told(session: Session, record_id: UUID, organisation_id: UUID, actor: UUID | None) -> Account:
    """The account of whom a vouch would be about; raises VouchRefused where there can be none."""
    record = session.get(Record, record_id)
    if record is None or record.status != "published":
        raise VouchRefused(_("Nobody is listed there any more."))
    if isinstance(record, Service):
        if record.organisation_id == organisation_id:
            raise VouchRefused(_("This is a service of your own organisation, which cannot vouch for itself."))
        raise VouchRefused(_("An organisation vouches for practitioners, not for services."))
    account_id = record.account_id if isinstance(record, Practitioner) else None
    if account_id is None:
        raise VouchRefused(_("Nobody keeps this listing yet, so nobody could be told and say no."))
    if account_id == actor:
        raise VouchRefused(_("This is your own listing. Nobody can vouch for themselves."))
    theirs = session.scalar(select(Member.organisation_id).where(Member.account_id == account_id))
    if theirs == organisation_id:
        raise VouchRefused(_("They are a member of your organisation, which cannot vouch for itself."))
    return session.get_one(Account, account_id)


def _noted(writing: Writing, vouch: Vouch, what: str) -> None:
    note(
        writing.session,
        actor=writing.actor,
        act=f"vouch.{what}",
        subject_type="vouch",
        subject_id=vouch.id,
        details={"organisation": str(vouch.organisation_id), "listing": str(vouch.record_id)},
    )
