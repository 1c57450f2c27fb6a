"""Index, question and engine together answer as the oracle does, whatever the directory and the criteria."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.criteria.asking import Asking
from app.criteria.criteria import Criteria
from app.criteria.findings import Findings, find
from app.listings.documents import Projection, encode
from app.listings.indexing import SCHEMA, index_document
from app.listings.listing import AUDIENCES, Audience
from app.listings.models import PublishedListing
from app.plumbing.database import Database
from app.plumbing.schema import upgrade
from app.search import Snapshot, build
from tests.databases import opened
from tests.search.comparing import Case, assert_same
from tests.search.oracle import Reply, Result
from tests.search.oracle_ways import reply
from tests.search.random_criteria import SPOTS, criteria, find_place
from tests.search.random_listings import directory, projection, seen_by
from tests.search.reckoning import splitmix64

DIRECTORIES = 44
QUESTIONS_EACH = 50
CHANGES = 12
FIRST_DAY = date(2026, 2, 27)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database at head with nothing in it."""
    file = tmp_path_factory.mktemp("oracle") / "oracle.sqlite3"
    with opened(f"sqlite:///{file}") as database:
        upgrade(database)
        yield database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session of which nothing stays."""
    with database.sessions() as session:
        yield session
        session.rollback()


def write(session: Session, shown: Sequence[Projection]) -> None:
    """Publish these and nothing else, as one transaction would."""
    session.execute(delete(PublishedListing))
    for one in shown:
        listing = one.listing
        session.add(PublishedListing(id=listing.id, slug=listing.slug, sequence=1, serial=1, document=encode(one)))
    session.flush()


def ask(session: Session, snapshot: Snapshot, audience: Audience, day: date, asked: Criteria) -> Findings:
    return find(session, Asking(snapshot, find_place, audience, day, "GBP"), asked)


def as_reply(findings: Findings) -> Reply:
    """Findings in the oracle's terms."""
    results = [
        Result(
            str(found.listing.id),
            found.match.offer,
            found.match.distance_km,
            *(tuple(sorted(names)) for names in (found.match.met, found.match.unmet, found.match.not_stated)),
        )
        for found in findings.results
    ]
    relax = {relaxed.drop: relaxed.total for relaxed in findings.relax}
    ways = {(way.kind, way.change): way.total for way in findings.ways}
    return Reply(findings.total, tuple(results), findings.counts, relax, ways, findings.silent)


def check(session: Session, random: Random, snapshot: Snapshot, shown: Sequence[Projection], about: str) -> int:
    """One random question; the total that was found."""
    audience, day = random.choice(AUDIENCES), FIRST_DAY + timedelta(random.randrange(4))
    asked = criteria(random)
    listings = [seen_by(audience, one) for one in shown]
    found = ask(session, snapshot, audience, day, asked)
    case = Case(f"{about}, {audience} on {day}", asked, listings)
    assert_same(case, as_reply(found), reply(listings, asked, SPOTS, day, "GBP"))
    visible = {listing.id: listing for listing in listings}
    assert all(result.listing == visible[result.listing.id] for result in found.results), case.told()
    return found.total


@pytest.mark.parametrize("seed", range(DIRECTORIES))
def test_every_search_finds_what_the_oracle_finds(session: Session, seed: int) -> None:
    random = Random(seed)
    shown = directory(random, round(60 * seed / (DIRECTORIES - 1)))
    write(session, shown)
    snapshot = build(SCHEMA, map(index_document, shown))
    totals = [check(session, random, snapshot, shown, f"seed {seed}") for _ in range(QUESTIONS_EACH)]
    # Questions that nobody answers would prove nothing.
    assert sum(total > 0 for total in totals) >= (QUESTIONS_EACH // 4 if len(shown) > 5 else 0)


@pytest.mark.parametrize("seed", range(6))
def test_a_changed_directory_answers_like_the_oracle(session: Session, seed: int) -> None:
    random = Random(1000 + seed)
    everyone = directory(random, 30)
    present = {one.listing.id: one for one in everyone[:20]}
    snapshot = build(SCHEMA, map(index_document, present.values()))
    for step in range(CHANGES):
        removed = random.sample(sorted(present), min(3, len(present)))
        changed = _renewed(random, [one.listing.id for one in everyone])
        snapshot = snapshot.with_changes(map(index_document, changed), map(str, removed))
        present = {key: one for key, one in present.items() if key not in removed}
        present |= {one.listing.id: one for one in changed}
        write(session, list(present.values()))
        for _ in range(4):
            check(session, random, snapshot, list(present.values()), f"seed {seed}, after change {step}")


def _renewed(random: Random, ids: Sequence[UUID]) -> list[Projection]:
    return [projection(random, listing_id) for listing_id in random.sample(ids, random.randint(0, 4))]


def test_the_oracle_turns_as_the_published_splitmix64_does() -> None:
    assert splitmix64(0) == 0xE220A8397B1DCDAF
