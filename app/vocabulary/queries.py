"""Reading the vocabulary."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.vocabulary.current import Current
from app.vocabulary.lexicon import Lexicon, Word
from app.vocabulary.models import Scheme, Synonym, Term, Translation
from app.vocabulary.rules import Gone, resolve


def read_lexicon(session: Session) -> Lexicon:
    """The whole vocabulary of the database, in five statements."""
    schemes = {row.slug: (row.label, row.meaning) for row in session.scalars(select(Scheme))}
    synonyms: dict[tuple[str, str], list[str]] = {}
    for row in session.scalars(select(Synonym).where(is_said()).order_by(Synonym.text)):
        synonyms.setdefault((row.scheme, row.slug), []).append(row.text)
    translations: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for told in session.scalars(select(Translation)):
        translations.setdefault((told.scheme, told.slug), {})[told.locale] = (told.label, told.meaning)
    gone = read_gone(session)
    terms = session.scalars(select(Term).order_by(Term.scheme, Term.position, Term.slug))
    words = [_word(term, synonyms, translations, gone.get(term.scheme, {})) for term in terms]
    return Lexicon(schemes, words)


def read_gone(session: Session) -> dict[str, dict[str, str | None]]:
    """By scheme, the terms that nobody can choose any more, each with what stands for it."""
    columns = select(Term.scheme, Term.slug, Term.forward_to)
    found: dict[str, dict[str, str | None]] = {}
    for row in session.execute(columns.where(or_(Term.retired, Term.forward_to.is_not(None)))):
        found.setdefault(row.scheme, {})[row.slug] = row.forward_to
    return found


def read_broader(session: Session, schemes: Sequence[str]) -> dict[tuple[str, str], str]:
    """The parents of the terms of these schemes, by scheme and slug."""
    parents = select(Term.scheme, Term.slug, Term.parent).where(Term.scheme.in_(schemes), Term.parent.is_not(None))
    return {(row.scheme, row.slug): row.parent for row in session.execute(parents)}


def read_current(session: Session, broadened: Sequence[str] = ()) -> Current:
    """What stated slugs mean now; with the parents of terms of these schemes."""
    return Current(read_gone(session), read_broader(session, broadened) if broadened else {})


def is_said() -> ColumnElement[bool]:
    """Of synonyms: that no steward dropped it."""
    return or_(Synonym.decided.is_(None), Synonym.decided != "dropped")


def _word(
    term: Term,
    synonyms: Mapping[tuple[str, str], list[str]],
    translations: Mapping[tuple[str, str], dict[str, tuple[str, str]]],
    gone: Gone,
) -> Word:
    key = (term.scheme, term.slug)
    parent = None if term.parent is None else resolve(gone, term.parent)
    return Word(
        scheme=term.scheme,
        slug=term.slug,
        label=term.label,
        meaning=term.meaning,
        heading=term.heading,
        # A term that was merged with the broader one is not under itself.
        parent=None if parent == resolve(gone, term.slug) else parent,
        country=term.country,
        retired=term.retired,
        forward_to=term.forward_to,
        autonym=term.particulars.get("autonym"),
        direction=term.particulars.get("direction", "ltr"),
        signed=term.particulars.get("signed", False),
        synonyms=tuple(synonyms.get(key, ())),
        translations=translations.get(key, {}),
    )
