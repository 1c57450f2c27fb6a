"""What an HSDS service leaves out of a listing, added as attributes of our profile, so that nothing is lost.

`completed` asks `reading` what a document says by itself and adds only what that is not: whatever HSDS comes to say by
words of its own goes from here by itself.
"""

from datetime import date
from typing import Any

from app.api.hsds.parts import Terms, id_of
from app.exchange.hsds.reading import (
    AS_OF,
    FACT_DETAILS,
    FACTS,
    FIELDS,
    OFFER,
    OFFERS,
    PREFIX,
    REGISTRATION,
    REGISTRATIONS,
    SHAPES,
    as_json,
    said_plainly,
)
from app.listings.listing import Fact, Listing

Document = dict[str, Any]


def completed(document: Document, listing: Listing, terms: Terms, as_of: date) -> Document:
    """The document of a listing with everything that the audience of both may see; `as_of`: the day it read so."""
    of: str = document["id"]
    rows = [_attribute(of, AS_OF, as_of.isoformat())]
    plain = said_plainly(document)
    for name in FIELDS:
        if plain[name] != (value := getattr(listing, name)):
            text = as_json(SHAPES[name], value) if name in SHAPES else value
            rows.append(_attribute(of, PREFIX + name, text))
    for facet in FACTS:
        facts = listing.facts.get(facet, ())
        if plain["facts"].get(facet, ()) != facts:
            # A facet alone says that nothing is stated, where the document reads as if something were.
            rows += [_fact(of, facet, fact, terms) for fact in facts] or [_attribute(of, PREFIX + facet)]
    rows += [
        _attribute(of, REGISTRATION, as_json(REGISTRATIONS, entry), str(number))
        for number, entry in enumerate(listing.registers)
    ]
    rows += [_attribute(of, OFFER, as_json(OFFERS, offer), str(number)) for number, offer in enumerate(listing.offers)]
    document["attributes"] = [*document.get("attributes", ()), *rows]
    return document


def _fact(of: str, facet: str, fact: Fact, terms: Terms) -> Document:
    said = {name: text for name, text in (("detail", fact.detail), ("own_words", fact.own_words)) if text is not None}
    term = terms.term(facet, fact.slug)
    row = _attribute(of, PREFIX + facet, as_json(FACT_DETAILS, said) if said else None, fact.slug)
    row["taxonomy_term_id"], row["taxonomy_term"] = term["id"], term
    return row


def _attribute(of: str, link_type: str, value: str | None = None, *which: str) -> Document:
    row: Document = {
        "id": id_of("profile", of, link_type, *which),
        "link_id": of,
        "link_entity": "service",
        "link_type": link_type,
    }
    if value is not None:
        row["value"] = value
    return row
