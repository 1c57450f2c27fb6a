"""From an entry to the rows of a service: permanent ids, addresses, amounts in minor units."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID, uuid5

from babel.numbers import get_currency_precision

from app.exchange.entries import Entry, OfferEntry, PlaceEntry
from app.exchange.mapping import Format
from app.listings.listing import PLACED_FORMATS
from app.organisations.intake import NewService
from app.practitioners.intake import NewFact, NewOffer, NewPremises, NewRecord
from app.vocabulary.folding import fold
from app.vocabulary.lexicon import Lexicon

# Ids are made from a source and its key: the same row is the same record on every run. Never change it.
NAMESPACE = UUID("5d1f4b1e-3c55-5c0e-9a53-6a2f6b1f0e77")
KEY_LENGTH = 120
_SLUG_WORDS = 60


def permanent_key(key: str) -> str:
    """A key that fits its column: long ones keep their beginning and end in a digest of the whole."""
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[: KEY_LENGTH - 33]}#{sha256(key.encode()).hexdigest()[:32]}"


def organisation_of(format_: Format, entry: Entry) -> tuple[UUID, str, str]:
    """The id, the key within the source, and the name of the organisation that runs a service."""
    name = entry.first("organisation") or entry.first("name") or ""
    key = permanent_key(entry.first("organisation_key") or fold(name))
    return uuid5(NAMESPACE, f"{format_.name}:organisation:{key}"), key, name


def service_of(format_: Format, entry: Entry, lexicon: Lexicon, now: datetime, today: date) -> NewService:
    """The service an entry describes, as a new one. `today` is the source's day where it states none."""
    key = permanent_key(entry.key)
    return NewService(
        record=_record(format_, entry, uuid5(NAMESPACE, f"{format_.name}:service:{key}"), now, lexicon),
        organisation_id=organisation_of(format_, entry)[0],
        source=format_.name,
        source_key=key,
        source_name=entry.first("source_name") or format_.source_name,
        source_url=entry.first("source_url") or format_.source_url,
        retrieved_on=_day(entry.first("retrieved_on")) or format_.retrieved_on or today,
        phone=entry.first("phone"),
        website=entry.first("website"),
    )


def _record(format_: Format, entry: Entry, id_: UUID, now: datetime, lexicon: Lexicon) -> NewRecord:
    name = entry.first("name") or ""
    premises: list[NewPremises] = []
    offers: list[NewOffer] = []
    for number, offer in enumerate(entry.offers):
        terms = offer.terms
        format_slug = _one(terms, "format") or (format_.offer_format if offer.place.is_stated else None)
        placed = format_slug is None or format_slug in PLACED_FORMATS
        place = _premises(id_, number, offer, lexicon) if placed and offer.place.is_stated else None
        offers.append(_offer(id_, number, offer, format_slug, place))
        premises += [place] if place else []
    locality = next((place.locality for place in premises if place.locality), None)
    return NewRecord(
        id=id_,
        kind=entry.first("kind") or "clinic",
        slug=_slug(id_, name, locality),
        name=name,
        created_at=now,
        updated_at=now,
        headline=entry.first("headline"),
        about=_about(format_, entry),
        facts=[NewFact(facet, slug, detail) for facet, slugs in entry.facts.items() for slug, detail in slugs.items()],
        premises=premises,
        offers=offers,
    )


def _premises(record_id: UUID, number: int, offer: OfferEntry, lexicon: Lexicon) -> NewPremises:
    place = offer.place
    confirmed_on = offer.values.get("confirmed_on")
    answers = dict.fromkeys(offer.lacking, "no") | dict.fromkeys(offer.terms.get("access", ()), "yes")
    return NewPremises(
        id=uuid5(record_id, f"premises:{number}"),
        precision=place.precision,
        country=place.country or "",
        locality=place.locality,
        region=_region_name(place, lexicon),
        address=place.address,
        postcode=place.postcode,
        lat=place.lat,
        lon=place.lon,
        access={
            slug: {"answer": answer, "measure": None, "confirmed_on": confirmed_on} for slug, answer in answers.items()
        },
    )


def _region_name(place: PlaceEntry, lexicon: Lexicon) -> str | None:
    """A region by its name where the file has its code."""
    term = lexicon.term("region", f"{place.country}-{place.region}".lower()) if place.region else None
    return term.label if term else place.region


def _offer(
    record_id: UUID, number: int, offer: OfferEntry, format_slug: str | None, premises: NewPremises | None
) -> NewOffer:
    values, terms = offer.values, offer.terms
    currency = values.get("currency")
    standard, reduced_from = _minor(values.get("standard"), currency), _minor(values.get("reduced_from"), currency)
    confirmed_on = _day(values.get("confirmed_on"))
    availability = _one(terms, "availability") or "unknown"
    return NewOffer(
        id=uuid5(record_id, f"offer:{number}"),
        session=_one(terms, "session"),
        format=format_slug,
        minutes=int(values["minutes"]) if "minutes" in values else None,
        premises_id=premises.id if premises else None,
        times=terms.get("times", []),
        payers=terms.get("payer", []),
        currency=currency,
        standard=standard,
        reduced_from=reduced_from,
        fee_help=terms.get("fee_help", []),
        fee_confirmed_on=confirmed_on if standard is not None or reduced_from is not None else None,
        availability=availability,
        availability_confirmed_on=None if availability == "unknown" else confirmed_on,
    )


def _about(format_: Format, entry: Entry) -> str | None:
    own = entry.first("about")
    sentences = []
    for said in format_.said:
        shown = {entry.first("phone")} if said.target == "intake" else set()
        told = [value for value in entry.values.get(said.target, [])[said.after :] if value not in shown]
        if told:
            sentences.append(said.sentence.format(", ".join(told)))
    return "\n\n".join(filter(None, (own, " ".join(sentences)))) or None


def _slug(id_: UUID, name: str, locality: str | None) -> str:
    """An address made of the name and the town, told from namesakes by the end of the id."""
    words = re.findall(r"[a-z0-9]+", fold(f"{name} {locality or ''}"))
    readable = ""
    for word in words:
        if len(readable) + len(word) >= _SLUG_WORDS:
            break
        readable += f"{word}-"
    return f"{readable or 'service-'}{id_.hex[:8]}"


def _one(terms: Mapping[str, list[str]], facet: str) -> str | None:
    return next(iter(terms.get(facet, ())), None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _minor(amount: str | None, currency: str | None) -> int | None:
    """A decimal amount of major units in minor units of its currency."""
    if amount is None or currency is None:
        return None
    return int((Decimal(amount) * 10 ** get_currency_precision(currency)).to_integral_value())
