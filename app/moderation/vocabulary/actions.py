"""What stewards decide about the vocabulary. Each is one act in the caller's transaction, with its line in the trail.

Facts are not rewritten here: a record keeps what its practitioner said and to whom they gave it, and what is public
follows from the vocabulary (`practitioners/merging.py`). Listings are published anew in the same transaction, because
the sessions are watched for terms that mean something else (`listings/publishing.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.moderation.vocabulary.queries import names_of
from app.plumbing.audit import note
from app.plumbing.changes import VOCABULARY, raise_counter
from app.plumbing.words import gettext as _
from app.vocabulary.folding import fold
from app.vocabulary.models import Scheme, Synonym, Term, Translation
from app.vocabulary.queries import read_gone
from app.vocabulary.rules import CLOSED, Gone, is_key, leads_back, may_go, resolve


class VocabularyRefused(ValueError):
    """It cannot be decided; one sentence says why, `field` what it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wording:
    """What a term is called: `others` maps a locale of the interface to its label there, or to nothing."""

    label: str
    meaning: str
    synonyms: Sequence[str]
    others: Mapping[str, str | None]


def add(
    session: Session, scheme: str, key: str, wording: Wording, heading: str | None, broader: str | None, steward: UUID
) -> None:
    """A new term, last in its scheme. Raises VocabularyRefused, and then nothing has changed."""
    gone = _held(session, scheme)
    if scheme in CLOSED:
        raise VocabularyRefused(
            _("The code of this site decides by the terms of this list, so none can be added here.")
        )
    if not is_key(scheme, key):
        raise VocabularyRefused(_key_sentence(scheme), "key")
    if session.get(Term, (scheme, key)) is not None:
        raise VocabularyRefused(_("The key “%(key)s” is taken, and a key is never used again.", key=key), "key")
    _require_own(session, scheme, key, gone, [key, wording.label, *wording.synonyms, *_labels(wording)])
    last = session.scalar(select(func.max(Term.position)).where(Term.scheme == scheme))
    term = Term(scheme=scheme, slug=key, label=wording.label, meaning=wording.meaning, position=(last or 0) + 1)
    term.heading, term.parent, term.country, term.particulars = heading, broader, None, {}
    term.retired, term.forward_to, term.decided = False, None, ["added"]
    session.add(term)
    session.flush()
    _word(session, term, wording)
    _done(session, term, "added", steward)


def relabel(session: Session, scheme: str, slug: str, wording: Wording, steward: UUID) -> None:
    """Call a term otherwise. What it was called stays a synonym, so that whoever types it still arrives."""
    gone = _held(session, scheme)
    term = _term(session, scheme, slug)
    _require_own(session, scheme, slug, gone, [wording.label, *wording.synonyms, *_labels(wording)])
    changed = _word(session, term, wording)
    if term.meaning != wording.meaning:
        term.meaning = wording.meaning
        changed.append("meaning")
    if wording.label != term.label:
        former, term.label = term.label, wording.label
        if fold(former) not in {fold(name) for name in (wording.label, *wording.synonyms)}:
            _say(session, term, former)
        changed.append("label")
    if changed:
        _decide(term, [what for what in changed if what != "synonyms"])
        _done(session, term, "worded", steward, {"changed": changed})


def retire(session: Session, scheme: str, slug: str, onward: str | None, steward: UUID) -> None:
    """Nobody can choose this term any more; another stands for it from now on (they are merged), or none does."""
    gone = _held(session, scheme)
    term = _term(session, scheme, slug)
    if not may_go(scheme, slug):
        raise VocabularyRefused(_("Programs and the code of this site rely on “%(term)s”. It can be called otherwise, "
                                  "and it has to stay.", term=term.label))  # fmt: skip
    end = None if onward is None else _end(session, term, onward, gone)
    if (term.retired, term.forward_to) == (True, end):
        raise VocabularyRefused(_("That is how it is already."))
    term.retired, term.forward_to = True, end
    _decide(term, ["standing"])
    _done(session, term, "retired" if end is None else "merged", steward, {} if end is None else {"into": end})
    if end is not None:
        note(session, actor=steward, act="term.took-in", subject_type="term", subject_id=f"{scheme}:{end}",
             details={"from": slug})  # fmt: skip


