"""What a form begins with: what somebody has just searched for, and nothing else. All of it can be taken out again."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.criteria.criteria import Criteria
from app.criteria.labels import Labels
from app.criteria.requests import asking, parsed
from app.criteria.wording import Reader
from app.finder.carrying import SAYABLE
from app.finder.quiet import Pairs
from app.places.gazetteer import Found

_CODES = ("postcode", "outcode", "zip", "routing_key")
MOST_NEEDS = 24


@dataclass(frozen=True, slots=True)
class Beginning:
    """`needs` are terms as "concern:anxiety", `times` slugs; `pay` and `where` are words."""

    needs: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    pay: str = ""
    where: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Beginning()


def beginning(pairs: Pairs, labels: Labels, reads: Reader) -> Beginning:
    """What a search says of a need, in the order in which a letter tells it; what is no term of ours is left out."""
    criteria = parsed(pairs=pairs).criteria
    return Beginning(
        needs=tuple(f"{facet}:{slug}" for facet in SAYABLE for slug in criteria.asked(facet))[:MOST_NEEDS],
        times=criteria.asked("times"),
        pay="" if criteria.pay is None else reads.money(criteria.pay, criteria.currency or reads.currency),
        where=_where(criteria, labels),
    )


def ticked(terms: Iterable[str], times: Iterable[str]) -> Pairs:
    """What a form brought back ticked, as pairs of a search."""
    pairs = [(facet, slug) for facet, _colon, slug in (term.partition(":") for term in terms)]
    return (*pairs, *(("times", slug) for slug in times))


def _where(criteria: Criteria, labels: Labels) -> str:
    """The place in the seeker's own words; of a postcode only the town, because a practitioner needs no more."""
    if criteria.near is None:
        return "" if criteria.seen_from is None else labels.jurisdiction(criteria.seen_from)
    found = asking("site").find_place(criteria.near)
    if isinstance(found, Found) and found.place.kind in _CODES:
        return found.place.label.partition(", ")[2] or labels.jurisdiction(found.place.jurisdiction)
    return criteria.near
