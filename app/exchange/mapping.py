"""The language in which a format is declared: columns, repairs, codes, and the rows nobody can use.

A `Format` is data; its one interpreter is `interpreting.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.exchange.entries import Entry
from app.exchange.reading import Content, Nested
from app.exchange.repairs import SENTINELS, Step

# What a column may fill. Targets of an offer and its place belong to the row, others to the service.
ABOUT_IT = ("name", "kind", "headline", "about", "parent", "website", "phone", "intake", "email")
# What a source says in words and we have no field for: it goes into `about` as the source's saying.
IN_WORDS = (
    "process",
    "eligibility",
    "ages",
    "hours",
    "fees",
    "interpreting",
    "accreditations",
    "notice",
    "access_described",
)
WHOSE = ("key", "organisation", "organisation_key", "source_name", "source_url", "retrieved_on")
SERVICE_TARGETS = frozenset((*ABOUT_IT, *IN_WORDS, *WHOSE))
# `point` is "lat lon" in degrees.
PLACE_TARGETS = frozenset(("country", "address", "postcode", "locality", "county", "region", "point"))
OFFER_TARGETS = frozenset(("minutes", "currency", "standard", "reduced_from", "confirmed_on"))


def joined(parts: Sequence[str]) -> str:
    """The parts that are there, with commas between."""
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Column:
    """Columns of the file that fill one target.

    `names` are folded headings; their texts are joined, cut into several if `split` is given (which is told
    the country, so that `country` is declared before), and each goes through `steps` in order. `optional`
    columns may be missing from the file. `collect`: rows that are merged each add theirs; without it the
    first that says anything is kept. A text in which `split` finds nothing is left out, unless `must_hold`
    says what it should have held: then the row is in error.
    """

    target: str
    names: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    join: Callable[[Sequence[str]], str] = joined
    split: Callable[[str, str | None], list[str]] | None = None
    must_hold: str = ""
    optional: bool = False
    collect: bool = False


@dataclass(frozen=True, slots=True)
class Codes:
    """A column of coded values, several parted by semicolons.

    `table` maps a value to what it means here, `facet:slug` each; no meanings: understood, and nothing we
    show says quite that. Without a table, values are slugs, labels or synonyms of the terms of `facet`.
    """

    name: str
    table: Mapping[str, tuple[str, ...]] | None = None
    facet: str = ""
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Unusable:
    """Rows that are no service somebody can be seen at, by the value of a column, each with the reason."""

    name: str
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of `about` made from values that have no field of their own; `{}` is where they go.

    `after`: how many of the values are shown elsewhere already and left out here.
    """

    sentence: str
    target: str
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How files of one kind become services.

    `key`: targets that together tell one service from another, for good, where there is no `key` column.
    `checks`: what must hold between the values of a row, each a function to a sentence or None.
    `retrieved_on`: the day the file's content is of; None: the day of the import. `exacting`: a value that
    is not understood makes its row an error, where otherwise it is left out and counted. `offer_format`: how
    people are seen where the file does not say. `reader` reads files that are neither tables nor lists of records.
    """

    name: str
    source_name: str
    source_url: str | None
    retrieved_on: date | None
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    codes: tuple[Codes, ...] = ()
    checks: tuple[Callable[[Entry], str | None], ...] = ()
    said: tuple[Said, ...] = ()
    unusable: tuple[Unusable, ...] = ()
    encodings: tuple[str, ...] = ("utf-8",)
    json_rows: str | None = None
    nested: Nested | None = None
    reader: Callable[[Path], Content] | None = None
    sentinels: frozenset[str] = SENTINELS
    country: str | None = None
    offer_format: str | None = "in-person"
    exacting: bool = False

    def missing(self, columns: frozenset[str]) -> list[str]:
        """The columns this format cannot do without that a file lacks, in the order of the declaration."""
        needed = [name for column in self.columns if not column.optional for name in column.names]
        needed += [code.name for code in self.codes if not code.optional]
        needed += [unusable.name for unusable in self.unusable]
        return [name for name in dict.fromkeys(needed) if name not in columns]
