"""What was found held against what the oracle says, told so that a person sees where they part."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from app.criteria.criteria import Criteria
from app.listings.listing import Listing
from tests.search.oracle import Reply, Result

# Two ways of computing a great circle, in kilometres.
CLOSE_KM = 1e-6


@dataclass(frozen=True)
class Case:
    """What was asked, of whom: everything a reader needs to see it happen again."""

    about: str
    criteria: Criteria
    listings: Sequence[Listing]

    def told(self, ids: Iterable[str] = ()) -> str:
        """The case in words, with the listings it is about."""
        asked = {f.name: getattr(self.criteria, f.name) for f in fields(self.criteria)}
        plain = {f.name: getattr(Criteria(), f.name) for f in fields(Criteria())}
        lines = [f"{self.about}: { ({name: value for name, value in asked.items() if value != plain[name]}) }"]
        lines += [f"  {listing}" for listing in self.listings if str(listing.id) in set(ids)]
        return "\n".join(lines)


def assert_same(case: Case, found: Reply, expected: Reply, close_km: float = CLOSE_KM) -> None:
    """Equal in everything; AssertionError with the case and the first listings that differ."""
    ours, theirs = found.results, expected.results
    assert found.total == expected.total, case.told() + _told_difference(case, ours, theirs)
    same_order = [result.id for result in ours] == [result.id for result in theirs]
    assert same_order, case.told() + _told_difference(case, ours, theirs)
    for result, other in zip(ours, theirs, strict=True):
        assert _same(result, other, close_km), f"{case.told([result.id])}\n  found {result}\n  oracle {other}"
    assert _parting(found.counts, expected.counts) == {}, case.told()
    assert found.relax == expected.relax, case.told()
    assert found.ways == expected.ways, case.told()
    assert found.silent == expected.silent, case.told()


def _same(result: Result, other: Result, close_km: float) -> bool:
    reasons = [(one.offer, one.met, one.unmet, one.not_stated) for one in (result, other)]
    if reasons[0] != reasons[1]:
        return False
    if result.distance_km is None or other.distance_km is None:
        return result.distance_km is other.distance_km
    return math.isclose(result.distance_km, other.distance_km, abs_tol=close_km)


def _told_difference(case: Case, ours: Sequence[Result], theirs: Sequence[Result]) -> str:
    """The pages side by side, and the listings only one of them has."""
    found, expected = [result.id for result in ours], [result.id for result in theirs]
    only = set(found) ^ set(expected)
    listed = "\n".join(f"  {listing}" for listing in case.listings if str(listing.id) in only)
    return f"\n  found  {found}\n  oracle {expected}\n{listed}"


def _parting(
    found: Mapping[str, Mapping[str, int]], expected: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, tuple[int, int]]]:
    """Facet and value to (found, oracle) where the counts differ."""
    parting: dict[str, dict[str, tuple[int, int]]] = {}
    for facet in {*found, *expected}:
        ours, theirs = found.get(facet, {}), expected.get(facet, {})
        differing = {
            v: (ours.get(v, 0), theirs.get(v, 0)) for v in {*ours, *theirs} if ours.get(v, 0) != theirs.get(v, 0)
        }
        if differing:
            parting[facet] = differing
    return parting