def bring_back(session: Session, scheme: str, slug: str, steward: UUID) -> None:
    """A merged or retired term can be chosen again, and what was said of it is seen again by whom it was given to."""
    gone = _held(session, scheme)
    term = _term(session, scheme, slug)
    if not term.retired:
        raise VocabularyRefused(_("That is how it is already."))
    alone = {key: onward for key, onward in gone.items() if key != slug}
    _require_own(session, scheme, slug, alone, names_of(session, scheme)[slug])
    term.retired, term.forward_to = False, None
    _decide(term, ["standing"])
    _done(session, term, "brought-back", steward)


def _held(session: Session, scheme: str) -> Gone:
    """Let nobody else decide about this scheme until the transaction ends; what leads where in it."""
    if session.scalar(select(Scheme).where(Scheme.slug == scheme).with_for_update()) is None:
        raise VocabularyRefused(_("There is no such list of terms."))
    return read_gone(session).get(scheme, {})


def _term(session: Session, scheme: str, slug: str) -> Term:
    term = session.get(Term, (scheme, slug), populate_existing=True)
    if term is None:
        raise VocabularyRefused(_("There is no such term."))
    return term


def _end(session: Session, term: Term, onward: str, gone: Gone) -> str:
    """The live term to which another leads, if this one may be forwarded there."""
    other = _term(session, term.scheme, onward)
    if leads_back(gone, term.slug, onward):
        raise VocabularyRefused(_("“%(other)s” leads to “%(term)s” already, and nothing can lead to itself.",
                                  other=other.label, term=term.label), "into")  # fmt: skip
    end = resolve(gone, onward)
    if end is None:
        raise VocabularyRefused(
            _("“%(other)s” is retired itself, and nothing stands for it.", other=other.label), "into"
        )
    return end


def _require_own(session: Session, scheme: str, slug: str, gone: Gone, names: Iterable[str]) -> None:
    """No name may lead to two terms. The names of a term that nothing stands for are free."""
    taken: dict[str, str] = {}
    for other, said in names_of(session, scheme).items():
        if (end := resolve(gone, other)) is not None and end != slug:
            taken |= {fold(name).strip(): end for name in said}
    for name in names:
        if (end := taken.get(fold(name).strip())) is not None:
            raise VocabularyRefused(_("“%(name)s” leads to “%(other)s” already.", name=name,
                                      other=_term(session, scheme, end).label), "label")  # fmt: skip


def _word(session: Session, term: Term, wording: Wording) -> list[str]:
    """Synonyms and other languages; what of it changed."""
    stored = session.scalars(select(Synonym).where(Synonym.scheme == term.scheme, Synonym.slug == term.slug)).all()
    before = {synonym.text: synonym for synonym in stored if synonym.decided != "dropped"}
    new = [text for text in wording.synonyms if text not in before]
    leaving = [synonym for text, synonym in before.items() if text not in wording.synonyms]
    for synonym in leaving:
        synonym.decided = "dropped"
    for text in new:
        _say(session, term, text)
    changed = ["synonyms"] if new or leaving else []
    for locale, label in wording.others.items():
        if _translate(session, term, locale, label):
            changed.append(f"label:{locale}")
    return changed


def _translate(session: Session, term: Term, locale: str, label: str | None) -> bool:
    told = session.get(Translation, (term.scheme, term.slug, locale))
    if (told.label if told else None) == label:
        return False
    if told is not None:
        _say(session, term, told.label)
    if told is not None and label is not None:
        told.label = label
    elif told is not None:
        session.delete(told)
    elif label is not None:
        meaning = term.meaning
        session.add(Translation(scheme=term.scheme, slug=term.slug, locale=locale, label=label, meaning=meaning))
    return True


def _say(session: Session, term: Term, text: str) -> None:
    """Keep a synonym, whatever the seeds say."""
    session.merge(Synonym(scheme=term.scheme, slug=term.slug, text=text, decided="kept"))


def _labels(wording: Wording) -> list[str]:
    return [label for label in wording.others.values() if label is not None]


def _decide(term: Term, what: Iterable[str]) -> None:
    # Another list, so that the change is seen.
    term.decided = sorted({*(term.decided or ()), *what})


def _done(session: Session, term: Term, act: str, steward: UUID, details: Mapping[str, Any] | None = None) -> None:
    """Every process hears of it, and the trail has its line."""
    raise_counter(session, VOCABULARY)
    note(session, actor=steward, act=f"term.{act}", subject_type="term", subject_id=f"{term.scheme}:{term.slug}",
         details=details)  # fmt: skip


def _key_sentence(scheme: str) -> str:
    if scheme == "language":
        return _("The key of a language is its tag in BCP 47, such as “pa” or “zh-hant”.")
    return _("Please write a key of small letters a to z, digits and hyphens, of at most 60 characters.")
