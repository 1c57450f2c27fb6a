"""Where is that? Answered from the files that ship with the project: no network, no threads, nothing
written.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final, Self

import numpy as np

from . import labels
from .codes import Code, district_codes, full_codes, is_digits, plain_code
from .folding import parts
from .naming import Names, Numbers
from .place import Ambiguous, Finding, Found, Place, Unknown
from .records import CITY, CONTAINERS, DEGREE, Records
from .spread import settled, towns_apart

__all__ = ["Ambiguous", "Finding", "Found", "Gazetteer", "Place", "Unknown"]

MOST_CANDIDATES: Final = 8
_LONGEST_TEXT: Final = 200  # no address is longer; folding a novel would only cost time
_MOST_WORDS: Final = 24
_ZIP_DIGITS: Final = 5
_SMALL_TOWN: Final = 15_000
# A hint for one of these countries is a hint for its islands and territories too.
_FAMILIES: Final = {
    "GB": frozenset(("GB", "IM", "JE", "GG")),
    "US": frozenset(("US", "PR", "VI", "GU", "AS", "MP")),
    "UK": frozenset(("GB", "IM", "JE", "GG")),
}
_NEIGHBOURS: Final = {"GB": "IE", "IE": "GB"}


class Gazetteer:
    """Places by postal code and by name in any script.

    A full postcode or another code wins over words beside it. A name means the namesake with ten times the
    people of the next one, first among those in the hinted country; otherwise the answer is ``Ambiguous``.
    Words after a comma (or at the end) say where: a region, county, country, their codes, a larger town or
    a postal district near by. Five digits are a ZIP unless the hint or the words say another country. Never
    raises for any text.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._names = Names(records)
        # Cities are asked for again and again; a label costs two more look-ups to make sure of.
        self._label = lru_cache(maxsize=4096)(self._sure_label)

    @classmethod
    def open(cls, target_dir: Path) -> Self:
        """Map the files that ``prepare`` made into memory. Raises ``FileNotFoundError`` when it has not
        been run.
        """
        return cls(Records(target_dir))

    def find(self, text: str, country: str | None = None) -> Finding:
        """What ``text`` means; ``country`` (an ISO 3166 code) is where the asker probably is."""
        if len(text) > _LONGEST_TEXT:
            return Unknown(text)
        hint = _hint(country)
        pieces = parts(text)
        if not pieces or sum(piece.count(" ") + 1 for piece in pieces) > _MOST_WORDS:
            return Unknown(text)
        by_code = self._by_full_code(text) or self._by_code(text, pieces, hint)
        return by_code or self._by_name(text, pieces, hint) or self._by_wider_name(text, pieces, hint) or Unknown(text)

    def nearest_town(self, lat: float, lon: float, within_km: float = 50.0) -> Place | None:
        """The nearest town to a point in degrees, or None when there is none within ``within_km``
        kilometres.
        """
        towns = self._records.places
        reach = within_km / 111.0 * DEGREE
        high, wide = lat * DEGREE, lon * DEGREE
        stretch = max(0.01, float(np.cos(np.radians(lat))))
        up = (towns["lat"] - high).astype(np.float64)
        across = ((towns["lon"] - wide + 180 * DEGREE) % (360 * DEGREE) - 180 * DEGREE) * stretch
        apart = np.where(towns["kind"] == CITY, up * up + across * across, np.inf)
        best = int(apart.argmin())
        return self._place(best) if apart[best] <= reach * reach else None

    def jurisdiction_of(self, lat: float, lon: float) -> str | None:
        """Where somebody at a point in degrees is for law, by the nearest town within 50 km, or None."""
        town = self.nearest_town(lat, lon)
        return town.jurisdiction if town else None

    def towns_apart(self, country: str, most: int, km: float) -> tuple[Place, ...]:
        """The most populous towns of a country, no two of them nearer to each other than ``km`` kilometres."""
        return tuple(self._place(number) for number in towns_apart(self._records, country, most, km))

    def settled(self, country: str, step: float) -> tuple[tuple[float, float], ...]:
        """Middles (lat, lon) of the squares of ``step`` degrees in which people of a country live."""
        return tuple(settled(self._records, country, step))

    def _by_full_code(self, text: str) -> Finding | None:
        compact = plain_code(text).replace(" ", "")
        for code in full_codes(text) or (full_codes(compact) if len(compact) <= 7 else []):
            country = _FAMILIES.get(code.country, frozenset((code.country,)))
            numbers = self._in_country(self._names.coded(code.outward), country)
            if len(numbers):
                return Found(self._with_inward(int(numbers[0]), code))
        return None

    def _with_inward(self, number: int, code: Code) -> Place:
        found = labels.entry(self._records, number)
        ordinal = int(self._records.places[number]["ordinal"])
        point = self._records.postcode(ordinal, code.inward) if code.inward and ordinal >= 0 else None
        if point is None:
            return self._place(number)
        nation = self._records.named(f"={('eng', 'sct', 'wls', 'nir')[point.nation]}")[0]
        return labels.postcode_place(found, code.inward, point, self._records.words(int(nation[0]))[0])

    def _by_code(self, text: str, pieces: list[str], hint: frozenset[str]) -> Finding | None:
        for piece, others in _code_pieces(pieces):
            codes = district_codes(piece)
            found = [self._coded(code) for code in codes]
            numbers = self._narrowed(np.concatenate(found), others, hint, codes[0]) if found else np.empty(0, np.int64)
            if len(numbers):
                return self._answer_codes(text, numbers)
        return None

    def _coded(self, code: Code) -> Numbers:
        numbers = self._names.coded(code.outward)
        return self._in_country(numbers, _FAMILIES["US"]) if code.padded else numbers

    def _narrowed(self, numbers: Numbers, others: list[str], hint: frozenset[str], code: Code) -> Numbers:
        """Of one code's records in several countries, those the words beside it, then the hint, speak for."""
        digits, borne_out = is_digits(code), False
        for words in others:
            held = self._names.holds(words, numbers) if len(numbers) else np.zeros(0, dtype=bool)
            held |= np.array([self._names.town_is(number, words) for number in numbers.tolist()], dtype=bool)
            if held.any():
                numbers, borne_out = numbers[held], True
        if digits and others and not borne_out:
            # A number among words is more often a house than a code.
            return numbers[:0]
        if hint and len(at_home := self._in_country(numbers, hint)):
            return at_home
        if len(code.outward) == _ZIP_DIGITS and digits and len(american := self._in_country(numbers, _FAMILIES["US"])):
            return american
        return numbers

    def _answer_codes(self, text: str, numbers: Numbers) -> Finding:
        places = [self._place(number) for number in numbers[:MOST_CANDIDATES].tolist()]
        return (
            Found(places[0])
            if len(places) == 1
            else Ambiguous(text, tuple(sorted(places, key=lambda place: -place.population)))
        )

    def _by_name(self, text: str, pieces: list[str], hint: frozenset[str]) -> Finding | None:
        for base, qualifiers in _readings(pieces):
            numbers = self._names.candidates(base, qualifiers)
            if len(numbers):
                return self._answer_names(text, numbers, frozenset() if qualifiers else hint)
        return None

    def _by_wider_name(self, text: str, pieces: list[str], hint: frozenset[str]) -> Finding | None:
        """Of "12 High Street, Leeds" or a quarter we do not know, the town: what we say back shows which
        was taken.
        """
        for start in range(1, len(pieces)):
            match self._by_name(text, pieces[start:], hint):
                case Found(Place(kind="city")) as town:
                    return town
                case Found():
                    return None
                case Ambiguous() as several:
                    return several
        return None

    def _answer_names(self, text: str, numbers: Numbers, hint: frozenset[str]) -> Finding | None:
        kept, certain = self._names.preferred(numbers, hint) if hint else (numbers, True)
        kept = self._names.apart(kept)
        best = self._names.dominant(kept) if certain else None
        if best is not None and not (hint and self._is_far_fetched(best, hint)):
            return Found(self._place(best))
        places: list[Place] = []
        for number in self._names.ordered(kept)[0].tolist()[: 3 * MOST_CANDIDATES]:
            found = labels.entry(self._records, number)
            if len(places) < MOST_CANDIDATES and (label := self._label(found)):
                places.append(labels.place(self._records, found, label))
        return Ambiguous(text, tuple(sorted(places, key=lambda place: -place.population))) if places else None

    def _is_far_fetched(self, number: int, hint: frozenset[str]) -> bool:
        """Whether a small town abroad is all we know by a name: more likely a quarter at home that we do
        not know.
        """
        row = self._records.places[number]
        small = row["kind"] == CITY and row["population"] < _SMALL_TOWN
        around = hint | {_NEIGHBOURS[code] for code in hint & _NEIGHBOURS.keys()}
        return bool(small) and not self._names.of_country(np.array([number]), around)[0]

    def _place(self, number: int) -> Place:
        found = labels.entry(self._records, number)
        label = self._label(found) if found.kind in (*CONTAINERS, CITY) else labels.code_label(found)
        return labels.place(self._records, found, label or labels.forms(found)[-1])

    def _sure_label(self, found: labels.Entry) -> str | None:
        """The shortest words that mean this record whoever reads them; None when no words of ours do."""
        for label in labels.forms(found):
            base, *qualifiers = parts(label)
            if self._names.dominant(self._names.candidates(base, qualifiers)) == found.number:
                return label
        return None

    def _in_country(self, numbers: Numbers, countries: frozenset[str]) -> Numbers:
        return numbers[self._names.of_country(numbers, countries)] if len(numbers) else numbers


