"""Loading `seeds/vocabulary/`: idempotent, all or nothing, and no slug is ever lost.

A term that is in the database but no longer in its file is retired, not deleted: old addresses and old
facts keep their meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.plumbing.changes import VOCABULARY, raise_counter
from app.vocabulary.models import Scheme, Synonym, Term, Translation
from app.vocabulary.seeds import PARTICULARS, BadVocabulary, read_scheme


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    schemes: int
    terms: int
    changed: int
    retired: int


def load(session: Session, folder: Path) -> Loaded:
    """Bring the vocabulary tables to what the files say; raises BadVocabulary having changed nothing."""
    files = [read_scheme(path) for path in sorted(folder.glob("*.toml"))]
    if not files:
        raise BadVocabulary(f"There are no vocabulary files in {folder}.")
    changed = retired = 0
    for content in files:
        scheme_changed, scheme_retired = _load_scheme(session, content)
        changed += scheme_changed
        retired += scheme_retired
    if changed or retired:
        raise_counter(session, VOCABULARY)
    return Loaded(len(files), sum(len(content["term"]) for content in files), changed, retired)


def _load_scheme(session: Session, content: Mapping[str, Any]) -> tuple[int, int]:
    slug = content["scheme"]
    session.merge(Scheme(slug=slug, label=content["label"], meaning=content["meaning"]))
    session.flush()
    before = {term.slug: term for term in session.scalars(select(Term).where(Term.scheme == slug))}
    changed = sum(_load_term(session, slug, before, position, row) for position, row in enumerate(content["term"]))
    kept = {row["slug"] for row in content["term"]}
    leaving = [term for term in before.values() if term.slug not in kept and not term.retired]
    for term in leaving:
        term.retired = True
    session.flush()
    return changed + _load_words(session, slug, content["term"]), len(leaving)


def _load_term(
    session: Session, scheme: str, before: Mapping[str, Term], position: int, row: Mapping[str, Any]
) -> bool:
    values = {
        "label": row["label"],
        "meaning": row["meaning"],
        "position": position,
        "heading": row.get("group"),
        "parent": row.get("parent"),
        "country": row.get("country"),
        "particulars": {key: row[key] for key in sorted(PARTICULARS) if key in row},
        "retired": "forward_to" in row,
        "forward_to": row.get("forward_to"),
    }
    term = before.get(row["slug"])
    if term is None:
        session.add(Term(scheme=scheme, slug=row["slug"], **values))
        return True
    stale = {key: value for key, value in values.items() if getattr(term, key) != value}
    for key, value in stale.items():
        setattr(term, key, value)
    return bool(stale)


def _load_words(session: Session, scheme: str, rows: list[dict[str, Any]]) -> int:
    """Synonyms and translations are replaced as a whole when they differ; returns whether they did."""
    synonyms = {(row["slug"], text) for row in rows for text in row.get("synonyms", ())}
    translations = {
        (row["slug"], locale, entry["label"], entry["meaning"])
        for row in rows
        for locale, entry in row.get("translations", {}).items()
    }
    stored = select(Synonym.slug, Synonym.text).where(Synonym.scheme == scheme)
    told = select(Translation.slug, Translation.locale, Translation.label, Translation.meaning)
    changed = 0
    if {tuple(row) for row in session.execute(stored)} != synonyms:
        session.execute(delete(Synonym).where(Synonym.scheme == scheme))
        session.add_all(Synonym(scheme=scheme, slug=slug, text=text) for slug, text in sorted(synonyms))
        changed = 1
    if {tuple(row) for row in session.execute(told.where(Translation.scheme == scheme))} != translations:
        session.execute(delete(Translation).where(Translation.scheme == scheme))
        session.add_all(
            Translation(scheme=scheme, slug=slug, locale=locale, label=label, meaning=meaning)
            for slug, locale, label, meaning in sorted(translations)
        )
        changed = 1
    session.flush()
    return changed
