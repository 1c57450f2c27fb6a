"""The query grammar: from an address to criteria and back, lossless both ways.

`parse` never fails: what it cannot take becomes a `Problem` with one clear sentence, and the rest of the
search is kept. `serialise` writes the canonical address of criteria.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from babel.numbers import get_currency_precision

from app.criteria.criteria import DEFAULT_PER_PAGE, UNSTATABLE, WISHABLE, Criteria
from app.criteria.values import LONGEST_TEXT, READERS, Refused, shown
from app.listings.facets import BY_KEY
from app.plumbing.words import gettext as _
from app.vocabulary.lexicon import Lexicon

MOST_VALUES = 200
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
            ignored[key[:LONGEST_TEXT]] = None
    criteria, problems = reading.finished()
    return Parsed(criteria, problems, tuple(ignored))


def known_pairs(pairs: Iterable[tuple[str, str]], also: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Those of the pairs that ask for something, and no value longer than it takes to see that it is too long."""
    tidy = ((key, _CONTROL.sub(" ", value).strip()) for key, value in pairs if key in _KEYS or key in also)
    return [(key, v if len(v) <= LONGEST_TEXT else v[:LONGEST_TEXT] + "…") for key, v in tidy if v]


class _Reading:
    """One pass over the pairs, collecting values and problems."""

    def __init__(self, lexicon: Lexicon, default_currency: str) -> None:
        self.lexicon = lexicon
        self.default_currency = default_currency
        self.problems: list[Problem] = []
        self.chosen: dict[str, dict[str, None]] = {}
        self.without: dict[tuple[str, str], None] = {}
        self.prefer: dict[tuple[str, str | None], None] = {}
        self.unstated: dict[str, None] = {}
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
        elif key in ("prefer", "unstated"):
            self._take_name(key, value)
        elif key in READERS:
            if value:
                self.single[key] = value
        else:
            return False
        return True

    def _take_name(self, key: str, value: str) -> None:
        """A wish, or a facet for which "not stated" will do."""
        facet, colon, slug = value.partition(":")
        if key == "prefer" and colon:
            if known := self._slug(key, facet, slug):
                self.prefer[facet, known] = None
        elif key == "prefer" and value in WISHABLE:
            self.prefer[value, None] = None
        elif key == "unstated" and (value in BY_KEY or value in UNSTATABLE):
            self.unstated[value] = None
        elif value:
            sentence = _("“%(value)s” is not something a search can ask for in that way.", value=shown(value))
            self.problems.append(Problem(key, sentence))

    def _slug(self, key: str, facet: str, slug: str) -> str | None:
        if facet not in BY_KEY:
            sentence = _("“%(value)s” is not something a search can ask for in that way.", value=shown(facet))
            self.problems.append(Problem(key, sentence))
            return None
        term = self.lexicon.term(facet, slug.lower()) or self.lexicon.term(facet, slug)
        if term is None:
            sentence = _("“%(value)s” is not a value of “%(facet)s”.", value=shown(slug), facet=BY_KEY[facet].label)
            self.problems.append(Problem(key, sentence))
            return None
        if term.retired:
            sentence = _("“%(value)s” is no longer used here, and nothing stands for it.", value=shown(term.label))
            self.problems.append(Problem(key, sentence))
            return None
        return term.slug

    def finished(self) -> tuple[Criteria, tuple[Problem, ...]]:
        values: dict[str, Any] = {"currency": self.default_currency}
        for key, read in READERS.items():
            if key in self.single:
                try:
                    values[key] = read(self.single[key], values)
                except Refused as refused:
                    self.problems.append(Problem(key, str(refused)))
        if ("lat" in values) != ("lon" in values):
            values = {key: value for key, value in values.items() if key not in ("lat", "lon")}
            self.problems.append(Problem("lat", _("A point needs both “lat” and “lon”.")))
        if values.get("sort") == "near" and "near" not in values and "lat" not in values:
            del values["sort"]
            self.problems.append(Problem("sort", _("To sort by distance, say where you are.")))
        if not self._names_currency(values):
            # The site's own currency goes without saying, unless its amounts would then be misread.
            del values["currency"]
        # A wish for the value of a key needs that value.
        asked = {"near" if key == "lat" else key for key, value in values.items() if value is not False}
        wishes = tuple(wish for wish in self.prefer if wish[1] is not None or wish[0] in asked)
        return Criteria(
            chosen=MappingProxyType({key: tuple(slugs) for key, slugs in self.chosen.items()}),
            without=tuple(self.without),
            prefer=wishes,
            unstated=tuple(self.unstated),
            **values,
        ), tuple(self.problems)

    def _names_currency(self, values: Mapping[str, Any]) -> bool:
        if "pay" not in values:
            return "currency" in self.single and values.get("sort") == "cost"
        return "currency" in self.single or not _has_cents(values["currency"])


SINGLE_KEYS: tuple[str, ...] = tuple(READERS)
# Keys besides the facets that may come more than once.
REPEATABLE = ("without", "prefer", "unstated")
_KEYS = frozenset((*BY_KEY, *REPEATABLE, *SINGLE_KEYS))


# What goes without saying.
_UNWRITTEN = (("sort", "best"), ("page", 1), ("per_page", DEFAULT_PER_PAGE))


def serialise(criteria: Criteria) -> list[tuple[str, str]]:
    """The canonical pairs of these criteria; `parse` of them gives equal criteria."""
    pairs = [(key, slug) for key, slugs in criteria.chosen.items() for slug in slugs]
    pairs += [("without", f"{key}:{slug}") for key, slug in criteria.without]
    pairs += [("prefer", key if slug is None else f"{key}:{slug}") for key, slug in criteria.prefer]
    pairs += [("unstated", key) for key in criteria.unstated]
    for key in SINGLE_KEYS:
        value = getattr(criteria, key)
        if (
            value is None
            or value is False
            or (key, value) in (("sort", "best"), ("page", 1), ("per_page", DEFAULT_PER_PAGE))
        ):
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
    if value is True:
        return "1"
    return repr(value) if isinstance(value, float) else str(value)
