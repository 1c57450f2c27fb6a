"""What is done about an organisation as a whole: asked for, decided about, described, closed."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.organisations.models import Member, Organisation, Service
from app.organisations.queries import belonging, services_of
from app.organisations.rules import DECISIONS, MAY_ASK, MOST_SERVICES
from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.erasures import note_erasure
from app.plumbing.files import doom
from app.plumbing.holdings import belonging_to
from app.practitioners.stating import slug_for
from app.urgent_help.actions import withhold_lines


class Refused(ValueError):
    """It cannot be done as things stand; `why` is a key to be put into words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Described:
    """What its members say of an organisation, and may change."""

    about: str
    languages: tuple[str, ...]
    website: str | None
    contact_email: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for, and a steward accepts as it is."""

    name: str
    kind: str
    country: str
    wanted_for: str
    described: Described


def ask(session: Session, account_id: UUID, asked: Asked) -> Organisation:
    """Let an organisation wait for a steward, or what its owner wrote anew in place of that. Raises Refused."""
    # Held, so that of two windows that ask at once the second finds what the first asked for.
    session.get_one(Account, account_id, with_for_update=True)
    found = belonging(session, account_id, to_change=True)
    if found is None:
        body = Organisation(name=asked.name, created_at=clock.now())
        session.add(body)
        session.flush()
        session.add(Member(account_id=account_id, organisation_id=body.id, role="owner", joined_at=clock.now()))
    else:
        body, role = found
        if role != "owner" or body.status not in MAY_ASK:
            raise Refused("belongs_already")
    body.name, body.kind, body.country, body.wanted_for = asked.name, asked.kind, asked.country, asked.wanted_for
    _describe(body, asked.described)
    body.status = "in_review"
    _log(session, body, account_id, "asked")
    return body


def describe(session: Session, organisation_id: UUID, described: Described, actor: UUID) -> None:
    """What it says of itself from now on."""
    body = session.get_one(Organisation, organisation_id, with_for_update=True)
    _describe(body, described)
    _log(session, body, actor, "described")


def decide(session: Session, body: Organisation, steward: UUID, decision: str, reason: str | None) -> None:
    """A steward accepts, refuses or suspends it; accepting lifts a suspension. Raises Refused."""
    status = DECISIONS.get((body.status, decision))
    if status is None:
        raise Refused("decided_already")
    if "suspended" in (body.status, status):
        withhold_lines(session, body.id, withheld=status == "suspended")
        # Its services are published anew, or taken away, with it.
        for service in services_of(session, body.id):
            service.updated_at = clock.now()
    body.status, body.reason, body.decided_at = status, reason, clock.now()
    _log(session, body, steward, decision)


def begin_service(session: Session, organisation_id: UUID, name: str, kind: str, actor: UUID) -> Service:
    """A draft of a service that says what it is called and what kind it is. Raises Refused when there are too many."""
    if len(services_of(session, organisation_id)) >= MOST_SERVICES:
        raise Refused("too_many_services")
    service_id, now = uuid4(), clock.now()
    service = Service(
        id=service_id,
        organisation_id=organisation_id,
        kind=kind,
        name=name,
        slug=slug_for(service_id, name),
        status="draft",
        created_at=now,
        updated_at=now,
    )
    session.add(service)
    note(session, actor=actor, act="listing.begun", subject_type="record", subject_id=service_id)
    return service


def close(session: Session, organisation_id: UUID, actor: UUID) -> None:
    """Take it away with its services, and all that hangs on it; its members keep their accounts."""
    body = session.get_one(Organisation, organisation_id, with_for_update=True)
    for service in services_of(session, organisation_id):
        note_erasure(session, service.id)
        doom(session, belonging_to(session, "record", service.id))
        session.delete(service)
    session.flush()
    _log(session, body, actor, "closed")
    session.delete(body)


def _describe(body: Organisation, described: Described) -> None:
    body.about, body.languages = described.about, list(described.languages)
    body.website, body.contact_email = described.website, described.contact_email


def _log(session: Session, body: Organisation, actor: UUID, act: str) -> None:
    note(session, actor=actor, act=f"organisation.{act}", subject_type="organisation", subject_id=body.id)
