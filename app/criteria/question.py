"""From criteria to the engine's question, for one audience."""

from datetime import date

from app.criteria.terms import Asked, Terms, index_key, terms_of
from app.listings.facets import FACETS
from app.listings.indexing import PRICE, WAIT
from app.search import Has, Question
from app.search.question import Order


def question(asked: Asked, day: date, *, count: bool = True, terms: Terms | None = None) -> Question:
    """The question these criteria put. `terms` are those of `asked`, if they are known already."""
    criteria, where = asked.criteria, asked.where
    terms = terms or terms_of(asked)
    return Question(
        clauses=tuple((must.owner, clause) for must in terms.musts for clause in must.required),
        wishes=tuple(wish.clause for wish in terms.wishes),
        wholly=tuple(must.whole for must in terms.musts if must.kept is not None),
        count=tuple(index_key(facet, asked) for facet in FACETS) if count else (),
        order=_order(asked),
        origin=where.origin,
        cheapest_by=PRICE,
        least={"cost": PRICE, "soonest": WAIT}.get(criteria.sort),
        among=Has("currency", frozenset({asked.money})) if criteria.sort == "cost" else None,
        day=day.toordinal(),
        first=(criteria.page - 1) * criteria.per_page,
        size=criteria.per_page,
    )


def _order(asked: Asked) -> Order:
    match asked.criteria.sort:
        case "near" if asked.where.origin is not None:
            return "nearest"
        case "cost" | "soonest":
            return "least"
    return "rotation"
