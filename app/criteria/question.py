"""From criteria to the engine's question, for one audience."""

from datetime import date

from app.criteria.criteria import Criteria
from app.criteria.whereabouts import Whereabouts
from app.listings.facets import BY_KEY, FACETS
from app.listings.indexing import PRICE, jurisdictions_covering
from app.listings.listing import Audience
from app.search import AllOf, AnyOf, AtMost, Clause, Has, Lacks, Question, Within, Words
from app.vocabulary.folding import words

# A price is a price for one person unless the search says who comes along.
SESSION_OF_A_PRICE = "individual"


def question(
    criteria: Criteria,
    where: Whereabouts,
    audience: Audience,
    day: date,
    currency: str,
    *,
    count: bool = True,
) -> Question:
    """The question these criteria put. `currency` is the site's, for a price that names none."""
    clauses = [*_facet_clauses(criteria, audience), *_without_clauses(criteria, audience)]
    clauses += [(None, clause) for clause in _place_clauses(where)]
    if criteria.pay is not None:
        clauses.append((None, Has("currency", frozenset({criteria.currency or currency}))))
        clauses.append((None, AtMost(PRICE, criteria.pay)))
        if "session" not in criteria.chosen:
            clauses.append(("session", Has("session", frozenset({SESSION_OF_A_PRICE}))))
    if criteria.q is not None and (asked := words(criteria.q)):
        clauses.append((None, Words(tuple(asked[:-1]), asked[-1])))
    return Question(
        clauses=tuple(clauses),
        count=tuple(facet.index_key(audience) for facet in FACETS) if count else (),
        order="nearest" if criteria.sort == "near" and where.origin is not None else "rotation",
        origin=where.origin,
        cheapest_by=PRICE,
        day=day.toordinal(),
        first=(criteria.page - 1) * criteria.per_page,
        size=criteria.per_page,
    )


def _facet_clauses(criteria: Criteria, audience: Audience) -> list[tuple[str | None, Clause]]:
    clauses: list[tuple[str | None, Clause]] = []
    for key, slugs in criteria.chosen.items():
        index_key = BY_KEY[key].index_key(audience)
        clauses.append((index_key, Has(index_key, frozenset(slugs))))
    return clauses


def _without_clauses(criteria: Criteria, audience: Audience) -> list[tuple[str | None, Clause]]:
    # Not owned by their facet: what is counted must be what a click on the value gives.
    left_out: dict[str, set[str]] = {}
    for key, slug in criteria.without:
        left_out.setdefault(BY_KEY[key].index_key(audience), set()).add(slug)
    return [(None, Lacks(index_key, frozenset(slugs))) for index_key, slugs in left_out.items()]


def _place_clauses(where: Whereabouts) -> list[Clause]:
    """Offers in a place must lie within the radius; remote ones must be lawful where the seeker will be."""
    if not where.limits:
        return []
    ways: list[Clause] = []
    placed: Clause = Has("setting", frozenset({"placed"}))
    if where.origin is not None and where.radius is not None:
        lat, lon = where.origin
        placed = AllOf((placed, Within(lat, lon, where.radius.km)))
    ways.append(placed)
    if where.seen_from is not None:
        remote = Has("setting", frozenset({"remote"}))
        ways.append(AllOf((remote, Has("reach", jurisdictions_covering(where.seen_from)))))
    return [AnyOf(tuple(ways))]
