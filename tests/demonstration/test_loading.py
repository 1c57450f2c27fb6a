"""Loading is all or nothing, the same again changes nothing, and real listings are never touched."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.demonstration.loading import DemonstrationRefused, Summary, load_demonstration
from app.listings.models import PublishedListing
from app.listings.source import every_listing
from app.organisations.models import Organisation
from app.plumbing.changes import LISTINGS, read_counters
from app.plumbing.database import Database
from app.practitioners.models import Practitioner, Record
from app.vocabulary.queries import read_lexicon
from tests.demonstration.conftest import SEEDS


def load(database: Database, listings: int, seed: int = 3) -> Summary:
    with database.writing() as session:
        return load_demonstration(session, read_lexicon(session), SEEDS, listings, seed, lambda _done, _total: None)


def published(database: Database) -> dict[str, str]:
    """The public documents by slug."""
    with database.reading() as session:
        rows = session.execute(select(PublishedListing.slug, PublishedListing.document))
        return {row.slug: row.document for row in rows if row.document is not None}


def test_what_is_loaded_is_published(database: Database) -> None:
    assert load(database, 40).listings == 40
    with database.reading() as session:
        listings = list(every_listing(session, "site"))
    assert len(listings) == 40
    assert all(listing.fictional for listing in listings)


def test_loading_again_changes_nothing(database: Database) -> None:
    load(database, 30)
    with database.reading() as session:
        before = read_counters(session)[LISTINGS]
    assert load(database, 30).unchanged
    with database.reading() as session:
        assert read_counters(session)[LISTINGS] == before


def test_a_summary_says_that_nothing_was_changed(database: Database) -> None:
    load(database, 5)
    assert "nothing was changed" in str(load(database, 5))


def test_a_larger_load_contains_the_smaller(database: Database) -> None:
    load(database, 20)
    before = published(database)
    assert load(database, 45).replaced == 20
    after = published(database)
    assert len(after) == 45
    assert before.keys() <= after.keys()


def test_another_seed_replaces_everybody(database: Database) -> None:
    load(database, 60, seed=1)
    before = published(database)
    load(database, 25, seed=2)
    after = published(database)
    assert len(after) == 25
    assert before.keys().isdisjoint(after)


def test_nothing_is_left_of_those_replaced(database: Database) -> None:
    load(database, 60, seed=1)
    load(database, 0, seed=2)
    with database.reading() as session:
        left = [session.scalar(select(func.count()).select_from(table)) for table in (Record, Organisation)]
    assert left == [0, 0]


def test_real_listings_are_not_mixed_with_fictional_ones(database: Database) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with database.writing() as session:
        real = Practitioner(
            id=uuid4(), kind="individual", slug="real", name="Real", created_at=now, updated_at=now, status="draft"
        )
        session.add(real)
    with pytest.raises(DemonstrationRefused, match="1 listing that is not fictional"):
        load(database, 5)


def test_too_many_are_refused(database: Database) -> None:
    with pytest.raises(DemonstrationRefused, match="between 0 and 1,000,000"):
        load(database, 1_000_001)


def test_progress_is_told_to_the_end(database: Database) -> None:
    told: list[tuple[int, int]] = []
    with database.writing() as session:
        load_demonstration(session, read_lexicon(session), SEEDS, 12, 3, lambda done, total: told.append((done, total)))
    assert told[-1] == (12, 12)
