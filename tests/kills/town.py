"""A directory of very many practitioners, each to be written to once: nobody's messages are a surge, none waits."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

from app.accounts.models import Account
from app.listings.publishing import publish
from app.places.preparing import prepare
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.schema import upgrade
from app.practitioners.intake import NewFact, write_practitioners
from app.practitioners.models import Practitioner
from app.vocabulary.actions import load
from config import ROOT
from tests.records import practitioner

NEED = "concern:anxiety"
_AT_ONCE = 500


class Town:
    """Its practitioners, and who has not been written to yet."""

    def __init__(self, database: Database, people: int) -> None:
        self.addresses: dict[UUID, str] = {}
        numbers = iter(range(people))
        for first in range(0, people, _AT_ONCE):
            _settle(database, self.addresses, numbers, min(_AT_ONCE, people - first))
        self._left = iter(list(self.addresses))

    def next(self) -> UUID:
        """Somebody nobody has written to."""
        return next(self._left)


def founded(folder: Path) -> Database:
    """A database on SQLite as `make setup` leaves it, without a listing."""
    database = Database(f"sqlite:///{folder / 'attune.sqlite3'}")
    upgrade(database)
    prepare(ROOT / "seeds" / "places", folder / "places", lambda _text: None)
    with database.writing() as session:
        load(session, ROOT / "seeds" / "vocabulary")
    return database


def _settle(database: Database, addresses: dict[UUID, str], numbers: Iterator[int], people: int) -> None:
    now = clock.now()
    facts = [NewFact(*NEED.split(":"))]
    records = [practitioner(f"Person {next(numbers)}", facts=facts) for _person in range(people)]
    with database.writing() as session:
        write_practitioners(session, records)
        accounts = {}
        for record in records:
            account = Account(
                id=uuid4(),
                email=f"{record.slug}@example.org",
                role="practitioner",
                created_at=now,
                email_confirmed_at=now,
            )
            session.add(account)
            accounts[record.id] = account
            addresses[record.id] = account.email
        session.flush()
        for record_id, account in accounts.items():
            session.get_one(Practitioner, record_id).account_id = account.id
        session.flush()
        publish(session, list(accounts))
