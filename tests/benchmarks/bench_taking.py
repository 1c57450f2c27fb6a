"""How long it takes to take everything with one, and to delete it: an account on which 10,000 rows hang (DATA-04).

`python -m tests.benchmarks.bench_taking`
"""

import tempfile
import time
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app import create_app
from app.accounts.models import Account, KnownDevice
from app.editor.exporting import archive_of
from app.editor.holdings import NOT_THEIRS
from app.listings.requests import directory
from app.ownership.actions import delete_account
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.holdings import belonging_to
from app.plumbing.schema import upgrade
from app.practitioners import actions
from app.practitioners.models import Review
from app.vocabulary.actions import load
from config import ROOT, Config

ROWS = 10_000


def main() -> None:
    """Print one figure a line."""
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        database: Database = app.extensions["attune.database"]
        upgrade(database)
        with database.writing() as session:
            load(session, ROOT / "seeds" / "vocabulary")
        with database.writing() as session:
            account_id = _account(session)
        with app.test_request_context():
            _measure(database, account_id)
        database.dispose()


def _measure(database: Database, account_id: UUID) -> None:
    with database.reading() as session:
        held = belonging_to(session, "account", account_id, NOT_THEIRS)
        print(f"rows {sum(map(len, held.values()))}")
        # Once for what a process does only once: the vocabulary and the index.
        directory()
        started = time.perf_counter()
        archive = archive_of(session, account_id)
        print(f"taking_s {time.perf_counter() - started:.2f}")
        print(f"archive_kb {len(archive) / 1024:.0f}")
    started = time.perf_counter()
    with database.writing() as session:
        delete_account(session, account_id)
    print(f"deleting_s {time.perf_counter() - started:.2f}")


def _account(session: Session) -> UUID:
    now = clock.now()
    account = Account(email="ada@example.org", role="practitioner", created_at=now)
    session.add(account)
    session.flush()
    record = actions.begin(session, account.id, {"name": "Ada Example", "kind": "individual"})
    for _offer in range(actions.MOST_OFFERS):
        actions.add_offer(session, record).format = "video"
    session.flush()
    decided = {"part": "who", "proposed": {"name": "Ada", "kind": "individual"}, "decision": "accepted"}
    reviews = ROWS // 2
    times = {"submitted_at": now, "decided_at": now}
    rows = [{"id": uuid4(), "record_id": record.id, **decided, **times} for _row in range(reviews)]
    session.execute(insert(Review), rows)
    devices = ROWS - reviews - actions.MOST_OFFERS
    session.execute(
        insert(KnownDevice),
        [
            {"device_sha256": number.to_bytes(32, "big"), "account_id": account.id, "created_at": now}
            for number in range(devices)
        ],
    )
    return account.id


def _app(folder: Path) -> Flask:
    database_url = f"sqlite:///{folder / 'bench.sqlite3'}"
    return create_app(
        Config(environment="testing", secret_key="x" * 32, database_url=database_url, instance_dir=folder)
    )


if __name__ == "__main__":
    main()
