"""What the vocabulary desk asks: what a merge would touch, and which own words come up again and again."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.listings.facets import BY_KEY
from app.listings.holders import count_public, holders_of, stating
from app.practitioners.models import Fact, IdentityFact, Practitioner, Record
from app.vocabulary.folding import words
from app.vocabulary.lexicon import Lexicon
from app.vocabulary.models import Synonym, Term, Translation
from app.vocabulary.queries import is_said

# By so many practitioners words have to be said before stewards see them: fewer might tell whose they are.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Touched:
    """How many listings state a term, how many of them are public, how many state the other one as well."""

    listings: int
    public: int
    both: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that practitioners use for themselves, and how many do."""

    scheme: str
    words: str
    practitioners: int


def touched(session: Session, scheme: str, slug: str, onward: str | None) -> Touched:
    """What it touches when a term is no longer chosen and this one, or none, stands for it."""
    holders = holders_of(session, scheme, slug)
    both = holders & stating(session, scheme, onward) if onward is not None else set()
    return Touched(len(holders), count_public(session, holders), len(both))


def suggestions(session: Session, lexicon: Lexicon) -> list[Suggestion]:
    """Words for themselves that several practitioners let everybody here read, and that no term has; most used first.

    Counted, never with whose they are, and only from public listings that are not fictional.
    """
    users: dict[tuple[str, tuple[str, ...]], set[UUID]] = defaultdict(set)
    spellings: dict[tuple[str, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    for table in (Fact, IdentityFact):
        shown = table.audiences if table is IdentityFact else None
        columns = [table.record_id, table.facet, table.own_words, *([] if shown is None else [shown])]
        statement = (
            select(*columns)
            .join(Practitioner.__table__, Practitioner.__table__.c.id == table.record_id)
            .join(Record, Record.id == table.record_id)
            .where(table.own_words.is_not(None), Record.status == "published", Record.fictional.is_(False))
        )
        for row in session.execute(statement):
            special = row.facet in BY_KEY and BY_KEY[row.facet].special
            if special != (shown is not None) or (shown is not None and "site" not in row.audiences):
                continue
            if key := tuple(words(row.own_words)):
                users[row.facet, key].add(row.record_id)
                spellings[row.facet, key][" ".join(row.own_words.split())] += 1
    found = [
        Suggestion(facet, spellings[facet, key].most_common(1)[0][0], len(ids))
        for (facet, key), ids in users.items()
        if len(ids) >= FEWEST
    ]
    named = {scheme: _named(lexicon, scheme) for scheme in {one.scheme for one in found}}
    new = [one for one in found if tuple(words(one.words)) not in named[one.scheme]]
    return sorted(new, key=lambda one: (-one.practitioners, one.scheme, one.words))


def _named(lexicon: Lexicon, scheme: str) -> set[tuple[str, ...]]:
    """The words of every name of every term of a scheme."""
    return {
        tuple(words(name))
        for word in lexicon.terms(scheme).values()
        for name in (word.slug, word.label, *(label for label, _meaning in word.translations.values()), *word.synonyms)
    }


def names_of(session: Session, scheme: str) -> dict[str, list[str]]:
    """Every name of every term of a scheme: its key, label, other labels and synonyms, by slug."""
    names = {row.slug: [row.slug, row.label] for row in session.scalars(select(Term).where(Term.scheme == scheme))}
    for synonym in session.scalars(select(Synonym).where(Synonym.scheme == scheme, is_said())):
        names[synonym.slug].append(synonym.text)
    for told in session.scalars(select(Translation).where(Translation.scheme == scheme)):
        names[told.slug].append(told.label)
    return names