def _hint(country: str | None) -> frozenset[str]:
    code = (country or "").strip().upper()[:2]
    return _FAMILIES.get(code, frozenset((code,))) if code.isalpha() and code.isascii() else frozenset()


def _readings(pieces: list[str]) -> list[tuple[str, list[str]]]:
    """Ways to read the parts as a name and where it is, the likeliest first."""
    readings = [(pieces[0], pieces[1:])]
    words = pieces[0].split(" ")
    if len(pieces) > 1:
        readings.append((" ".join(pieces), []))
    for tail in range(1, min(4, len(words) - 1) + 1):
        readings.append((" ".join(words[:-tail]), [" ".join(words[-tail:]), *pieces[1:]]))
    if words[0] in ("the", "near", "in") and len(words) > 1:
        readings += _readings([" ".join(words[1:]), *pieces[1:]])
    return readings


def _code_pieces(pieces: list[str]) -> list[tuple[str, list[str]]]:
    """Where a code may stand, with the words beside it: a whole part, or the last or first word of all."""
    found = [(piece, pieces[:at] + pieces[at + 1 :]) for at, piece in enumerate(pieces)]
    first, last = pieces[0].split(" "), pieces[-1].split(" ")
    if len(last) > 1:
        found.append((last[-1], [*pieces[:-1], " ".join(last[:-1])]))
    if len(first) > 1:
        found.append((first[0], [" ".join(first[1:]), *pieces[1:]]))
    return found
