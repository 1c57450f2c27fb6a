"""A record as it would be seen, before anybody may: the one projection, of mapped objects instead of rows."""

from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.listings.documents import Projection
from app.listings.projection import BROADENED, PUBLIC_STATUS, project, projected
from app.listings.records import RecordRows, read_checks
from app.listings.replies.queries import counted
from app.organisations.models import Organisation
from app.plumbing import clock
from app.practitioners.models import Practitioner
from app.vocabulary.queries import read_current


def projection_of(session: Session, record: Practitioner) -> Projection:
    """The projection of a record in whatever state, even with answers that are not written yet."""
    with session.no_autoflush:
        return projected(_rows(session, record), clock.today(), read_current(session, BROADENED))


def status_of(session: Session, record: Practitioner) -> str:
    """The status of a listing as it stands: also `suspended`, with its account, `withheld` by stewards, or `resting`,
    looked after by nobody.

    In all three it may be public by its own status and is shown to nobody.
    """
    rows = _rows(session, record)
    if rows.suspended:
        return "suspended"
    if rows.withheld:
        return "withheld"
    if record.status != PUBLIC_STATUS:
        return record.status
    shown = project(rows, clock.today(), read_current(session, BROADENED))
    return "resting" if shown is None else record.status


def _rows(session: Session, record: Practitioner) -> RecordRows:
    # A service that is edited knows by whom, but no account keeps it: its organisation does.
    kept_by_account = isinstance(record, Practitioner) and record.account_id is not None
    account = session.get(Account, record.account_id) if kept_by_account else None
    return RecordRows(
        record=record,  # type: ignore[arg-type]  # a mapped object has the names of its row
        withheld=record.withholding is not None,
        suspended=account is not None and account.suspended_at is not None,
        unreachable=account is not None and account.unreachable_since is not None,
        has_account=account is not None,
        service=None if isinstance(record, Practitioner) else record,
        organisation=None if isinstance(record, Practitioner) else session.get(Organisation, record.organisation_id),
        promised_days=record.promised_days,
        replies=counted(session, [record.id]).get(record.id, {}),
        photo=next((photo for photo in record.photos if photo.state == "public"), None),  # type: ignore[arg-type]
        # In the order in which rows are read: what is not written yet stands at the end of its list.
        facts=sorted(record.facts, key=lambda fact: fact.position),  # type: ignore[arg-type]
        identity_facts=sorted(record.identity_facts, key=lambda fact: fact.position),  # type: ignore[arg-type]
        premises={place.id: place for place in record.premises},  # type: ignore[misc]
        offers=sorted(record.offers, key=lambda offer: (offer.position, offer.id)),  # type: ignore[arg-type]
        registrations=sorted(record.registrations, key=lambda entry: (entry.body, entry.number)),  # type: ignore[arg-type]
        checks=read_checks(session, [entry.id for entry in record.registrations]),
    )
