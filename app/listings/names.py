"""Names beside the vocabulary: who vouches for people, and what lists are called. Organisations change them.

They are terms like any other to the grammar, the panel and the API. Their slugs are ids, since a name may change and an
address may not.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.organisations.collections.queries import public_collections
from app.organisations.vouching.queries import vouchers
from app.vocabulary.lexicon import Lexicon, Word
from app.vocabulary.queries import read_lexicon


def read_words(session: Session) -> Lexicon:
    """The vocabulary with these names beside it."""
    return read_lexicon(session).beside(
        [
            *_words("vouched_by", vouchers(session), "An organisation that vouches for people listed here."),
            *_words("collection", public_collections(session), "A list that an organisation made."),
        ]
    )


def _words(scheme: str, rows: Sequence[Any], meaning: str) -> Iterator[Word]:
    for row in rows:
        yield Word(
            scheme=scheme,
            slug=str(row[0]),
            label=row[1],
            meaning=meaning,
            heading=None,
            parent=None,
            country=None,
            retired=False,
            forward_to=None,
            autonym=None,
            direction="ltr",
            signed=False,
        )
