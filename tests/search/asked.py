"""What criteria ask, condition by condition and wish by wish, over whole listings: the first half of the oracle."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.criteria.criteria import Criteria
from app.listings.listing import Listing, Offer
from tests.search import stating
from tests.search.spelling import spelt_words
from tests.search.stating import OF_THE_OFFER, Answer, Where

KM_PER_MILE = 1.609344
KM_AROUND_A_BARE_POINT = 10 * KM_PER_MILE

Says = Callable[[Listing, Offer | None], Answer]


@dataclass(frozen=True)
class Spot:
    """What a place name stands for: (lat, lon) in degrees, how far "near" reaches in which unit, whose law holds."""

    point: tuple[float, float]
    usual: float
    unit: str
    jurisdiction: str


@dataclass(frozen=True)
class Question:
    """Criteria over the listings one audience may see. `currency` is the site's."""

    listings: Sequence[Listing]
    criteria: Criteria
    spots: Mapping[str, Spot]
    currency: str

    @property
    def where(self) -> Where:
        """`near` implies the jurisdiction of its place; a bare point implies none."""
        criteria = self.criteria
        spot = self.spots[criteria.near] if criteria.near is not None else None
        origin = spot.point if spot else None
        if criteria.lat is not None and criteria.lon is not None:
            origin = (criteria.lat, criteria.lon)
        usual = KM_AROUND_A_BARE_POINT if spot is None else kilometres(spot.usual, spot.unit)
        asked = criteria.within
        radius = usual if asked is None else kilometres(float(asked.number), asked.unit)
        implied = spot.jurisdiction if spot else None
        return Where(origin, radius if origin else None, criteria.seen_from or implied)

    @property
    def money(self) -> str:
        return self.criteria.currency or self.currency


def kilometres(number: float, unit: str) -> float:
    return number * (KM_PER_MILE if unit == "mi" else 1)


@dataclass(frozen=True)
class Condition:
    """One thing that must hold, of the person or of one offer; `own` names the facet whose own choice it is.

    `kept`: "not stated" will do. `named` are the parts an explanation names, any of which may be met.
    """

    own: str | None
    says: Says
    of_offer: bool
    kept: bool = False
    named: Mapping[str, Says] | None = None

    def holds(self, listing: Listing, offer: Offer | None) -> bool:
        answer = self.says(listing, offer)
        return answer == "yes" or (self.kept and answer == "unsaid")


@dataclass(frozen=True)
class Candidate:
    """A listing with the offers that hold every condition about offers."""

    listing: Listing
    offers: tuple[Offer, ...]


def conditions_of(question: Question) -> list[Condition]:
    """Everything that must hold at once."""
    criteria = question.criteria
    conditions = [_chosen(question, facet, slugs) for facet, slugs in criteria.chosen.items()]
    conditions += [_left_out(question, facet, slug) for facet, slug in criteria.without]
    conditions += _somewhere(question)
    if criteria.pay is not None and ("pay", None) not in criteria.prefer:
        price = price_says(question)
        conditions.append(Condition(None, price, True, "pay" in criteria.unstated, {price_name(criteria): price}))
        if "session" not in criteria.chosen:
            conditions.append(Condition("session", valued(question, "session", "individual"), True))
    if criteria.reduced_open and ("reduced_open", None) not in criteria.prefer:
        conditions.append(Condition(None, reduced, True, named={"reduced_open:1": reduced}))
    if criteria.q is not None and ("q", None) not in criteria.prefer:
        words = words_say(criteria.q)
        conditions.append(Condition(None, words, False, named={f"q:{criteria.q}": words}))
    return conditions


def _chosen(question: Question, facet: str, slugs: Sequence[str]) -> Condition:
    each = {f"{facet}:{slug}": valued(question, facet, slug) for slug in slugs}
    kept = facet in question.criteria.unstated
    return Condition(facet, lambda x, o: stating.any_of(s(x, o) for s in each.values()), _offered(facet), kept, each)


