"""Vocabulary files as they are read and checked; see any of `seeds/vocabulary/` for the form."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.vocabulary.folding import fold
from app.vocabulary.rules import leads_back

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_REQUIRED = {"slug", "label", "meaning"}
PARTICULARS = {"autonym", "direction", "signed"}
_ALLOWED = _REQUIRED | PARTICULARS | {"group", "synonyms", "parent", "country", "translations", "forward_to"}


class BadVocabulary(ValueError):
    """A vocabulary file breaks a rule; the message names the file and the term."""


def read_scheme(path: Path) -> dict[str, Any]:
    """A checked vocabulary file: `scheme`, `label`, `meaning` and the list `term`."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadVocabulary(f"{path.name} cannot be read: {error}.") from None
    for key in ("scheme", "label", "meaning", "term"):
        if not content.get(key):
            raise BadVocabulary(f"{path.name} does not say its {key}.")
    slugs: set[str] = set()
    names: dict[str, str] = {}
    for term in content["term"]:
        _check_term(path.name, term, slugs, names)
    for term in content["term"]:
        for key in ("parent", "forward_to"):
            if term.get(key, term["slug"]) not in slugs:
                raise BadVocabulary(f"{path.name}: {term['slug']} names {term[key]}, which is not a term there.")
    gone = {term["slug"]: term["forward_to"] for term in content["term"] if "forward_to" in term}
    if around := [slug for slug, onward in gone.items() if leads_back(gone, slug, onward)]:
        raise BadVocabulary(f"{path.name}: {around[0]} is forwarded to itself in the end.")
    return content


def _check_term(file: str, term: Mapping[str, Any], slugs: set[str], names: dict[str, str]) -> None:
    slug = str(term.get("slug", ""))
    if not _SLUG.fullmatch(slug):
        raise BadVocabulary(f"{file}: {slug!r} is not a slug of lower-case letters, digits and hyphens.")
    if slug in slugs:
        raise BadVocabulary(f"{file}: {slug} is there twice.")
    slugs.add(slug)
    if missing := _REQUIRED - term.keys():
        raise BadVocabulary(f"{file}: {slug} has no {sorted(missing)[0]}.")
    if unknown := term.keys() - _ALLOWED:
        raise BadVocabulary(f"{file}: {slug} has {sorted(unknown)[0]!r}, which means nothing here.")
    for synonym in term.get("synonyms", ()):
        other = names.setdefault(fold(synonym).strip(), slug)
        if other != slug:
            raise BadVocabulary(f"{file}: {synonym!r} leads to both {other} and {slug}.")
