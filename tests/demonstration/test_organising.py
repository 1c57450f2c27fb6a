"""The demonstration shows what lists and vouches look like, by an organisation that says it is fictional."""

from flask import Flask
from sqlalchemy import select

from app.listings.source import every_listing
from app.organisations.collections.models import Collection
from app.organisations.models import Organisation
from app.plumbing.database import Database
from tests.visit import Visit


def test_a_first_run_shows_a_list_and_vouches(directory_app: Flask) -> None:
    database: Database = directory_app.extensions["attune.database"]
    with database.reading() as session:
        one = session.scalars(select(Collection.id)).one()
        names = set(session.scalars(select(Organisation.name).where(Organisation.status == "approved")))
        vouched = [listing for listing in every_listing(session, "site") if listing.vouches]
    page = Visit(directory_app).path(f"/collections/{one}")
    assert len(page.every("article", class_="card")) == 8
    assert "Vouched for by The Open Door (fictional) for" in page.text
    assert {vouch.organisation for listing in vouched for vouch in listing.vouches} == names
    assert all("(fictional)" in name for name in names) and all(listing.fictional for listing in vouched)
    assert len(vouched) > 10
