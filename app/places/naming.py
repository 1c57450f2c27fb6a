"""Which record a name means: what is inside what, which namesake is meant, and when nobody can tell."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .codes import district_codes
from .distance import kilometres_to_all
from .folding import fold
from .records import CITY, CONTAINERS, COUNTRY, COUNTY, DEGREE, REGION, Records

Numbers = NDArray[np.int64]

# One namesake is meant when it has ten times the people of the next. Less, and people of a real town get
# another's results unasked (Portland, Maine has a tenth of the people of Portland, Oregon; Newport, Isle of
# Wight a sixth).
DOMINANCE: Final = 10
# A namesake abroad is offered beside the one in the hinted country when it is a metropolis sixty times as
# large.
METROPOLIS, METROPOLIS_TIMES = 500_000, 60
# People mean a town sooner than the county, region or country of the same name.
_SHARE: Final = {COUNTRY: 10, REGION: 10, COUNTY: 30}
_FEWEST: Final = 100  # an unknown or tiny population counts as this many
_NEAR_KM: Final = 40.0
_KIND_WORDS: Final = {
    "country": (COUNTRY,), "region": (REGION, COUNTY), "state": (REGION,), "province": (REGION,),
    "county": (COUNTY,),
    "city": (CITY,), "town": (CITY,), "village": (CITY,),
}  # fmt: skip


class Names:
    """Looks up names among the records. All methods take and give numbers of records."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._places = records.places

    def candidates(self, base: str, qualifiers: list[str]) -> Numbers:
        """The records named ``base`` that every qualifier (folded words) holds for, weak namesakes left
        out.
        """
        numbers, primary = self._records.named(base)
        for qualifier in qualifiers:
            if not len(numbers):
                return numbers
            held = self.holds(qualifier, numbers)
            numbers, primary = numbers[held], primary[held]
        return self._without_weak(numbers, primary)

    def holds(self, qualifier: str, numbers: Numbers) -> NDArray[np.bool_]:
        """For which records a qualifier holds: a region, county, country, their codes, a kind, a code or
        city near by.
        """
        if qualifier in _KIND_WORDS:
            return np.isin(self._places["kind"][numbers], _KIND_WORDS[qualifier])
        named, _ = self._records.named(qualifier)
        short, _ = self._records.named(f"={qualifier.replace(' ', '-')}")
        around = np.concatenate((named, short))
        kinds = self._places["kind"][around]
        # "IN" is Indiana before it is India, "CA" California before Canada: regions first.
        for wanted in ((REGION, COUNTY), (COUNTRY,)):
            held = self._inside(around[np.isin(kinds, wanted)], numbers)
            if held.any():
                return held
        counties = around[kinds == COUNTY]
        held = self._near(counties, numbers, larger=True) & self.of_same_region(counties, numbers)
        if held.any():
            return held
        cities = around[kinds == CITY]
        largest = cities[np.argsort(-self._places["population"][cities], kind="stable")][:5]
        held = self._near(largest, numbers, larger=True)
        return held if held.any() else self._near(self._coded(qualifier), numbers, larger=False)

    def of_same_region(self, others: Numbers, numbers: Numbers) -> NDArray[np.bool_]:
        """Which records lie in the region of any of the others: the post put Richmond in Surrey, next to
        it.
        """
        return np.asarray(np.isin(self._places["region"][numbers], self._places["region"][others]))

    def of_country(self, numbers: Numbers, countries: frozenset[str]) -> NDArray[np.bool_]:
        """Which records lie in any of the countries, given by ISO codes."""
        wanted = np.concatenate([self._records.named(f"={code.lower()}")[0] for code in sorted(countries)])
        wanted = wanted[self._places["kind"][wanted] == COUNTRY]
        if not len(wanted):
            return np.zeros(len(numbers), dtype=bool)
        inside = np.isin(self._places["country"][numbers], wanted)
        return np.asarray(inside | np.isin(numbers, wanted))

    def coded(self, code: str) -> Numbers:
        """The records of a postal code, of all countries."""
        return self._records.named(f"#{code}")[0]

    def ordered(self, numbers: Numbers) -> tuple[Numbers, NDArray[np.float64]]:
        """The records, those most likely meant first, with the weight each has (people, for containers a
        share).
        """
        kinds = self._places["kind"][numbers]
        shares = np.array([_SHARE.get(kind, 1) for kind in range(8)])[kinds]
        weights = np.maximum(self._places["population"][numbers] / shares, _FEWEST)
        order = np.lexsort((numbers, -weights))
        return numbers[order], weights[order]

    def dominant(self, numbers: Numbers) -> int | None:
        """The one record that is clearly meant, or None."""
        if not len(numbers):
            return None
        ordered, weights = self.ordered(self.apart(numbers))
        return int(ordered[0]) if len(ordered) == 1 or weights[0] >= DOMINANCE * weights[1] else None

    def preferred(self, numbers: Numbers, countries: frozenset[str]) -> tuple[Numbers, bool]:
        """The records a hint leaves, and whether one clearly dominant among them may be taken as meant.

        Records of the hinted countries, and countries of that name unless a region there has it too. It may
        not be taken when a metropolis elsewhere bears the name.
        """
        home = self.of_country(numbers, countries)
        if not home.any():
            return numbers, True
        kinds, people = self._places["kind"][numbers], self._places["population"][numbers]
        kept = (
            home if (home & np.isin(kinds, (REGION, CITY)) & (people > METROPOLIS)).any() else home | (kinds == COUNTRY)
        )
        most = int(people[kept].max(initial=_FEWEST))
        huge = ~kept & (kinds == CITY) & (people >= max(METROPOLIS, METROPOLIS_TIMES * most))
        return numbers[kept | huge], not huge.any()

    def _without_weak(self, numbers: Numbers, primary: NDArray[np.bool_]) -> Numbers:
        """Leave out towns that have the word as another name only and fewer people than a compatriot so
        named.
        """
        if primary.any() and not primary.all():
            rows = self._places[numbers]
            keep = primary | np.isin(rows["kind"], CONTAINERS)
            first = primary & (rows["kind"] == CITY)
            for at in np.flatnonzero(~keep).tolist():
                compatriots = rows["population"][first & (rows["country"] == rows["country"][at])]
                keep[at] = rows["population"][at] > compatriots.max(initial=0)
            numbers = numbers[keep]
        return np.unique(numbers)

    def apart(self, numbers: Numbers) -> Numbers:
        """Of a town and the county, region or country of its name around it, keep the one that is meant."""
        ordered, _ = self.ordered(numbers)
        dropped: set[int] = set()
        for container in ordered[np.isin(self._places["kind"][ordered], CONTAINERS)][:8].tolist():
            inside = ordered[self._inside(np.array([container]), ordered) & (ordered != container)]
            dropped.update(self._less_meant(container, other) for other in inside.tolist())
        return np.array([number for number in ordered.tolist() if number not in dropped], dtype=np.int64)

    def _less_meant(self, container: int, inside: int) -> int:
        """The weightier is meant; but "Mexico" is the country when the city has a longer name of its own."""
        names = [fold(self._records.words(number)[0]) for number in (container, inside)]
        if self._places["kind"][container] == COUNTRY and names[0] != names[1]:
            return inside
        pair, _ = self.ordered(np.array([container, inside]))
        return int(pair[1])

    def _inside(self, containers: Numbers, numbers: Numbers) -> NDArray[np.bool_]:
        rows = self._places[numbers]
        parents = np.where(rows["county"] >= 0, self._places["county"][rows["county"]], -1)
        held = np.zeros(len(numbers), dtype=bool)
        for column in (rows["country"], rows["region"], rows["county"], parents):
            held |= np.isin(column, containers)
        return held

    def _near(self, others: Numbers, numbers: Numbers, *, larger: bool) -> NDArray[np.bool_]:
        held = np.zeros(len(numbers), dtype=bool)
        rows = self._places[numbers]
        for other in self._places[others]:
            distance = kilometres_to_all(
                int(other["lat"]) / DEGREE,
                int(other["lon"]) / DEGREE,
                rows["lat"] / DEGREE,
                rows["lon"] / DEGREE,
            )
            held |= (distance < _NEAR_KM) & ((other["population"] > rows["population"]) | (not larger))
        return held

    def _coded(self, qualifier: str) -> Numbers:
        found = [self.coded(code.outward) for code in district_codes(qualifier)]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)

    def town_is(self, number: int, words: str) -> bool:
        """Whether the postal district ``number`` is that of a town called ``words`` (folded)."""
        return fold(self._records.words(number)[0]) == words
