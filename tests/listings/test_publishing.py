"""What is published is what is true: in the same transaction, for every audience, and gone when it is gone."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.credentials.models import RegisterCheck, Registration
from app.listings.listing import AUDIENCES, Audience, Listing
from app.listings.models import PublishedListing
from app.listings.publishing import watch
from app.listings.source import Gone, Moved, every_listing, listing_by_id, listing_by_slug
from app.plumbing.changes import LISTINGS, read_counters
from app.plumbing.database import Database
from app.practitioners.intake import NewRegistration
from app.practitioners.models import Fact, IdentityFact, Record
from app.practitioners.offers import Offer, Premises
from tests.records import NOW, identity, language, offer, practitioner, premises, save
from tests.visit import CANARY


def seen(database: Database, listing_id: UUID, audience: Audience = "site") -> Listing:
    with database.reading() as session:
        found = listing_by_id(session, listing_id, audience)
    assert isinstance(found, Listing)
    return found


def counter(database: Database) -> int:
    with database.reading() as session:
        return read_counters(session)[LISTINGS]


@pytest.fixture(autouse=True)
def watched(database: Database) -> None:
    watch(database.sessions)


def test_a_saved_record_is_public(database: Database) -> None:
    [ada] = save(database, practitioner("Ada Example", facts=[language("pa")]))
    assert seen(database, ada).slugs("language") == ("pa",)


@pytest.mark.parametrize("status", ["draft", "in_review", "paused", "removed"])
def test_what_is_not_published_is_not_public(database: Database, status: str) -> None:
    [ada] = save(database, practitioner(status=status))
    with database.reading() as session:
        assert listing_by_id(session, ada, "site") is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_identity_is_seen_by_whom_it_was_given_to(database: Database, audience: Audience) -> None:
    facts = [identity("identity", "black", "site", "api"), identity("gender", "woman", audience)]
    [ada] = save(database, practitioner(identity_facts=facts))
    listing = seen(database, ada, audience)
    assert listing.slugs("gender") == ("woman",)
    assert bool(listing.slugs("identity")) is (audience in ("site", "api"))


def test_identity_nobody_may_see_is_not_in_the_document(database: Database) -> None:
    secret = identity("identity", "survivor")
    secret.own_words = CANARY
    save(database, practitioner(identity_facts=[secret]))
    with database.reading() as session:
        document = session.scalars(select(PublishedListing.document)).one()
    assert document is not None
    assert CANARY not in document
    assert "survivor" not in document


def test_private_fields_are_not_in_the_document(database: Database) -> None:
    place = premises(53.8, -1.55, address=CANARY, postcode=CANARY)
    save(database, practitioner(premises=[place], offers=[offer(format="in-person", premises_id=place.id)]))
    with database.reading() as session:
        assert CANARY not in (session.scalars(select(PublishedListing.document)).one() or "")


def test_a_place_is_only_as_close_as_was_chosen(database: Database) -> None:
    place = premises(53.81234, -1.54321, precision="town")
    [ada] = save(database, practitioner(premises=[place], offers=[offer(format="in-person", premises_id=place.id)]))
    shown = seen(database, ada).offers[0].place
    assert shown is not None
    assert (shown.lat, shown.lon) != (53.81234, -1.54321)


def test_a_special_facet_cannot_come_in_as_a_plain_fact(database: Database) -> None:
    [ada] = save(database, practitioner(facts=[language("pa")]))
    with database.writing() as session:
        session.add(Fact(record_id=ada, facet="faith", slug="sikh"))
    assert seen(database, ada).slugs("faith") == ()


def test_changing_a_part_publishes_the_whole(database: Database) -> None:
    [ada] = save(database, practitioner(offers=[offer(currency="GBP", standard=6000)]))
    with database.writing() as session:
        session.scalars(select(Offer)).one().standard = 4500
    assert seen(database, ada).offers[0].fees.standard == 4500


def test_a_rolled_back_change_is_not_published(database: Database) -> None:
    [ada] = save(database, practitioner("Ada Example"))
    before = counter(database)
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        record = session.get(Record, ada)
        assert record is not None
        record.name = "Somebody Else"
        session.flush()
        raise ZeroDivisionError
    assert (seen(database, ada).name, counter(database)) == ("Ada Example", before)


def test_pausing_retracts_at_once(database: Database) -> None:
    [ada] = save(database, practitioner())
    with database.writing() as session:
        session.get_one(Record, ada).status = "paused"
    with database.reading() as session:
        assert isinstance(listing_by_id(session, ada, "site"), Gone)


def test_a_deleted_record_is_gone(database: Database) -> None:
    [ada] = save(database, practitioner(facts=[language("pa")]))
    with database.writing() as session:
        session.delete(session.get_one(Record, ada))
    with database.reading() as session:
        assert isinstance(listing_by_id(session, ada, "site"), Gone)


def test_a_listing_that_returns_is_public_again(database: Database) -> None:
    [ada] = save(database, practitioner())
    for status in ("paused", "published"):
        with database.writing() as session:
            session.get_one(Record, ada).status = status
    assert seen(database, ada).id == ada


def test_a_former_address_leads_to_the_present_one(database: Database) -> None:
    [ada] = save(database, practitioner(slug="old"))
    with database.writing() as session:
        session.get_one(Record, ada).slug = "new"
    with database.reading() as session:
        assert listing_by_slug(session, "old", "site") == Moved("new")


def test_an_address_taken_over_leads_to_its_new_owner(database: Database) -> None:
    ada, bea = save(database, practitioner(slug="first"), practitioner("Bea Example", slug="second"))
    for record_id, slug in ((ada, "third"), (bea, "first")):
        with database.writing() as session:
            session.get_one(Record, record_id).slug = slug
    with database.reading() as session:
        found = listing_by_slug(session, "first", "site")
    assert isinstance(found, Listing)
    assert found.id == bea


def test_the_address_of_a_removed_listing_may_be_taken(database: Database) -> None:
    [ada] = save(database, practitioner(slug="first"))
    with database.writing() as session:
        session.delete(session.get_one(Record, ada))
    [bea] = save(database, practitioner("Bea Example", slug="first"))
    with database.reading() as session:
        found = listing_by_slug(session, "first", "site")
        assert isinstance(listing_by_id(session, ada, "site"), Gone)
    assert isinstance(found, Listing)
    assert found.id == bea


def test_a_former_address_may_be_taken_and_left_again(database: Database) -> None:
    [ada] = save(database, practitioner(slug="first"))
    with database.writing() as session:
        session.get_one(Record, ada).slug = "second"
    [bea] = save(database, practitioner("Bea Example", slug="first"))
    with database.writing() as session:
        session.get_one(Record, bea).slug = "third"
    with database.reading() as session:
        assert listing_by_slug(session, "first", "site") == Moved("third")


def test_every_listing_is_streamed_once(database: Database) -> None:
    ids = save(database, *(practitioner(f"Person {number}") for number in range(25)))
    with database.reading() as session:
        streamed = [listing.id for listing in every_listing(session, "api", batch=7)]
    assert streamed == sorted(ids)


def test_a_saturday_is_in_the_weekend(database: Database) -> None:
    [ada] = save(database, practitioner(offers=[offer(times=["saturday"], payers=["self-pay"])]))
    assert seen(database, ada).offers[0].times == ("saturday", "weekend")


def test_what_people_are_is_never_widened(database: Database) -> None:
    [ada] = save(database, practitioner(identity_facts=[identity("faith", "catholic", "site")]))
    assert seen(database, ada).slugs("faith") == ("catholic",)


def test_an_undone_savepoint_does_not_undo_a_withdrawal(database: Database) -> None:
    [ada] = save(database, practitioner(identity_facts=[identity("gender", "woman", "site")]))
    with database.writing() as session:
        session.scalars(select(IdentityFact)).one().audiences = []
        session.flush()
        session.begin_nested().rollback()
    assert seen(database, ada).slugs("gender") == ()


def test_a_new_check_is_public(database: Database) -> None:
    [ada] = save(database, practitioner(registrations=[NewRegistration(uuid4(), "bacp", "123456")]))
    with database.writing() as session:
        entry = session.scalars(select(Registration)).one()
        session.add(RegisterCheck(registration_id=entry.id, checked_at=NOW, method="public-register", outcome="found"))
    assert seen(database, ada).registers[0].status == "checked"


def test_a_place_and_the_offers_in_it_are_saved_in_any_order(database: Database) -> None:
    [ada] = save(database, practitioner())
    with database.writing() as session:
        place = Premises(id=uuid4(), record_id=ada, precision="town", country="GB", access={})
        session.add(Offer(record_id=ada, premises=place, format="in-person", availability="now"))
    assert seen(database, ada).offers[0].format == "in-person"
