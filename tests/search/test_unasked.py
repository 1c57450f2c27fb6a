"""No field outside the stated rule can move a rank: what was not asked about may be anything."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.criteria.criteria import Criteria
from app.criteria.findings import Asking, find
from app.listings.documents import Projection, encode
from app.listings.indexing import SCHEMA, index_document
from app.listings.listing import AUDIENCES, Audience, Listing
from app.listings.models import PublishedListing
from app.plumbing.database import Database
from app.plumbing.schema import upgrade
from app.search import Document, build
from tests.databases import opened
from tests.search.beside import besides
from tests.search.random_criteria import criteria, find_place
from tests.search.random_listings import VALUES, directory

DAY = date(2026, 3, 4)
LISTINGS = 24
DICE = st.integers(0, 2**32 - 1).map(Random)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database at head with nothing in it."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('unasked') / 'unasked.sqlite3'}") as database:
        upgrade(database)
        yield database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session of which nothing stays."""
    with database.sessions() as session:
        yield session
        session.rollback()


Index = Callable[[Projection], Document]


def order(
    session: Session, shown: Sequence[Projection], audience: Audience, asked: Criteria, index: Index = index_document
) -> list[str]:
    """Who is found, first to last, when these and no others are published."""
    session.execute(delete(PublishedListing))
    for number, one in enumerate(shown):
        id = one.listing.id
        session.add(PublishedListing(id=id, slug=str(number), sequence=1, serial=1, document=encode(one)))
    session.flush()
    session.expire_all()
    snapshot = build(SCHEMA, map(index, shown))
    found = find(session, Asking(snapshot, find_place, audience, DAY, "GBP"), asked, facets=False)
    return [str(result.listing.id) for result in found.results]


def asking(dice: Random) -> Criteria:
    """Random criteria, also with wishes and in every order, on one page."""
    asked = replace(criteria(dice), page=1, per_page=LISTINGS)
    facets = dice.sample(sorted(set(VALUES) - set(asked.chosen)), dice.choice((0, 0, 1, 2)))
    sort = asked.sort if dice.random() < 0.7 else dice.choice(("cost", "soonest"))
    return replace(asked, sort=sort, prefer=tuple((facet, dice.choice(VALUES[facet])) for facet in facets))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dice=DICE)
def test_what_was_not_asked_about_moves_nobody(session: Session, dice: Random) -> None:
    everyone, audience, asked = directory(dice, LISTINGS), dice.choice(AUDIENCES), asking(dice)
    before = order(session, everyone, audience, asked)
    changed = [besides(dice, one, asked) for one in everyone]
    assert order(session, changed, audience, asked) == before


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dice=DICE)
def test_one_changed_listing_keeps_its_place_among_the_others(session: Session, dice: Random) -> None:
    everyone, asked = directory(dice, LISTINGS), asking(dice)
    before = order(session, everyone, "site", asked)
    one = dice.randrange(len(everyone))
    changed = [besides(dice, shown, asked) if n == one else shown for n, shown in enumerate(everyone)]
    dice.shuffle(changed)
    assert order(session, changed, "site", asked) == before


def test_what_was_asked_about_does_move_people(session: Session) -> None:
    """Else the tests above would prove nothing: with other criteria in mind the same changes show."""
    moved = 0
    for seed in range(16):
        dice = Random(seed)
        everyone, asked = directory(dice, LISTINGS), replace(asking(dice), chosen={"concern": ("grief",)})
        changed = [besides(dice, one, Criteria()) for one in everyone]
        moved += order(session, changed, "site", asked) != order(session, everyone, "site", asked)
    assert moved > 8


@pytest.mark.parametrize(
    "field",
    [
        lambda listing: len(listing.about or ""),
        lambda listing: sum(map(len, listing.facts.values())),
        lambda listing: len(listing.offers),
        lambda listing: listing.updated_at.month,
        lambda listing: listing.fictional,
    ],
    ids=("length of the text", "number of facts", "number of offers", "recent changes", "fictional"),
)
def test_a_rotation_that_knew_of_anything_else_would_be_seen(session: Session, field: Callable[[Listing], int]) -> None:
    def knowing(shown: Projection) -> Document:
        document = index_document(shown)
        return replace(document, key=document.key ^ int(field(shown.listing)))

    seen = 0
    for seed in range(10):
        dice = Random(seed)
        everyone, asked = directory(dice, LISTINGS), Criteria(per_page=LISTINGS)
        changed = [besides(dice, one, asked) for one in everyone]
        seen += order(session, changed, "site", asked, knowing) != order(session, everyone, "site", asked, knowing)
    assert seen == 10


def test_the_changes_are_many() -> None:
    dice = Random(5)
    everyone = directory(dice, LISTINGS)
    changed = [besides(dice, one, Criteria()) for one in everyone]
    assert all(a.listing.id == b.listing.id and a.listing != b.listing for a, b in zip(everyone, changed, strict=True))
    fields = {field for field in everyone[0].listing.__slots__ if field != "id"}
    differing = {
        field
        for a, b in zip(everyone, changed, strict=True)
        for field in fields
        if getattr(a.listing, field) != getattr(b.listing, field)
    }
    assert differing == fields
