"""Listings and findings as the JSON of the contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from app.criteria.criteria import Criteria
from app.criteria.findings import Findings, Found
from app.criteria.grammar import REPEATABLE, serialise
from app.criteria.labels import labels_of
from app.criteria.sentence import Phrases
from app.criteria.ways_out import Way
from app.criteria.wording import reader
from app.listings.facets import BY_KEY, FACETS
from app.listings.listing import Fact, Listing, Offer, Vouch
from app.vocabulary.lexicon import Lexicon

# JSON members of a listing that are plain lists of facts.
_FACTS = (
    "identity",
    "gender",
    "faith",
    "community",
    "language",
    "approach",
    "concern",
    "age_group",
    "profession",
)
_OWN_WORDS = frozenset({"identity", "gender", "faith", "community"})


@dataclass(frozen=True, slots=True)
class Presenter:
    """Presents in one locale; `base_url` is the site's public address, `currency` its own."""

    lexicon: Lexicon
    locale: str
    base_url: str
    currency: str

    def listing(self, listing: Listing) -> dict[str, Any]:
        """A listing as the contract has it. Dates stay dates: the JSON provider writes them."""
        pronouns = [fact.own_words or self._label("pronouns", fact.slug) for fact in listing.facts.get("pronouns", ())]
        return {
            "id": listing.id,
            "slug": listing.slug,
            "url": f"{self.base_url}/listings/{listing.slug}",
            "kind": listing.kind,
            "name": listing.name,
            "pronouns": ", ".join(pronouns) or None,
            "headline": listing.headline,
            "about": listing.about,
            "photo": self._photo(listing),
            **{key: [self._fact(key, fact) for fact in listing.facts.get(key, ())] for key in _FACTS},
            "registers": [_members(entry) for entry in listing.registers],
            "contact_modes": list(listing.slugs("contact_mode")),
            "receives_messages": listing.receives_messages,
            "promised_days": listing.promised_days,
            "replies": None if listing.replies is None else _members(listing.replies),
            "may_see_people_in": list(listing.may_see_people_in),
            "source": None if listing.source is None else _members(listing.source),
            "fictional": listing.fictional,
            "confirmed_on": listing.confirmed_on,
            "updated_at": listing.updated_at,
            "vouches": [self._vouch(vouch) for vouch in listing.vouches],
            "collections": list(listing.collections),
            "offers": [self._offer(offer) for offer in listing.offers],
        }

    def search(self, findings: Findings, ignored: Iterable[str], *, facets: bool) -> dict[str, Any]:
        """The answer to a search."""
        criteria = findings.criteria
        return {
            "total": findings.total,
            "page": criteria.page,
            "per_page": criteria.per_page,
            "pages": findings.pages,
            "criteria": _criteria(findings),
            "place": _place_understood(findings),
            "sentence": self._sentence(findings),
            "ignored": list(ignored),
            "results": [self._result(found) for found in findings.results],
            "facets": self._facets(findings) if facets else {},
            "relax": [{"drop": r.drop, "total": r.total} for r in findings.relax],
            "ways": [_way(way) for way in findings.ways],
            "silent": dict(findings.silent),
        }

    def _sentence(self, findings: Findings) -> str:
        phrases = Phrases(labels_of(self.lexicon, self.locale), reader())
        return ", ".join(phrases.clauses(findings.criteria, findings.where))

    def facet_list(self) -> dict[str, Any]:
        """Every facet with its terms."""
        return {"facets": {facet.key: self._facet(facet.key) for facet in FACETS}}

    def _facet(self, key: str) -> dict[str, Any]:
        terms = [
            {
                "slug": term.slug,
                "label": term.label_in(self.locale),
                "meaning": term.meaning_in(self.locale),
                "synonyms": list(term.synonyms),
                "parent": term.parent,
                "retired": term.retired,
            }
            for term in self.lexicon.terms(key).values()
        ]
        return {"label": str(BY_KEY[key].label), "level": BY_KEY[key].level, "terms": terms}

    def _facets(self, findings: Findings) -> dict[str, list[dict[str, Any]]]:
        return {facet.key: self._counts(facet.key, findings) for facet in FACETS}

    def _counts(self, key: str, findings: Findings) -> list[dict[str, Any]]:
        counts: Mapping[str, int] = findings.counts[key]
        chosen = findings.criteria.chosen.get(key, ())
        shown = dict.fromkeys((*counts, *chosen))
        rows = [
            {
                "slug": slug,
                "label": self._label(key, slug),
                "count": counts.get(slug, 0),
                "chosen": slug in chosen,
            }
            for slug in shown
        ]
        return sorted(rows, key=lambda row: (-row["count"], row["slug"]))

    def _result(self, found: Found) -> dict[str, Any]:
        match = found.match
        explained = {
            "met": list(match.met),
            "unmet": list(match.unmet),
            "not_stated": list(match.not_stated),
            "offer": match.offer,
            "distance_km": None if match.distance_km is None else round(match.distance_km, 2),
        }
        return self.listing(found.listing) | {"match": explained}

    def _photo(self, listing: Listing) -> dict[str, Any] | None:
        photo = listing.photo
        return None if photo is None else {"url": f"{self.base_url}/photos/{photo.id}/large", "alt": photo.alt}

    def _fact(self, key: str, fact: Fact) -> dict[str, Any]:
        row: dict[str, Any] = {"slug": fact.slug, "label": self._label(key, fact.slug)}
        if detail := BY_KEY[key].detail:
            row[detail] = fact.detail
        if key in _OWN_WORDS and fact.own_words:
            row["own_words"] = fact.own_words
        return row

    def _vouch(self, vouch: Vouch) -> dict[str, Any]:
        community = {"slug": vouch.community, "label": self._label("community", vouch.community)}
        organisation = {"id": vouch.organisation_id, "name": vouch.organisation}
        days = {"given_on": vouch.given_on, "until": vouch.until}
        return {"organisation": organisation, "community": community, **days, "interest": vouch.interest}

    def _offer(self, offer: Offer) -> dict[str, Any]:
        fees = _members(offer.fees)
        places = offer.fees.reduced_places
        return _members(offer) | {
            "place": None if offer.place is None else _members(offer.place),
            "fees": fees | {"reduced_places": None if places is None else _members(places)},
            "payers": [{"slug": slug, "label": self._label("payer", slug)} for slug in offer.payers],
        }

    def _label(self, scheme: str, slug: str) -> str:
        return self.lexicon.label(scheme, slug, self.locale)


def _members(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}


def _criteria(findings: Findings) -> dict[str, str | list[str]]:
    return pairs_of(findings.criteria)


def pairs_of(criteria: Criteria) -> dict[str, str | list[str]]:
    """Criteria as their canonical pairs: what may be repeated as lists, the rest as text."""
    members: dict[str, str | list[str]] = {}
    for key, value in serialise(criteria):
        if key in BY_KEY or key in REPEATABLE:
            values = members.setdefault(key, [])
            assert isinstance(values, list)
            values.append(value)
        else:
            members[key] = value
    return members


def _way(way: Way) -> dict[str, Any]:
    query = urlencode(serialise(way.criteria))
    return {"way": way.kind, "change": way.change, "query": query, "total": way.total}


def _place_understood(findings: Findings) -> dict[str, Any] | None:
    where = findings.where
    if not where.limits:
        return None
    lat, lon = where.origin or (None, None)
    return {
        "label": None if where.place is None else where.place.label,
        "lat": lat,
        "lon": lon,
        "within": None if where.radius is None else str(where.radius),
        "seen_from": where.seen_from,
    }
