"""Listings written in bulk meet the same constraints, and read back as they were made, on both databases."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.demonstration.actions import write
from app.demonstration.listings import Generated
from app.plumbing.database import Database
from app.practitioners.models import IdentityFact, Record
from app.practitioners.offers import Offer


def test_the_same_listing_twice_is_refused(database: Database, made: list[Generated]) -> None:
    with pytest.raises(IntegrityError), database.writing() as session:
        write(session, made[:2])
        write(session, made[:1])


def test_offers_read_back_as_they_were_made(database: Database, made: list[Generated]) -> None:
    with database.writing() as session:
        write(session, made[:50])
    wanted = {
        offer.id: (offer.standard, offer.fee_terms, list(offer.times), offer.fee_confirmed_on)
        for one in made[:50]
        for offer in one.record.offers
    }
    with database.reading() as session:
        read = {o.id: (o.standard, o.fee_terms, o.times, o.fee_confirmed_on) for o in session.scalars(select(Offer))}
    assert read == wanted


def test_instants_and_audiences_read_back_as_they_were_made(database: Database, made: list[Generated]) -> None:
    with database.writing() as session:
        write(session, made[:50])
    wanted = {
        (one.record.id, fact.facet, fact.slug): (list(fact.audiences), fact.consented_at)
        for one in made[:50]
        for fact in one.record.identity_facts
    }
    with database.reading() as session:
        facts = session.scalars(select(IdentityFact))
        read = {(f.record_id, f.facet, f.slug): (f.audiences, f.consented_at) for f in facts}
    assert read == wanted


def test_where_people_may_be_seen_stays_unstated(database: Database, made: list[Generated]) -> None:
    with database.writing() as session:
        write(session, made[:50])
    with database.reading() as session:
        stated = dict(session.execute(select(Record.id, Record.may_see_people_in)).all())
    assert stated == {one.record.id: one.record.may_see_people_in for one in made[:50]}
