"""A made-up directory of any size, streamed: the same documents for the same size and seed, never all in memory.

As unequal as life: values follow Zipf's law, most practitioners have one place that their offers in person share,
some offers are remote and have no place, prices go in steps of £5 and a fifth of the offers state none. On average
2.5 offers and about 30 facts a listing; 40 words of text. Places are rounded to 0.01°, as the product's grid is.
"""

from collections.abc import Iterator
from itertools import accumulate, islice, pairwise

import numpy as np
import numpy.typing as npt

from app.search import Document, OfferDocument, Schema

# Facet: how many values it has, and how many of them a person or an offer states at most.
PERSON = {
    "kind": (5, 1),
    "identity": (40, 3),
    "gender": (6, 1),
    "faith": (15, 1),
    "community": (40, 4),
    "language": (110, 3),
    "approach": (70, 6),
    "concern": (110, 12),
    "age_group": (8, 4),
    "profession": (20, 2),
    "register": (25, 2),
    "pronouns": (5, 1),
    "contact_mode": (7, 3),
}
OFFER = {
    "session": (6, 1),
    "format": (7, 1),
    "fee_help": (6, 1),
    "payer": (40, 2),
    "access": (10, 3),
    "times": (4, 3),
    "availability": (2, 1),
}
FACETS = {**PERSON, **OFFER}
SCHEMA = Schema(tuple(PERSON), tuple(OFFER), ("price",))
MOST_OFFERS = 4
REMOTE = 1  # the number of the format that needs no place
TOWNS = (
    (51.5, -0.12),
    (53.48, -2.24),
    (52.48, -1.9),
    (53.8, -1.55),
    (55.86, -4.25),
    (51.45, -2.59),
    (50.72, -3.53),
)
SPREAD = (0.4, 0.6)  # standard deviations around a town, in degrees of latitude and longitude
VOCABULARY = tuple(f"{stem}{n}" for n in range(400) for stem in ("care", "calm", "grief", "hope", "talk", "warm"))
WORDS = 40

_BLOCK = 4096
_HAVE_A_PLACE = 0.9
_ELSEWHERE = 0.1
_PLACELESS = 0.1
_PRICED = 0.8
_NAMES = {facet: tuple(f"{facet}-{number}" for number in range(size)) for facet, (size, _most) in FACETS.items()}

Codes = npt.NDArray[np.int64]
Dice = np.random.Generator


def documents(listings: int, seed: int = 1) -> Iterator[Document]:
    """So many documents, one after the other; fewer are the first of more."""
    for number, first in enumerate(range(0, listings, _BLOCK)):
        yield from islice(_block(np.random.default_rng((seed, number)), _BLOCK), listings - first)


def zipf(size: int) -> list[float]:
    """Cumulative weights 1, 1/2, 1/3 … of so many values."""
    return list(accumulate(1 / (rank + 1) for rank in range(size)))


def _block(dice: Dice, size: int) -> Iterator[Document]:
    offers = dice.integers(1, MOST_OFFERS, size, endpoint=True)
    ends = np.cumsum(offers).tolist()
    every = _offers(dice, offers)
    facts = zip(*(_values(dice, facet, size) for facet in PERSON), strict=True)
    codes = np.array(_drawn(dice, len(VOCABULARY), size * WORDS))
    words = np.array(VOCABULARY, dtype=object)[codes].reshape(size, WORDS).tolist()
    keys = dice.integers(0, 1 << 64, size, dtype=np.uint64).tolist()
    ids = dice.bytes(16 * size).hex()
    names = tuple(PERSON)
    for row, own in enumerate(facts):
        begin = ends[row - 1] if row else 0
        values = dict(zip(names, own, strict=True))
        yield Document(_uuid(ids, 32 * row), keys[row], values, words[row], every[begin : ends[row]])


def _offers(dice: Dice, offers: Codes) -> list[OfferDocument]:
    total = int(offers.sum())
    facts = {facet: _values(dice, facet, total) for facet in OFFER}
    names = tuple(OFFER)
    remote = np.array([values == (_NAMES["format"][REMOTE],) for values in facts["format"]])
    points = _points(dice, offers, remote)
    prices = (dice.integers(0, 30, total) * 500).tolist()
    numbers = [
        {"price": price} if stated else {}
        for price, stated in zip(prices, (dice.random(total) < _PRICED).tolist(), strict=True)
    ]
    ids = dice.bytes(16 * total).hex()
    rows = zip(zip(*facts.values(), strict=True), numbers, points, strict=True)
    return [
        OfferDocument(_uuid(ids, 32 * row), dict(zip(names, values, strict=True)), number, point)
        for row, (values, number, point) in enumerate(rows)
    ]


def _points(dice: Dice, offers: Codes, remote: npt.NDArray[np.bool_]) -> list[tuple[float, float] | None]:
    """The place of each offer: the practitioner's own, seldom another, or none."""
    owners = np.repeat(np.arange(len(offers)), offers)
    own, other = _near_towns(dice, len(offers))[owners], _near_towns(dice, len(owners))
    elsewhere = dice.random(len(owners)) < _ELSEWHERE
    place = np.where(elsewhere[:, None], other, own)
    has_one = (dice.random(len(offers)) < _HAVE_A_PLACE)[owners] & (dice.random(len(owners)) >= _PLACELESS) & ~remote
    return [(lat, lon) if placed else None for (lat, lon), placed in zip(place.tolist(), has_one.tolist(), strict=True)]


def _near_towns(dice: Dice, size: int) -> npt.NDArray[np.float64]:
    towns = np.array(TOWNS)[dice.integers(0, len(TOWNS), size)]
    return np.round(dice.normal(towns, SPREAD), 2)


def _values(dice: Dice, facet: str, rows: int) -> list[tuple[str, ...]]:
    """For each row the values it states, as many as are drawn, each once."""
    size, most = FACETS[facet]
    names = _NAMES[facet]
    if most == 1:
        single = [(name,) for name in names]
        return [single[code] for code in _drawn(dice, size, rows)]
    ends = np.cumsum(dice.integers(1, most, rows, endpoint=True)).tolist()
    drawn = [names[code] for code in _drawn(dice, size, ends[-1] if ends else 0)]
    return [tuple(set(drawn[begin:end])) for begin, end in pairwise([0, *ends])]


def _drawn(dice: Dice, size: int, count: int) -> list[int]:
    weights = np.array(zipf(size))
    codes: list[int] = np.searchsorted(weights, dice.random(count) * weights[-1], side="right").tolist()
    return codes


def _uuid(digits: str, at: int) -> str:
    d = digits[at : at + 32]
    return f"{d[:8]}-{d[8:12]}-4{d[13:16]}-{d[16:20]}-{d[20:]}"
