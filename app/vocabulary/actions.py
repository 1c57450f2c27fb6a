"""Loading `seeds/vocabulary/`: idempotent, all or nothing, no slug is ever lost, and what stewards decided stays.

A term that is in the database but no longer in its file is retired, not deleted: old addresses and old
facts keep their meaning. What stewards decided is marked on the term (`Term.decided`) and left as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.plumbing.changes import VOCABULARY, raise_counter
from app.vocabulary.models import Scheme, Synonym, Term, Translation
from app.vocabulary.rules import leads_back
from app.vocabulary.seeds import PARTICULARS, BadVocabulary, read_scheme

# By what a steward decides, the columns that the seeds then no longer say.
_COLUMNS = {"label": ("label",), "meaning": ("meaning",), "standing": ("retired", "forward_to")}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did; `left` are the terms, as `scheme:slug`, in which it left what stewards decided."""

    schemes: int
    terms: int
    changed: int
    retired: int
    left: tuple[str, ...] = ()


def load(session: Session, folder: Path) -> Loaded:
    """Bring the vocabulary tables to what the files say; raises BadVocabulary having changed nothing."""
    files = [read_scheme(path) for path in sorted(folder.glob("*.toml"))]
    if not files:
        raise BadVocabulary(f"There are no vocabulary files in {folder}.")
    loadings = [_Loading(session, content) for content in files]
    for loading in loadings:
        loading.load()
    changed, retired = (sum(getattr(one, name) for one in loadings) for name in ("changed", "retired"))
    if changed or retired:
        raise_counter(session, VOCABULARY)
    left = tuple(f"{one.scheme}:{slug}" for one in loadings for slug in sorted(one.left))
    return Loaded(len(files), sum(len(content["term"]) for content in files), changed, retired, left)


class _Loading:
    """One scheme."""

    def __init__(self, session: Session, content: Mapping[str, Any]) -> None:
        self.session, self.content = session, content
        self.scheme: str = content["scheme"]
        self.rows: Sequence[Mapping[str, Any]] = content["term"]
        self.changed = self.retired = 0
        self.left: set[str] = set()
        self.before: dict[str, Term] = {}

    def load(self) -> None:
        self.session.merge(Scheme(slug=self.scheme, label=self.content["label"], meaning=self.content["meaning"]))
        self.session.flush()
        # Stewards who decide about this scheme wait, as they do for each other.
        self.session.scalars(select(Scheme).where(Scheme.slug == self.scheme).with_for_update()).one()
        terms = select(Term).where(Term.scheme == self.scheme).execution_options(populate_existing=True)
        self.before = {term.slug: term for term in self.session.scalars(terms)}
        gone = {slug: term.forward_to for slug, term in self.before.items() if term.retired and _says(term, "standing")}
        for position, row in enumerate(self.rows):
            self._load_term(position, row, gone)
        self._retire()
        self.session.flush()
        self._load_synonyms()
        self._load_translations()
        self.session.flush()

    def _load_term(self, position: int, row: Mapping[str, Any], gone: dict[str, str | None]) -> None:
        slug, onward = row["slug"], row.get("forward_to")
        term, values = self.before.get(slug), _values(position, row)
        if term is None:
            self.session.add(Term(scheme=self.scheme, slug=slug, **values))
            self.changed += 1
            return
        stale = {key: value for key, value in values.items() if getattr(term, key) != value}
        theirs = _decided(term)
        if onward is not None and leads_back(gone, slug, onward):
            # Stewards forwarded the other one here.
            theirs |= {"retired", "forward_to"}
        elif onward is not None and not theirs & {"retired"}:
            gone[slug] = onward
        if theirs & stale.keys():
            self.left.add(slug)
        for key in stale.keys() - theirs:
            setattr(term, key, stale[key])
        self.changed += bool(stale.keys() - theirs)

    def _retire(self) -> None:
        """What is no longer in the file goes, but for what stewards added or brought back."""
        kept = {row["slug"] for row in self.rows}
        for slug, term in self.before.items():
            if slug in kept:
                continue
            if _decided(term) & {"retired"}:
                self.left.add(slug)
            elif not term.retired:
                term.retired = True
                self.retired += 1

    def _load_synonyms(self) -> None:
        said = {(row["slug"], text) for row in self.rows for text in row.get("synonyms", ())}
        stored = self.session.scalars(select(Synonym).where(Synonym.scheme == self.scheme))
        there = {(synonym.slug, synonym.text): synonym for synonym in stored}
        decided = {key: synonym.decided for key, synonym in there.items() if synonym.decided is not None}
        self.left |= {key[0] for key, decision in decided.items() if (decision == "kept") != (key in said)}
        leaving = there.keys() - said - decided.keys()
        for key in leaving:
            self.session.delete(there[key])
        new = sorted(said - there.keys())
        self.session.add_all(Synonym(scheme=self.scheme, slug=slug, text=text) for slug, text in new)
        self.changed += bool(leaving or new)

    def _load_translations(self) -> None:
        said = {
            (row["slug"], locale): (entry["label"], entry.get("meaning", row["meaning"]))
            for row in self.rows
            for locale, entry in row.get("translations", {}).items()
        }
        stored = self.session.scalars(select(Translation).where(Translation.scheme == self.scheme))
        there = {(told.slug, told.locale): told for told in stored}
        theirs = {key for key in there.keys() | said.keys() if _says(self.before.get(key[0]), f"label:{key[1]}")}
        present = {key: (told.label, told.meaning) for key, told in there.items()}
        stale = {key for key in there.keys() | said.keys() if present.get(key) != said.get(key)}
        self.left |= {slug for slug, _locale in stale & theirs}
        for key in stale - theirs:
            if key not in said:
                self.session.delete(there[key])
            else:
                label, meaning = said[key]
                told = Translation(scheme=self.scheme, slug=key[0], locale=key[1], label=label, meaning=meaning)
                self.session.merge(told)
        self.changed += bool(stale - theirs)


def _values(position: int, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
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


def _says(term: Term | None, decision: str) -> bool:
    return term is not None and decision in (term.decided or ())


def _decided(term: Term) -> set[str]:
    """The columns of a term that stewards decided."""
    if _says(term, "added"):
        return {"label", "meaning", "heading", "parent", "country", "particulars", "retired", "forward_to"}
    return {column for decision, columns in _COLUMNS.items() if _says(term, decision) for column in columns}
