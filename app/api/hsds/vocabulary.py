"""The vocabulary as taxonomies and taxonomy terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from app.api.hsds.answers import Read
from app.api.hsds.parts import Terms, id_of
from app.vocabulary.folding import words
from app.vocabulary.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Known:
    """A term by its scheme and slug, and the ids of what is above it."""

    scheme: str
    slug: str
    taxonomy: str
    parent: str | None


@lru_cache(maxsize=2)
def terms_by_id(lexicon: Lexicon) -> dict[str, Known]:
    """Every term of the vocabulary by its id, in the order of ids."""
    made = {}
    for scheme in lexicon.schemes:
        taxonomy = id_of("taxonomy", scheme)
        for slug, word in lexicon.terms(scheme).items():
            parent = id_of("term", scheme, word.parent) if word.parent else None
            made[id_of("term", scheme, slug)] = Known(scheme, slug, taxonomy, parent)
    return dict(sorted(made.items()))


@lru_cache(maxsize=2)
def schemes_by_id(lexicon: Lexicon) -> dict[str, str]:
    """Every scheme of the vocabulary by its id as a taxonomy, in the order of ids."""
    return dict(sorted((id_of("taxonomy", scheme), scheme) for scheme in lexicon.schemes))


def taxonomies(terms: Terms, asked: dict[str, Any]) -> tuple[list[str], Read]:
    """The taxonomies asked for, and how they are shown."""
    by_id = schemes_by_id(terms.lexicon)
    ids = [id for id, scheme in by_id.items() if _speaks(asked, taxonomy(terms, scheme))]
    return ids, lambda _session, some: [taxonomy(terms, by_id[id]) for id in some]


def taxonomy(terms: Terms, scheme: str) -> dict[str, Any]:
    label, meaning = terms.lexicon.schemes[scheme]
    return {"id": id_of("taxonomy", scheme), "name": label, "description": meaning or label}


def taxonomy_terms(terms: Terms, asked: dict[str, Any]) -> tuple[list[str], Read]:
    """The terms asked for, none that nobody can choose any more, and how they are shown."""
    by_id = terms_by_id(terms.lexicon)
    ids = [id for id, known in by_id.items() if _is_asked(terms, asked, known)]

    def read(_session: Session, some: Sequence[str]) -> list[dict[str, Any]]:
        return [terms.term(known.scheme, known.slug) for known in (by_id[id] for id in some)]

    return ids, read


def taxonomy_term(terms: Terms, scheme: str, slug: str) -> dict[str, Any]:
    """A term with its taxonomy."""
    return terms.term(scheme, slug) | {"taxonomy_detail": taxonomy(terms, scheme)}


def _is_asked(terms: Terms, asked: dict[str, Any], known: Known) -> bool:
    word = terms.lexicon.terms(known.scheme)[known.slug]
    if word.retired or word.forward_to:
        return False
    return (
        asked.get("taxonomy_id") in (None, known.taxonomy)
        and asked.get("parent_id") in (None, known.parent)
        and not (asked.get("top_only") and known.parent)
        and ("search" not in asked or _speaks(asked, terms.term(known.scheme, known.slug)))
    )


def _speaks(asked: dict[str, Any], shown: dict[str, Any]) -> bool:
    """Whether all the words asked for are in the name or the description; the last may be a beginning."""
    if "search" not in asked:
        return True
    *whole, last = words(asked["search"])
    said = words(f"{shown['name']} {shown['description']}")
    return set(whole) <= set(said) and any(word.startswith(last) for word in said)
