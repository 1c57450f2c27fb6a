"""The small objects that HSDS nests: ids that never change, terms, attributes, amounts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from app.criteria.grammar import major_units
from app.vocabulary.lexicon import Lexicon

# Under this every id is made that has no id of its own here; another value would give all of them new ids.
_SPACE = UUID("5b1f7c1e-6a0f-5d0b-9a39-7c0f4d3e2a18")
_HASHED = sha1(_SPACE.bytes, usedforsecurity=False)
# The digit that says which kind of UUID it is, for each digit that may stand there.
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
_AGES = re.compile(r"([0-9]+)-([0-9]+|plus)")


def id_of(*what: str) -> str:
    """The same id for the same facts, in every answer and every installation: a UUID of version 5, as text."""
    # As uuid5 does it, without hashing the space again for each of the hundred ids of a service, and without a UUID
    # that would only be made into this text.
    hashed = _HASHED.copy()
    hashed.update("\x1f".join(what).encode())
    digits = hashed.hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{_VARIANT[digits[16]]}{digits[17:20]}-{digits[20:32]}"


def amount(minor: int, currency: str | None) -> float:
    """Minor units as the JSON number that is written so: read from its decimals, never divided."""
    return float(major_units(minor, currency))


def ages(slugs: Iterable[str]) -> dict[str, int]:
    """The youngest and the oldest of these age groups; nothing of an end that is open or not a number."""
    found = [match.groups() for slug in slugs if (match := _AGES.fullmatch(slug))]
    if not found:
        return {}
    bounds = {"minimum_age": min(int(least) for least, _most in found)}
    if all(most != "plus" for _least, most in found):
        bounds["maximum_age"] = max(int(most) for _least, most in found)
    return bounds


def stated(**members: Any) -> dict[str, Any]:
    """These members without those that say nothing: HSDS has no null. A number says something, nought too."""
    return {name: value for name, value in members.items() if value or value == 0}


def address(text: str | None) -> str | None:
    """The text if it is the address of a page: imported ones may be anything, and HSDS wants a URI."""
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    plain = (text or "").isascii() and not re.search(r"[\s<>\"{}|\\^`]", text or "")
    return text if plain and parts.scheme in ("http", "https") and parts.hostname else None


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that attributes hang on: its id and what HSDS calls its kind."""

    id: str
    entity: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The vocabulary as taxonomies, in one locale. The same term is the same dict: they are not to be changed."""

    lexicon: Lexicon
    locale: str
    _made: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict, compare=False, repr=False)

    def label(self, scheme: str, slug: str) -> str:
        name: str = self.term(scheme, slug)["name"]
        return name

    def labels(self, scheme: str, slugs: Iterable[str]) -> str:
        return ", ".join(self.label(scheme, slug) for slug in slugs)

    def term(self, scheme: str, slug: str) -> dict[str, Any]:
        """A term; one that is not in the vocabulary is its own name."""
        made = self._made.get((scheme, slug))
        if made is None:
            made = self._made[scheme, slug] = self._term(scheme, slug)
        return made

    def _term(self, scheme: str, slug: str) -> dict[str, Any]:
        known = self.lexicon.term(scheme, slug)
        label = self.lexicon.label(scheme, slug, self.locale)
        return stated(
            id=id_of("term", scheme, slug),
            code=slug,
            name=label,
            description=(known.meaning_in(self.locale) if known else "") or label,
            parent_id=id_of("term", scheme, known.parent) if known and known.parent else None,
            taxonomy=scheme,
            taxonomy_id=id_of("taxonomy", scheme),
            language=self.locale,
        )

    def attribute(
        self, of: Thing, scheme: str, slug: str, value: str | None = None, label: str | None = None, key: str = ""
    ) -> dict[str, Any]:
        """A term that holds of this thing. Its `link_type` is its scheme: whoever filters by the term finds it."""
        term = self._made.get((scheme, slug)) or self.term(scheme, slug)
        row = plain(of, scheme, value, label or term["name"], key or slug)
        row["taxonomy_term_id"], row["taxonomy_term"] = term["id"], term
        return row


def plain(of: Thing, link_type: str, value: str | None, label: str | None = None, key: str = "") -> dict[str, Any]:
    """What holds of this thing without being a term; `key` tells several of one kind apart."""
    # Not by `stated`: a service has a hundred of these, and this alone would be a fifth of it.
    row: dict[str, Any] = {
        "id": id_of("attribute", of.id, link_type, key),
        "link_id": of.id,
        "link_entity": of.entity,
        "link_type": link_type,
    }
    if value:
        row["value"] = value
    if label:
        row["label"] = label
    return row
