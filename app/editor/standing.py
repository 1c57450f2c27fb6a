"""How a listing stands: what the rules of publishing need to know of it, and where what it lacks can be said."""

from typing import Any

from sqlalchemy.orm import Session

from app.editor import addresses
from app.editor.questions import question_at
from app.listings.drafts import status_of
from app.listings.listing import PLACED_FORMATS
from app.practitioners.models import Practitioner
from app.practitioners.queries import last_decision
from app.practitioners.rules import Stated, missing


def lacking_address(record: Practitioner, stated: Stated) -> str:
    """Where what is missing first can be said; where everything is listed, if nothing is."""
    lacks = missing(stated)
    if not lacks:
        return addresses.listed("record")
    if lacks[0] == "places":
        return _place_lacking(record)
    return addresses.listed("offer") if lacks[0] == "offers" else addresses.of_record(lacks[0])


def _place_lacking(record: Practitioner) -> str:
    """Where one says which place is meant; before there is any, where the first one is."""
    question = question_at("offer", "how")
    assert question is not None
    unplaced = next((offer for offer in record.offers if _lacks_place(offer)), None)
    return addresses.question(question, unplaced) if record.premises else addresses.new_place()


def stated_of(session: Session, record: Practitioner) -> Stated:
    """What the rules of publishing need to know of a record."""
    decided = last_decision(session, record.id, "listing")
    return Stated(
        status=status_of(session, record),
        name=record.name,
        kind=record.kind,
        facts=frozenset(fact.facet for fact in record.facts),
        offers=sum(offer.format is not None for offer in record.offers),
        unplaced_offers=sum(map(_lacks_place, record.offers)),
        returned=decided is not None and decided.decision == "returned",
    )


def _lacks_place(offer: Any) -> bool:
    happens_somewhere = offer.format in PLACED_FORMATS and offer.format != "home-visit"
    return happens_somewhere and offer.premises_id is None and offer.premises is None