def _left_out(question: Question, facet: str, slug: str) -> Condition:
    says = valued(question, facet, slug)
    return Condition(None, lambda x, o: "no" if says(x, o) == "yes" else "yes", _offered(facet))


def _offered(facet: str) -> bool:
    return facet in OF_THE_OFFER


def _somewhere(question: Question) -> list[Condition]:
    criteria, where = question.criteria, question.where
    if ("near", None) in criteria.prefer:
        where = Where(None, None, criteria.seen_from)
    if not where.limits:
        return []

    def place(_listing: Listing, offer: Offer | None) -> Answer:
        # Where an offer in a place is, if anywhere, is never left open by "not stated will do".
        return "yes" if stating.in_place(offer, where) == "yes" else "no"

    def afar(listing: Listing, offer: Offer | None) -> Answer:
        return stating.from_afar(listing, offer, where)

    named: dict[str, Says] = {} if where.origin is None else {place_name(criteria): place}
    if where.seen_from is not None:
        named[f"seen_from:{where.seen_from}"] = afar
    kept = "seen_from" in criteria.unstated
    return [Condition(None, lambda x, o: stating.any_of((place(x, o), afar(x, o))), True, kept, named)]


def wishes_of(question: Question) -> dict[str, Says]:
    """Every wish by its name."""
    criteria, where = question.criteria, question.where
    wishes: dict[str, Says] = {}
    for key, slug in criteria.prefer:
        if slug is not None:
            wishes[f"{key}:{slug}"] = valued(question, key, slug)
        elif key == "near" and where.origin is not None:
            wishes[place_name(criteria)] = lambda x, o: stating.any_of(
                (stating.in_place(o, where), stating.from_afar(x, o, where))
            )
        elif key == "pay":
            wishes[price_name(criteria)] = _price_for_one(question)
        elif key == "reduced_open":
            wishes["reduced_open:1"] = reduced
        elif key == "q" and criteria.q is not None:
            wishes[f"q:{criteria.q}"] = words_say(criteria.q)
    return wishes


def valued(question: Question, facet: str, slug: str) -> Says:
    any_level = question.criteria.language_level == "any"
    return lambda listing, offer: stating.says(listing, offer, facet, slug, any_level=any_level)


def price_says(question: Question) -> Says:
    most = question.criteria.pay
    assert most is not None
    return lambda _listing, offer: stating.affordable(offer, most, question.money)


def _price_for_one(question: Question) -> Says:
    """A wished price is the price of a session for one, unless the search says who comes along."""
    price, anybody = price_says(question), "session" in question.criteria.chosen

    def says(listing: Listing, offer: Offer | None) -> Answer:
        answer = price(listing, offer)
        for_one = offer is not None and offer.session == "individual"
        return "no" if answer == "yes" and not (anybody or for_one) else answer

    return says


def price_name(criteria: Criteria) -> str:
    assert criteria.pay is not None
    whole, cents = divmod(criteria.pay, 100)
    return f"pay:{whole}.{cents:02d}" if cents else f"pay:{whole}"


def place_name(criteria: Criteria) -> str:
    return f"near:{criteria.near}" if criteria.near is not None else f"near:{criteria.lat},{criteria.lon}"


def reduced(_listing: Listing, offer: Offer | None) -> Answer:
    return stating.reduced_open(offer)


def words_say(q: str) -> Says:
    asked = spelt_words(q)
    return lambda listing, _offer: stating.mentions(listing, asked)


def matching(listings: Iterable[Listing], conditions: Sequence[Condition], facet: str | None = None) -> list[Candidate]:
    """Listings that hold all conditions but those of `facet`, the ones about offers within one offer."""
    applied = [condition for condition in conditions if facet is None or condition.own != facet]
    of_person = [condition for condition in applied if not condition.of_offer]
    of_offer = [condition for condition in applied if condition.of_offer]
    found = []
    for listing in listings:
        if all(condition.holds(listing, None) for condition in of_person):
            offers = tuple(offer for offer in listing.offers if all(c.holds(listing, offer) for c in of_offer))
            if offers or not of_offer:
                found.append(Candidate(listing, offers))
    return found
