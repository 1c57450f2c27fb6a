"""Reading the vocabulary."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.vocabulary.lexicon import Lexicon, Word
from app.vocabulary.models import Scheme, Synonym, Term, Translation


def read_lexicon(session: Session) -> Lexicon:
    """The whole vocabulary of the database, in four statements."""
    schemes = {row.slug: (row.label, row.meaning) for row in session.scalars(select(Scheme))}
    synonyms: dict[tuple[str, str], list[str]] = {}
    for row in session.scalars(select(Synonym).order_by(Synonym.text)):
        synonyms.setdefault((row.scheme, row.slug), []).append(row.text)
    translations: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for told in session.scalars(select(Translation)):
        translations.setdefault((told.scheme, told.slug), {})[told.locale] = (told.label, told.meaning)
    terms = session.scalars(select(Term).order_by(Term.scheme, Term.position))
    return Lexicon(schemes, [_word(term, synonyms, translations) for term in terms])


def read_broader(session: Session, schemes: Sequence[str]) -> dict[tuple[str, str], str]:
    """The parents of the terms of these schemes, by scheme and slug."""
    parents = select(Term.scheme, Term.slug, Term.parent).where(Term.scheme.in_(schemes), Term.parent.is_not(None))
    return {(row.scheme, row.slug): row.parent for row in session.execute(parents)}


def _word(
    term: Term,
    synonyms: Mapping[tuple[str, str], list[str]],
    translations: Mapping[tuple[str, str], dict[str, tuple[str, str]]],
) -> Word:
    key = (term.scheme, term.slug)
    return Word(
        scheme=term.scheme,
        slug=term.slug,
        label=term.label,
        meaning=term.meaning,
        heading=term.heading,
        parent=term.parent,
        country=term.country,
        retired=term.retired,
        forward_to=term.forward_to,
        autonym=term.particulars.get("autonym"),
        direction=term.particulars.get("direction", "ltr"),
        signed=term.particulars.get("signed", False),
        synonyms=tuple(synonyms.get(key, ())),
        translations=translations.get(key, {}),
    )
