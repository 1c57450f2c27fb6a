"""Questions about the listings that a database already holds."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.listings.models import PublishedListing
from app.practitioners.models import Fact, Practitioner, Record
from app.practitioners.rules import BY_MESSAGE

# No mail reaches anybody there (RFC 2606).
AT_NOBODYS = "@demonstration.invalid"


@dataclass(frozen=True, slots=True)
class Demonstrator:
    """A fictional practitioner with an account, and the address of their listing."""

    account_id: UUID
    name: str
    slug: str


def count_of_own_listings(session: Session) -> int:
    """How many records are not fictional, whatever their status."""
    return session.scalar(select(func.count()).select_from(Record).where(Record.fictional.is_(False))) or 0


def fictional_ids(session: Session) -> list[UUID]:
    """The ids of all demonstration listings, in order."""
    return list(session.scalars(select(Record.id).where(Record.fictional.is_(True)).order_by(Record.id)))


def may_have_accounts(session: Session, most: int) -> list[UUID]:
    """The first public fictional practitioners who can be reached by messages, unless they have accounts already."""
    if demonstrators(session):
        return []
    said = select(Fact.record_id).where(Fact.facet == "contact_mode", Fact.record_id == Practitioner.id)
    statement = (
        select(Practitioner.id)
        .join(PublishedListing, PublishedListing.id == Practitioner.id)
        .where(Practitioner.fictional.is_(True), PublishedListing.document.is_not(None))
        .where(or_(said.where(Fact.slug == BY_MESSAGE).exists(), ~said.exists()))
    )
    return list(session.scalars(statement.order_by(Practitioner.id).limit(most)))


def known_to_communities(session: Session, most: int) -> dict[UUID, str]:
    """The first fictional practitioners who say that they know a community, each with the first such."""
    of_people = (Practitioner.fictional.is_(True), Practitioner.kind == "individual")
    known = exists().where(Fact.record_id == Practitioner.id, Fact.facet == "community")
    listed = (Practitioner.status == "published", known)
    first = select(Practitioner.id).where(*of_people, *listed).order_by(Practitioner.id).limit(most)
    said = select(Fact.record_id, Fact.slug).where(Fact.record_id.in_(first), Fact.facet == "community")
    found: dict[UUID, str] = {}
    for row in session.execute(said.order_by(Fact.record_id, Fact.position, Fact.slug)):
        found.setdefault(row.record_id, row.slug)
    return found


def demonstrators(session: Session) -> list[Demonstrator]:
    """Everybody of the demonstration who has an account, by name."""
    statement = (
        select(Account.id, Practitioner.name, Practitioner.slug)
        .join(Practitioner, Practitioner.account_id == Account.id)
        .where(Practitioner.fictional.is_(True), Account.email.endswith(AT_NOBODYS))
    )
    return [Demonstrator(*row) for row in session.execute(statement.order_by(Practitioner.name))]
