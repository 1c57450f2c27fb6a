"""Writing demonstration listings and taking them away, in bulk and within the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.demonstration.listings import Generated
from app.demonstration.queries import AT_NOBODYS
from app.organisations.collections.models import Collection, CollectionEntry
from app.organisations.intake import NewService, write_services
from app.organisations.models import Organisation
from app.organisations.vouching.models import Vouch
from app.plumbing import clock
from app.plumbing.database import insert_rows
from app.practitioners.intake import write_practitioners
from app.practitioners.models import Practitioner, Record
from app.practitioners.offers import Offer

# Marks the organisations that exist only for demonstration services.
SOURCE = "demonstration"


def write(session: Session, listings: Sequence[Generated]) -> list[UUID]:
    """Insert these listings; returns their ids. The caller publishes them."""
    write_practitioners(session, [made.record for made in listings if made.organisation is None])
    services = [(made.organisation, made.record) for made in listings if made.organisation is not None]
    insert_rows(
        session,
        Organisation,
        [
            {"id": body.id, "name": body.name, "website": None, "source": SOURCE, "source_key": body.source_key,
             "created_at": body.created_at}
            for body, _ in services
        ],
    )  # fmt: skip
    write_services(session, [NewService(record, body.id) for body, record in services])
    return [made.record.id for made in listings]


def remove(session: Session, ids: Sequence[UUID]) -> None:
    """Delete these fictional records and all organisations made for such; published rows are the caller's."""
    batches = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
    # Every offer first: offers have no index by premises, and each premises is looked for among those that are left.
    for batch in batches:
        session.execute(delete(Offer).where(Offer.record_id.in_(batch)), execution_options=_UNSYNCHRONISED)
    for batch in batches:
        fictional = Record.fictional.is_(True) & Record.id.in_(batch)
        session.execute(delete(Record).where(fictional), execution_options=_UNSYNCHRONISED)
    session.execute(delete(Organisation).where(Organisation.source == SOURCE), execution_options=_UNSYNCHRONISED)
    session.execute(delete(Account).where(Account.email.endswith(AT_NOBODYS)), execution_options=_UNSYNCHRONISED)


def organise(session: Session, described: Mapping[str, Any], known: Mapping[UUID, str]) -> None:
    """An organisation as it is described, which vouches for these practitioners, each for a community, and lists the
    first of them. The caller publishes them."""
    now = clock.now()
    said = {name: described[name] for name in ("name", "about", "kind", "country", "languages")}
    body = Organisation(**said, status="approved", created_at=now, source=SOURCE, source_key=described["name"])
    session.add(body)
    session.flush()
    for number, (record_id, community) in enumerate(known.items()):
        # Given over the last year, some with an interest.
        given = (now - timedelta(days=30 * (number % 12))).date()
        interest = described["interest"] if number % 8 == 7 else None
        key = {"organisation_id": body.id, "record_id": record_id}
        session.add(Vouch(**key, community=community, given_on=given, interest=interest))
    words = {"title": described["title"], "note": described["note"], "language": "en", "public": True}
    times = {"created_at": now, "changed_at": now}
    one = Collection(organisation_id=body.id, position=1, **words, **times)
    session.add(one)
    session.flush()
    why = described["why"]
    for number, record_id in enumerate([*known][:_LISTED]):
        note = why[number // 2 % len(why)] if number % 2 == 0 else None
        session.add(
            CollectionEntry(collection_id=one.id, record_id=record_id, note=note, position=number, added_at=now)
        )
    session.flush()


def give_accounts(session: Session, ids: Sequence[UUID]) -> None:
    """Give these fictional practitioners accounts, so that somebody can answer for them. Nobody can guess their way in:
    there is no password, and no mail reaches their addresses. The caller publishes them."""
    now = clock.now()
    for number, record_id in enumerate(ids, 1):
        account = Account(email=f"practitioner-{number}{AT_NOBODYS}", role="practitioner", created_at=now)
        account.email_confirmed_at = now
        session.add(account)
        session.flush()
        session.get_one(Practitioner, record_id).account_id = account.id
    session.flush()


# So many of those who are vouched for are on the list.
_LISTED = 8
# SQLite keeps in memory what one statement deletes, and takes few variables.
_BATCH = 500
_UNSYNCHRONISED = {"synchronize_session": False}
