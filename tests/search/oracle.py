"""The contract in its plainest form: a slow, obvious matcher over whole listings.

It answers criteria from `Listing` objects of one audience and knows nothing of the engine, of the index or of how
criteria become a question. What it says is what design and contract say; where the code disagrees, one is wrong.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.listings.listing import Listing, Offer
from tests.search import stating
from tests.search.asked import Candidate, Condition, Question, conditions_of, matching, wishes_of
from tests.search.reckoning import turn
from tests.search.stating import FACETS, OF_THE_OFFER, Answer

FEW = 5


@dataclass(frozen=True)
class Result:
    """A listing on the page, the offer shown of it, how far that is, and why it is there: reasons as `key:value`."""

    id: str
    offer: str | None
    distance_km: float | None
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    not_stated: tuple[str, ...]


@dataclass(frozen=True)
class Reply:
    """What a search must answer.

    `relax` maps what is dropped to the total without it, `ways` (kind, change) to the total there, `silent` what may
    be left unsaid to how many more that makes.
    """

    total: int
    results: tuple[Result, ...]
    counts: Mapping[str, Mapping[str, int]]
    relax: Mapping[str, int]
    ways: Mapping[tuple[str, str], int]
    silent: Mapping[str, int]


def answered(question: Question, day: date) -> tuple[int, tuple[Result, ...], dict[str, dict[str, int]]]:
    """The total, the page, and the counts of every facet."""
    conditions, criteria = conditions_of(question), question.criteria
    found = matching(question.listings, conditions)
    shown = sorted((_shown(candidate, question, conditions) for candidate in found), key=lambda one: one.place(day))
    first = (criteria.page - 1) * criteria.per_page
    results = tuple(one.result(question, conditions) for one in shown[first : first + criteria.per_page])
    return len(found), results, {facet: _counts(question, conditions, found, facet) for facet in FACETS}


@dataclass(frozen=True)
class Shown:
    """A listing with the offer shown of it, and the key both were chosen by."""

    listing: Listing
    offer: Offer | None
    key: tuple[float, ...]

    def place(self, day: date) -> tuple[tuple[float, ...], int, str]:
        """Before whom: by the key, then in turn."""
        return self.key, turn(str(self.listing.id), day), str(self.listing.id)

    def result(self, question: Question, conditions: Sequence[Condition]) -> Result:
        """With every reason there is."""
        answers: dict[str, Answer] = {}
        for condition in conditions:
            whole = condition.says(self.listing, self.offer) == "yes"
            for name, says in (condition.named or {}).items():
                answer = says(self.listing, self.offer)
                # Of what is required one value may do: the others are not held against anybody.
                if answer == ("yes" if whole else "unsaid"):
                    answers[name] = answer
        wishes = {name: says(self.listing, self.offer) for name, says in wishes_of(question).items()}
        answers |= wishes
        named = [tuple(sorted(n for n, a in answers.items() if a == answer)) for answer in ("yes", "no", "unsaid")]
        offer_id = None if self.offer is None else self.offer.id
        return Result(str(self.listing.id), offer_id, stating.distance(self.offer, question.where), *named)


def _shown(candidate: Candidate, question: Question, conditions: Sequence[Condition]) -> Shown:
    """By the offer that comes first by the order, then is nearest, then cheapest, then stands first."""
    where, shown = question.where, []
    for offer in candidate.offers or (None,):
        key = _key(candidate.listing, offer, question, conditions)
        away = stating.distance(offer, where)
        rest = (math.inf if away is None else away, stating.cheapest(offer))
        shown.append(((*key, *rest), Shown(candidate.listing, offer, key)))
    return min(shown, key=lambda one: one[0])[1]


def _key(
    listing: Listing, offer: Offer | None, question: Question, conditions: Sequence[Condition]
) -> tuple[float, ...]:
    wishes = -sum(says(listing, offer) == "yes" for says in wishes_of(question).values())
    open_questions = any(condition.says(listing, offer) != "yes" for condition in conditions)
    match question.criteria.sort:
        case "near" if question.where.origin is not None:
            away = stating.distance(offer, question.where)
            return (open_questions, math.inf if away is None else away, wishes)
        case "cost":
            comparable = offer is not None and offer.fees.currency == question.money
            return (open_questions, stating.cheapest(offer) if comparable else math.inf, wishes)
        case "soonest":
            return (open_questions, stating.soonest(offer), wishes)
    return (wishes, open_questions)


def _counts(
    question: Question, conditions: Sequence[Condition], found: Sequence[Candidate], facet: str
) -> dict[str, int]:
    """Listings by value, as if no choice of this facet were made."""
    counts: Counter[str] = Counter()
    any_level = question.criteria.language_level == "any"
    is_chosen = any(condition.own == facet for condition in conditions)
    for candidate in matching(question.listings, conditions, facet) if is_chosen else found:
        offers = candidate.offers if facet in OF_THE_OFFER else (None,)
        counts.update({v for o in offers for v in stating.values(candidate.listing, o, facet, any_level=any_level)})
    return dict(counts)
