"""The query grammar: from an address to criteria and back, lossless both ways.

`parse` never fails: what it cannot take becomes a `Problem` with one clear sentence, and the rest of the
search is kept. `serialise` writes the canonical address of criteria.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from babel.numbers import get_currency_precision, is_currency
from flask_babel import gettext as _

from app.criteria.criteria import DEFAULT_PER_PAGE, SORTS, Criteria, Radius
from app.listings.facets import BY_KEY
from app.vocabulary.folding import words
from app.vocabulary.lexicon import Lexicon

MOST_PER_PAGE = 50
MOST_VALUES = 200
MOST_PAY = 100_000
_LONGEST_TEXT = 200
_LONGEST_RADIUS_KM = 20_040  # half way round the Earth
_AMOUNT = re.compile(r"[^\w\s.,+-]?\s*(\d{1,9})(?:[.,](\d{1,3}))?")
_RADIUS = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*(km|mi)", re.IGNORECASE)
_JURISDICTION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter that could not be taken, and one sentence that says why."""

    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an address asks for; `problems` were left out, `ignored` are keys that mean nothing here."""

    criteria: Criteria
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]


class _Refused(ValueError):
    """A value will not do; the text is the sentence for the reader."""


def parse(
    pairs: Iterable[tuple[str, str]], lexicon: Lexicon, default_currency: str, also: Sequence[str] = ()
) -> Parsed:
    """Criteria from the decoded pairs of a query string, in their order; `also` names keys of the door itself."""
    reading = _Reading(lexicon, default_currency)
    ignored: dict[str, None] = {}
    for count, (key, value) in enumerate(pairs):
        if count == MOST_VALUES:
            reading.problems.append(Problem("", _("Only the first %(number)s criteria were read.", number=MOST_VALUES)))
            break
        if key not in also and not reading.take(key, _CONTROL.sub(" ", value).strip()):
            ignored[key[:_LONGEST_TEXT]] = None
    criteria, problems = reading.finished()
    return Parsed(criteria, problems, tuple(ignored))


class _Reading:
    """One pass over the pairs, collecting values and problems."""

    def __init__(self, lexicon: Lexicon, default_currency: str) -> None:
        self.lexicon = lexicon
        self.default_currency = default_currency
        self.problems: list[Problem] = []
        self.chosen: dict[str, dict[str, None]] = {}
        self.without: dict[tuple[str, str], None] = {}
        self.single: dict[str, str] = {}

    def take(self, key: str, value: str) -> bool:
        """Take one pair; False when the key means nothing."""
        if key in BY_KEY:
            if value and (slug := self._slug(key, key, value)):
                self.chosen.setdefault(key, {})[slug] = None
        elif key == "without":
            facet, _colon, slug = value.partition(":")
            if value and (known := self._slug(key, facet, slug)):
                self.without[facet, known] = None
        elif key in _READERS:
            if value:
                self.single[key] = value
        else:
            return False
        return True

    def _slug(self, key: str, facet: str, slug: str) -> str | None:
        if facet not in BY_KEY:
            sentence = _("“%(value)s” is not something we can leave out.", value=_shown(facet))
            self.problems.append(Problem(key, sentence))
            return None
        term = self.lexicon.term(facet, slug.lower()) or self.lexicon.term(facet, slug)
        if term is None:
            sentence = _("“%(value)s” is not a value of “%(facet)s”.", value=_shown(slug), facet=BY_KEY[facet].label)
            self.problems.append(Problem(key, sentence))
            return None
        return term.slug

    def finished(self) -> tuple[Criteria, tuple[Problem, ...]]:
        values: dict[str, Any] = {"currency": self.default_currency}
        for key, read in _READERS.items():
            if key in self.single:
                try:
                    values[key] = read(self.single[key], values)
                except _Refused as refused:
                    self.problems.append(Problem(key, str(refused)))
        if ("lat" in values) != ("lon" in values):
            values = {key: value for key, value in values.items() if key not in ("lat", "lon")}
            self.problems.append(Problem("lat", _("A point needs both “lat” and “lon”.")))
        if values.get("sort") == "near" and "near" not in values and "lat" not in values:
            del values["sort"]
            self.problems.append(Problem("sort", _("To sort by distance, say where you are.")))
        if "pay" not in values or ("currency" not in self.single and _has_cents(values["currency"])):
            # The site's own currency goes without saying, unless its amounts would then be misread.
            del values["currency"]
        chosen = MappingProxyType({key: tuple(slugs) for key, slugs in self.chosen.items()})
        return Criteria(chosen=chosen, without=tuple(self.without), **values), tuple(self.problems)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _read_currency(text: str, _values: Mapping[str, Any]) -> str:
    if not is_currency(text.upper()):
        raise _Refused(_("“%(value)s” is not a currency we know, such as GBP.", value=_shown(text)))
    return text.upper()


def _read_pay(text: str, values: Mapping[str, Any]) -> int:
    match = _AMOUNT.fullmatch(text)
    precision = get_currency_precision(values["currency"])
    # "1,000" is a thousand to who writes it: three decimals are read only where money has them.
    if match is None or int(match[1]) > MOST_PAY or len(match[2] or "") > max(2, precision):
        raise _Refused(_("“%(value)s” is not an amount to pay per session, such as 25 or 25.50.", value=_shown(text)))
    amount = Decimal(f"{match[1]}.{match[2] or 0}")
    return int(amount * 10**precision)


def _read_within(text: str, _values: Mapping[str, Any]) -> Radius:
    match = _RADIUS.fullmatch(text)
    if match is None:
        raise _Refused(_("“%(value)s” is not a distance, such as 10mi or 15km.", value=_shown(text)))
    # The first letter decides: regardless of case, `i` also stands for the dotless and the dotted one.
    radius = Radius(Decimal(match[1]).normalize(), "mi" if match[2][0] in "mM" else "km")
    if radius.km > _LONGEST_RADIUS_KM:
        raise _Refused(_("“%(value)s” is farther than anywhere on Earth.", value=_shown(text)))
    return radius


def _read_near(text: str, _values: Mapping[str, Any]) -> str:
    return _short(text, _("A place has at most %(number)s characters.", number=_LONGEST_TEXT))


def _read_q(text: str, _values: Mapping[str, Any]) -> str:
    if not words(text):
        raise _Refused(_("There are no words in “%(value)s” to look for.", value=_shown(text)))
    return _short(text, _("Words to look for have at most %(number)s characters.", number=_LONGEST_TEXT))


def _short(text: str, sentence: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise _Refused(sentence)
    return " ".join(text.split())


def _read_seen_from(text: str, _values: Mapping[str, Any]) -> str:
    if not _JURISDICTION.fullmatch(text.upper()):
        raise _Refused(_("“%(value)s” is not a country or state code, such as GB-ENG or US-CA.", value=_shown(text)))
    return text.upper()


def _degrees(limit: int) -> Callable[[str, Mapping[str, Any]], float]:
    def read(text: str, _values: Mapping[str, Any]) -> float:
        try:
            degrees = float(text)
        except ValueError:
            degrees = math.nan
        if not -limit <= degrees <= limit:
            raise _Refused(
                _(
                    "“%(value)s” is not between -%(limit)s and %(limit)s degrees.",
                    value=_shown(text),
                    limit=limit,
                )
            )
        return degrees + 0.0

    return read


def _read_sort(text: str, _values: Mapping[str, Any]) -> str:
    if text not in SORTS:
        raise _Refused(
            _(
                "“%(value)s” is not an order; it can be %(orders)s.",
                value=_shown(text),
                orders=", ".join(SORTS),
            )
        )
    return text


def _whole(low: int, high: int) -> Callable[[str, Mapping[str, Any]], int]:
    def read(text: str, _values: Mapping[str, Any]) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise _Refused(
                _(
                    "“%(value)s” is not a whole number from %(low)s to %(high)s.",
                    value=_shown(text),
                    low=low,
                    high=high,
                )
            )
        return int(text)

    return read


# In the order in which they are read: an amount needs its currency first.
_READERS: dict[str, Callable[[str, Mapping[str, Any]], Any]] = {
    "near": _read_near,
    "within": _read_within,
    "lat": _degrees(90),
    "lon": _degrees(180),
    "seen_from": _read_seen_from,
    "currency": _read_currency,
    "pay": _read_pay,
    "q": _read_q,
    "sort": _read_sort,
    "page": _whole(1, 100_000),
    "per_page": _whole(1, MOST_PER_PAGE),
}

SINGLE_KEYS: tuple[str, ...] = tuple(_READERS)


def serialise(criteria: Criteria) -> list[tuple[str, str]]:
    """The canonical pairs of these criteria; `parse` of them gives equal criteria."""
    pairs = [(key, slug) for key, slugs in criteria.chosen.items() for slug in slugs]
    pairs += [("without", f"{key}:{slug}") for key, slug in criteria.without]
    for key in SINGLE_KEYS:
        value = getattr(criteria, key)
        if value is None or (key, value) in (("sort", "best"), ("page", 1), ("per_page", DEFAULT_PER_PAGE)):
            continue
        pairs.append((key, major_units(value, criteria.currency) if key == "pay" else _written(value)))
    return pairs


def major_units(minor: int, currency: str | None) -> str:
    """An amount as people write it: 2500 GBP is `25`, 2550 is `25.50`."""
    precision = get_currency_precision(currency or "")
    whole, rest = divmod(minor, 10**precision)
    return f"{whole}.{rest:0{precision}d}" if rest else str(whole)


def _has_cents(currency: str) -> bool:
    return get_currency_precision(currency) == get_currency_precision("")


def _written(value: object) -> str:
    return repr(value) if isinstance(value, float) else str(value)
