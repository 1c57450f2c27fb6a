"""Every public listing as a complete HSDS service, one after the other, of one moment."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.api.hsds.parts import Terms
from app.api.hsds.services import Services
from app.exchange.hsds.completing import Document, completed
from app.listings.listing import Audience
from app.listings.source import every_listing

# Files go where no one can call them back: they hold what was consented to for programs, as the API does.
AUDIENCE: Audience = "api"


def services(session: Session, terms: Terms, base_url: str, today: date) -> Iterator[Document]:
    """Every public listing, streamed in the order of ids."""
    presenter = Services(terms, base_url)
    for listing in every_listing(session, AUDIENCE):
        yield completed(presenter.full(listing), listing, terms, today)
